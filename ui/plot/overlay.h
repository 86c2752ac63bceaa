#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "ui/plot/cursors.h"
#include "ui/plot/line.h"
#include "ui/plot/overlay_table.h"
#include "ui/plot/target_line.h"

class QCustomPlot;
class QObject;

namespace lab::ui {

/// The values at one x, shown beside the crosshair.
struct Readout {
  double x = 0;
  OverlayTable table;
  std::vector<double> y;  ///< of each row of the table
};

/// What lies over the lines of a plot: crosshair and read-out on a buffered layer of their own (moving them
/// does not redraw any line), a caption, and the sentence of the empty state. Its parts are owned by the
/// plot, which must outlive it.
class Overlay {
 public:
  Overlay(QCustomPlot& plot, QObject* parent);  ///< the target line's signals belong to `parent`
  ~Overlay();

  void setTheme(const Theme& theme);

  /// In the middle of an empty plot; both empty: nothing. Seen at the next replot.
  void setMessage(const QString& title, const QString& hint);

  /// A row above the axes that says what the plot is and names its lines, for one too low for a legend;
  /// empty: nothing. Seen at the next replot.
  void setCaption(const QString& caption, std::vector<Line> lines);

  /// Seen at once.
  void setReadout(const std::optional<Readout>& readout);
  [[nodiscard]] OverlayTable readout() const;  ///< without a title while there is none
  void setFocused(bool focused);

  [[nodiscard]] TargetLine& target() { return *target_; }
  [[nodiscard]] const TargetLine& target() const { return *target_; }
  [[nodiscard]] Cursors& cursors() { return *cursors_; }
  [[nodiscard]] const Cursors& cursors() const { return *cursors_; }

 private:
  class Message;
  class Crosshair;

  Message* message_;
  Crosshair* crosshair_;
  TargetLine* target_;                // owned by the parent
  std::unique_ptr<Cursors> cursors_;  // below the crosshair
};

}  // namespace lab::ui
