#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/params.h"
#include "ui/series/label_map.h"

namespace lab::ui {

/// A split that is painted: samples of a label go from one partition to another, and every step can be taken
/// back. No sample is lost, and no partition is ever left with none.
class PaintedSplit {
 public:
  explicit PaintedSplit(const LabelMap& labels = {});

  /// Moves `share` (0 to 1) of what a partition holds of a label, at least one sample. False, and nothing
  /// happens, when there is none or when it is all that the partition has.
  bool move(int label, int from, int to, double share);
  bool undo();  ///< the latest move; false when there is none

  [[nodiscard]] int steps() const { return static_cast<int>(past_.size()); }  ///< that undo() can take back
  [[nodiscard]] std::int64_t count(int label, int partition) const;
  [[nodiscard]] const std::vector<std::int64_t>& counts() const { return counts_; }  ///< [K x C] row-major
  [[nodiscard]] int partitions() const { return partitions_; }

  /// For the scheme "matrix": one row for each partition, one column for each label.
  [[nodiscard]] ParamTable table() const;

 private:
  [[nodiscard]] std::size_t place(int label, int partition) const;
  [[nodiscard]] bool holds(int label, int partition) const;

  int classes_ = 0, partitions_ = 0;
  std::vector<std::int64_t> counts_;
  std::vector<std::vector<std::int64_t>> past_;
};

}  // namespace lab::ui
