#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "ui/plot/line.h"

class QCustomPlot;

namespace lab::ui {

/// The values at one x, shown beside the crosshair.
struct Readout {
  struct Row {
    Line line;
    QString value;
    double y = 0;
  };

  QString title;
  double x = 0;
  std::vector<Row> rows;
};

/// What lies over the lines of a plot: crosshair and read-out on a buffered layer of their own (moving them
/// does not redraw any line), a caption, and the sentence of the empty state. Its parts are owned by the
/// plot, which must outlive it.
class Overlay {
 public:
  explicit Overlay(QCustomPlot& plot);

  void setTheme(const Theme& theme);

  /// In the middle of an empty plot; both empty: nothing. Seen at the next replot.
  void setMessage(const QString& title, const QString& hint);

  /// A row above the axes that says what the plot is and names its lines, for one too low for a legend;
  /// empty: nothing. Seen at the next replot.
  void setCaption(const QString& caption, std::vector<Line> lines);

  /// Seen at once.
  void setReadout(const std::optional<Readout>& readout);
  void setFocused(bool focused);

 private:
  class Message;
  class Crosshair;

  Message* message_;
  Crosshair* crosshair_;
};

}  // namespace lab::ui
