#pragma once

#include <vector>

#include "ui/plot/line_plot.h"
#include "ui/series/simulated_time.h"
#include "ui/series/traffic.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// What was sent, and how long that would have taken.
struct SentSeries {
  TrafficSeries traffic;
  SimulatedTime time;

  void add(const Event& event) {
    traffic.add(event);
    time.add(event);
  }
};

/// Ways to look at what was sent.
enum class TrafficDrawing { Total, Partitions, Kinds, Saving, Time };
inline constexpr TrafficDrawing kTrafficDrawings[]{TrafficDrawing::Total, TrafficDrawing::Partitions,
                                                   TrafficDrawing::Kinds, TrafficDrawing::Saving,
                                                   TrafficDrawing::Time};

[[nodiscard]] QString nameOf(TrafficDrawing drawing);
[[nodiscard]] QString explanationOf(TrafficDrawing drawing);

/// The lines of one drawing.
class TrafficLines {
 public:
  explicit TrafficLines(LinePlot& plot) : plot_(plot) {}

  void setDrawing(TrafficDrawing drawing) { drawing_ = drawing; }
  [[nodiscard]] TrafficDrawing drawing() const { return drawing_; }
  [[nodiscard]] AxisText axis() const;  ///< y

  void make(const SentSeries& series, const Theme& theme);
  [[nodiscard]] bool fits(const SentSeries& series) const;  ///< the plot has a line for everything there is
  void show(const SentSeries& series, XAxis axis);

 private:
  [[nodiscard]] std::vector<Line> lines(const Theme& theme) const;

  LinePlot& plot_;
  TrafficDrawing drawing_ = TrafficDrawing::Total;
  int partitions_ = 0;
  std::vector<std::size_t> kinds_;
};

}  // namespace lab::ui
