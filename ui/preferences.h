#pragma once

#include <optional>

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include "ui/plot/smoothing_strength.h"
#include "ui/theme/theme.h"
#include "ui/views/view.h"

namespace lab::ui {

enum class ThemeChoice { Auto, Light, Dark };

/// Which docks there are: to try things out, or to write about what was found, with all the space for plots
/// and the table of runs.
enum class NamedLayout { Explore, Write };

/// The screen theme; `darkDesktop` decides when the choice is Auto.
[[nodiscard]] ThemeId themeFor(ThemeChoice choice, bool darkDesktop);

/// What the window remembers between two starts, written at once. Experiments are files, not preferences.
class Preferences {
 public:
  [[nodiscard]] ThemeChoice theme() const;
  void setTheme(ThemeChoice choice);

  [[nodiscard]] XAxis xAxis() const;
  void setXAxis(XAxis axis);

  [[nodiscard]] QByteArray geometry() const;
  [[nodiscard]] QByteArray layout() const;
  void setLayout(const QByteArray& geometry, const QByteArray& layout);

  [[nodiscard]] QStringList tiles() const;  ///< the order of the views; empty: as at first
  void setTiles(const QStringList& order);

  [[nodiscard]] NamedLayout namedLayout() const;  ///< the one that was chosen last
  void setNamedLayout(NamedLayout layout);

  [[nodiscard]] std::optional<SmoothingStrength> smoothing() const;  ///< of all lines; nothing: none
  void setSmoothing(const std::optional<SmoothingStrength>& strength);

  [[nodiscard]] bool reducedMotion() const;
  void setReducedMotion(bool reduced);

  [[nodiscard]] QString folder() const;  ///< of the file dialogs
  void setFolder(const QString& folder);

 private:
  QSettings settings_{QStringLiteral("skewlab"), QStringLiteral("skewlab")};
};

}  // namespace lab::ui
