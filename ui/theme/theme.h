#pragma once

#include <array>

#include <QColor>
#include <QPalette>
#include <QString>
#include <Qt>

namespace lab::ui {

/// How one series looks, everywhere: colour, dash and marker together, so that no information hangs on colour
/// alone.
struct SeriesStyle {
  QColor colour;
  Qt::PenStyle dash = Qt::SolidLine;
  int marker = 0;  ///< index of a marker shape; the plot layer knows the shapes
};

enum class ThemeId { Light, Dark, Projector, Print };

/// Every colour and size of the program, and the only place that knows any. A plain value, handed to each
/// view and to the figure renderer, so that a figure can be printed light while the screen is dark.
struct Theme {
  ThemeId id = ThemeId::Light;
  QString name;
  QColor window, panel, text, mutedText, accent, accentText, border, warning, error, success;
  QColor plotBackground, grid, axis, reference, crosshair;
  std::array<QColor, 9> sequential;  ///< heat map, low to high (viridis-like)
  std::array<QColor, 9> diverging;   ///< blue to orange
  double lineWidth = 1.5;            ///< px on screen
  double fontScale = 1.0;            ///< of the application font

  /// Style of partition `index`: five colours that stay apart for every kind of colour vision, a marker each;
  /// every further round of five changes the dash.
  [[nodiscard]] SeriesStyle partition(int index) const;

  /// Style of a kind of traffic: never a partition's colour, so that one colour does not mean two things.
  [[nodiscard]] SeriesStyle traffic(int kind) const;

  /// A colour of a plot that has stepped back behind others, `share` of the way to the background; opaque,
  /// for see-through pens draw slowly.
  [[nodiscard]] QColor faded(const QColor& colour, double share = 0.78) const;

  /// The colour at `position` (0 to 1, clamped) of a map, interpolated between its nine stops.
  [[nodiscard]] static QColor sample(const std::array<QColor, 9>& map, double position);

  /// Text on `background`: whichever of our two text colours can be read better.
  [[nodiscard]] static QColor textOn(const QColor& background);

  [[nodiscard]] QPalette palette() const;    ///< for Fusion, all groups set
  [[nodiscard]] QString styleSheet() const;  ///< the few rules a palette cannot express

  [[nodiscard]] static Theme of(ThemeId id);
};

}  // namespace lab::ui
