#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ui/plot/heat_map.h"
#include "ui/series/divergence.h"
#include "ui/views/line_tile.h"

namespace lab::ui {

/// Layers by iterations: how differently the partitions' normalization layers see their data. The scale never
/// depends on the run, so that runs can be compared by their colours.
class DivergenceMap {
 public:
  explicit DivergenceMap(HeatMap& map);

  void setAxis(XAxis axis) { axis_ = axis; }
  void setLogarithmic(bool logarithmic) { logarithmic_ = logarithmic; }

  /// `time`: what comes after this iteration is dimmed; nothing: all of it is shown.
  void show(DivergenceSeries& series, std::optional<std::int64_t> time);
  void choose(int layer, std::optional<std::size_t> point);

  /// The point that a column shows. Precondition: it has been shown.
  [[nodiscard]] std::size_t pointOf(int column) const { return points_.at(static_cast<std::size_t>(column)); }

 private:
  [[nodiscard]] QString nameOf(DivergenceSeries& series, std::size_t point) const;

  HeatMap& map_;
  XAxis axis_ = XAxis::Iteration;
  bool logarithmic_ = false;
  std::vector<std::size_t> points_;  // [column]
};

}  // namespace lab::ui
