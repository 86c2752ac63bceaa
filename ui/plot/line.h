#pragma once

#include <QPainterPath>
#include <QString>

#include "ui/theme/theme.h"

class QPainter;
class QRectF;

namespace lab::ui {

enum class LineRole {
  Line,
  BandLower,  ///< lower edge of a filled band; not drawn itself
  BandUpper,  ///< upper edge; the area down to the BandLower before it is filled
  Points,     ///< markers only, every one of them; not in read-outs
};

/// One line of a plot before it has any points.
struct Line {
  QString name;
  SeriesStyle style{};
  double width = 1;  ///< times the theme's line width; of Points: times the usual size
  LineRole role = LineRole::Line;
  bool markers = false;
  bool shown = true;  ///< at first; the legend changes it
  QString group{};    ///< lines of one group share a legend entry of that name; empty: an entry of its own
  bool headline = false;  ///< stands for its run in a plot of several runs

  [[nodiscard]] const QString& legendName() const { return group.isEmpty() ? name : group; }
};

/// Shape number `marker` around (0, 0), 6 units wide; five shapes, then they begin again.
[[nodiscard]] QPainterPath markerPath(int marker);

/// Whether that marker is filled: the first five are, the next five are not, and so on.
[[nodiscard]] bool markerFilled(int marker);

/// How solid the area between two band edges is, 0 to 1.
inline constexpr double kBandOpacity = 0.14;

/// A piece of the line for legends and read-outs, as it looks in the plot.
void drawSwatch(QPainter& painter, const QRectF& area, const Line& line, const Theme& theme);

}  // namespace lab::ui
