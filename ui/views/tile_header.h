#pragma once

#include <vector>

#include <QString>
#include <QWidget>

#include "ui/series/run_state.h"
#include "ui/theme/theme.h"
#include "ui/views/state_badge.h"
#include "ui/views/tile_menu.h"
#include "ui/views/tile_values.h"

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace lab::ui {

/// Top of every view: title, state, switches and numbers. On a low tile all of it shares one row.
class TileHeader final : public QWidget {
  Q_OBJECT

 public:
  TileHeader(const QString& title, QWidget* parent);

  void setTheme(const Theme& theme);
  void setState(const RunState& state);
  void setValues(std::vector<TileValue> values);
  void setSummary(const QString& summary);  ///< tooltip of the title

  /// A checkable button at the right; owned by the header.
  QToolButton* addSwitch(const QString& text, const QString& tip);

  [[nodiscard]] TileMenu& menu() { return *menu_; }

  [[nodiscard]] QString badge() const { return badge_->text(); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void arrange(const QSize& tile);

  QLabel* title_;  // owned by Qt, like those below
  StateBadge* badge_;
  TileValues* values_;
  QWidget* switches_;
  TileMenu* menu_;
  QHBoxLayout* top_;
  bool oneRow_ = false;
};

}  // namespace lab::ui
