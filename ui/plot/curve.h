#pragma once

#include <span>
#include <vector>

#include <QPointF>

#include "ui/plot/decimate.h"
#include "ui/plot/follow_range.h"
#include "ui/plot/line.h"

class QCPGraph;
class QCustomPlot;

namespace lab::ui {

/// One line of a plot: all its points, and the QCustomPlot graph that draws as many of them as make a
/// difference.
class Curve {
 public:
  Curve(QCustomPlot& plot, const Line& line);
  ~Curve();
  Curve(const Curve&) = delete;
  Curve& operator=(const Curve&) = delete;

  void setTheme(const Theme& theme);
  void fillDownTo(const Curve& lower);  ///< makes this the upper edge of a band

  /// Takes over what is new: the points from size() on. Non-finite numbers become gaps.
  void extend(std::span<const double> x, std::span<const double> y);
  void clear();

  /// Hands the visible points to the graph, appending where possible. `detail` as in DrawOptions.
  void feed(const Columns& visible, bool logarithmic, int detail = 1);

  void setShown(bool shown);
  [[nodiscard]] bool shown() const { return shown_; }

  [[nodiscard]] const Line& line() const { return line_; }
  [[nodiscard]] std::size_t size() const { return x_.size(); }
  [[nodiscard]] std::span<const double> x() const { return x_; }
  [[nodiscard]] std::span<const double> y() const { return y_; }
  [[nodiscard]] const Extent& extent() const { return extent_; }
  [[nodiscard]] std::vector<QPointF> drawn() const;  ///< what the graph holds now

 private:
  [[nodiscard]] Decimation decimation() const;
  [[nodiscard]] int slice() const;  ///< px that share one or two points
  void append(bool logarithmic);
  void replace(const Columns& slices, bool logarithmic);
  void spaceMarkers(const Columns& visible);

  QCustomPlot& plot_;
  QCPGraph* graph_;  // owned by the plot
  Line line_;
  std::vector<double> x_, y_;
  Extent extent_;
  std::size_t fed_ = 0;  // points the graph has, when it has the first fed_ of ours as they are
  bool reduced_ = false;
  bool logarithmic_ = false;
  bool shown_ = true;
};

}  // namespace lab::ui
