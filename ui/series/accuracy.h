#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/cost_to_reach.h"
#include "ui/series/partition_lines.h"
#include "ui/series/places.h"
#include "ui/series/quotes.h"

namespace lab::ui {

/// Accuracy over a run in percent. All columns are as long as x; NaN is a gap.
class AccuracySeries {
 public:
  /// What a point says.
  struct Now {
    std::int64_t iteration = 0;
    double mean = 0;    ///< the mean the engine reports
    double lowest = 0;  ///< of the partitions with a finite accuracy; NaN when there is none
    int lowestPartition = 0;
    double gap = 0;     ///< highest - lowest, in percentage points
    double global = 0;  ///< the averaged model; NaN when not evaluated
  };

  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] int partitions() const { return lines_.count(); }
  [[nodiscard]] std::span<const double> x(XAxis axis) const { return places_.on(axis); }
  [[nodiscard]] std::span<const double> partition(int index) const { return lines_.line(index); }
  [[nodiscard]] std::span<const double> mean() const { return mean_; }
  [[nodiscard]] std::span<const double> lowest() const { return lowest_; }  ///< of all finite accuracies sent
  [[nodiscard]] std::span<const double> highest() const { return highest_; }  ///< likewise
  [[nodiscard]] std::span<const double> global() const { return global_; }

  /// When `line`, one of those above, first was at or above `target` percent, and what that had cost.
  [[nodiscard]] std::optional<Reach> reach(std::span<const double> line, double target, XAxis axis) const {
    return cost_.reach(line, places_, target, axis);
  }

  [[nodiscard]] const std::vector<LineEnd>& ends() const { return lines_.ends(); }
  [[nodiscard]] const std::optional<Now>& now() const { return now_.shown(); }

  /// now() is that of the last point at or before it; nothing: of the newest.
  void lookAt(std::optional<std::int64_t> iteration) { now_.lookAt(iteration); }

 private:
  void append(const EvaluationPoint& point);

  Places places_;
  CostToReach cost_;
  PartitionLines lines_;
  std::vector<double> mean_, lowest_, highest_, global_;
  Quotes<Now> now_;
};

}  // namespace lab::ui
