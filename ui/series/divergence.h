#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/partition_lines.h"
#include "ui/series/places.h"
#include "ui/series/run_plan.h"

namespace lab::ui {

/// How far the partitions have drifted apart: in the minibatch means that their normalization layers see, in
/// their weights, and in the updates that an algorithm holds back. All in percent; columns are as long as
/// points(), NaN is a gap.
class DivergenceSeries {
 public:
  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] int partitions() const { return weights_.count(); }
  [[nodiscard]] const std::vector<NormLayer>& layers() const { return layers_; }
  [[nodiscard]] const RunPlan& plan() const { return plan_; }
  [[nodiscard]] std::size_t points() const { return moments_.size(); }

  /// May be shorter than the columns (the newest may not be placed yet). Valid until the next call of add().
  [[nodiscard]] std::span<const double> x(XAxis axis) { return moments_.on(axis, clock_); }
  /// Relative difference of the minibatch means, the median over the channels where it is defined; empty
  /// outside.
  [[nodiscard]] std::span<const double> layer(int index) const;
  /// The same of every channel at one point, as a fraction; NaN where it is not defined; may be empty.
  [[nodiscard]] std::span<const float> channels(int layer, std::size_t point) const;
  /// Relative L2 distance of a partition's weights from the mean model; empty outside.
  [[nodiscard]] std::span<const double> weights(int partition) const { return weights_.line(partition); }
  /// Mean size of what a partition holds back, relative to the weights it belongs to; empty outside.
  [[nodiscard]] std::span<const double> updates(int partition) const { return updates_.line(partition); }
  /// Channels of a layer at one point that have no relative difference, because a mean is 0.
  [[nodiscard]] int undefinedChannels(int layer, std::size_t point) const;

  /// The last point at or before `iteration`.
  [[nodiscard]] std::optional<std::size_t> pointAt(std::int64_t iteration) const;
  /// For a picture of at most `most` columns: the last point of each of as many equal groups, the newest
  /// among them.
  [[nodiscard]] std::vector<std::size_t> columns(std::size_t most) const;

  [[nodiscard]] std::int64_t iteration(std::size_t point) const { return iterations_.at(point); }
  [[nodiscard]] bool hasNorm() const { return hasNorm_; }        ///< some layer has been measured
  [[nodiscard]] bool hasWeights() const { return hasWeights_; }  ///< some distance has been measured
  [[nodiscard]] bool hasUpdates() const { return hasUpdates_; }  ///< some partition has held something back

 private:
  void append(const DivergencePoint& point);

  RunPlan plan_;
  Clock clock_;
  Moments moments_;
  std::vector<std::int64_t> iterations_;
  std::vector<NormLayer> layers_;
  std::vector<std::vector<double>> medians_;               // [layer][point]
  std::vector<std::vector<std::vector<float>>> channels_;  // [point][layer][channel]
  PartitionLines weights_, updates_;
  bool hasNorm_ = false, hasWeights_ = false, hasUpdates_ = false;
};

/// The middle of the finite numbers (the mean of the two in the middle of an even count); NaN when there are
/// none.
[[nodiscard]] double median(std::span<const float> values);

}  // namespace lab::ui
