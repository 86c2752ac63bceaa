#pragma once

#include <memory>
#include <span>
#include <vector>

#include <QPointF>

#include "ui/plot/decimate.h"
#include "ui/plot/follow_range.h"
#include "ui/plot/line.h"
#include "ui/plot/trace.h"
#include "ui/series/smoothing.h"

class QCPGraph;
class QCustomPlot;

namespace lab::ui {

/// One line of a plot: all its points, and the graph that draws as many of them as make a difference. A line
/// that is smoothed leaves its ghost behind: the points as they are, thin and pale.
class Curve {
 public:
  Curve(QCustomPlot& plot, const Line& line);

  void setTheme(const Theme& theme, bool faded = false);  ///< faded: steps back behind other lines
  void raise(bool above);               ///< above all lines, or on top of those that are not
  void fillDownTo(const Curve& lower);  ///< makes this the upper edge of a band

  /// Takes over what is new: the points from size() on. Non-finite numbers become gaps.
  void extend(std::span<const double> x, std::span<const double> y);
  void clear();

  /// Hands the visible points to the graph, appending where possible. `detail` as in DrawOptions.
  void feed(const Columns& visible, bool logarithmic, int detail = 1);

  /// 0: not at all. Has no effect on bands and points; give it the theme again.
  void setSmooth(double weight);
  [[nodiscard]] bool isSmooth() const { return ghost_ != nullptr; }

  void setShown(bool shown);
  [[nodiscard]] bool shown() const { return shown_; }

  [[nodiscard]] const Line& line() const { return line_; }
  [[nodiscard]] std::size_t size() const { return x_.size(); }
  [[nodiscard]] std::span<const double> x() const { return x_; }
  [[nodiscard]] std::span<const double> y() const { return y_; }            ///< as they are
  [[nodiscard]] std::span<const double> smooth() const { return smooth_; }  ///< empty unless smoothed
  [[nodiscard]] const Extent& extent() const { return extent_; }
  [[nodiscard]] std::vector<QPointF> drawn() const { return trace_.drawn(); }  ///< what the graph holds now
  [[nodiscard]] std::vector<QPointF> drawnGhost() const {
    return ghost_ ? ghost_->drawn() : std::vector<QPointF>{};
  }

 private:
  [[nodiscard]] QCPGraph& graph() const;
  [[nodiscard]] Decimation decimation() const;
  [[nodiscard]] int slice() const;  ///< px that share one or two points
  void spaceMarkers(const Columns& visible);

  QCustomPlot& plot_;
  Trace trace_;
  std::unique_ptr<Trace> ghost_;  // while the line is smoothed
  Line line_;
  std::vector<double> x_, y_, smooth_;
  ExponentialMean mean_{0};
  Extent extent_;
  double weight_ = 0;  // of the mean; 0: not smoothed
  bool shown_ = true;
};

}  // namespace lab::ui
