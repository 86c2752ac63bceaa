#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/partition_lines.h"
#include "ui/series/places.h"
#include "ui/series/quotes.h"

namespace lab::ui {

/// Training loss over a run in nats; NaN is a gap. Training points carry their iteration only, so that their
/// seconds and bytes are interpolated between communication points: a point is held back until its place is
/// known.
class LossSeries {
 public:
  /// What a point says, over the partitions with a finite loss; NaN when there is none.
  struct Now {
    std::int64_t iteration = 0;
    double mean = 0;
    double highest = 0;
    int highestPartition = 0;
    double learningRate = 0;
  };

  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] int partitions() const { return lines_.count(); }

  /// May be shorter than the columns (the newest points may not be placed yet), never longer. Valid until the
  /// next call of add().
  [[nodiscard]] std::span<const double> x(XAxis axis) { return moments_.on(axis, clock_); }
  [[nodiscard]] std::span<const double> partition(int index) const { return lines_.line(index); }
  [[nodiscard]] std::span<const double> mean() const { return mean_; }
  [[nodiscard]] const std::vector<LineEnd>& ends() const { return lines_.ends(); }
  [[nodiscard]] const std::optional<Now>& now() const { return now_.shown(); }

  /// now() is that of the last point at or before it; nothing: of the newest.
  void lookAt(std::optional<std::int64_t> iteration) { now_.lookAt(iteration); }

 private:
  void append(const TrainingPoint& point);

  Clock clock_;
  Moments moments_;
  PartitionLines lines_;
  std::vector<double> mean_;
  Quotes<Now> now_;
};

}  // namespace lab::ui
