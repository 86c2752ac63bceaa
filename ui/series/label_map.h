#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/events.h"

namespace lab::ui {

/// Who holds which labels: from a preview, or from the start of a run.
class LabelMap {
 public:
  /// Rows of `counts` are partitions ([K x C] row-major). A table of any other size is refused: the map is
  /// then empty.
  void show(const std::vector<std::string>& classNames, const std::vector<std::int64_t>& counts,
            int partitions, const SkewNumbers& skew);

  void add(const Event& event);  ///< shows the table of a RunStarted; looks at nothing else

  [[nodiscard]] bool empty() const { return counts_.empty(); }
  [[nodiscard]] int classes() const { return static_cast<int>(classNames_.size()); }
  [[nodiscard]] int partitions() const { return partitions_; }
  [[nodiscard]] const std::vector<std::string>& classNames() const { return classNames_; }
  [[nodiscard]] const SkewNumbers& skew() const { return skew_; }

  [[nodiscard]] std::int64_t count(int label, int partition) const;  ///< samples
  [[nodiscard]] std::int64_t partitionSize(int partition) const;     ///< samples
  [[nodiscard]] std::int64_t labelSize(int label) const;             ///< samples
  [[nodiscard]] std::int64_t total() const;                          ///< samples
  [[nodiscard]] std::int64_t largest() const;                        ///< of all cells
  /// Partitions that hold no sample of at least one label that exists.
  [[nodiscard]] int partitionsWithoutSomeLabel() const;

 private:
  std::vector<std::string> classNames_;
  std::vector<std::int64_t> counts_;  // [partition][label]
  int partitions_ = 0;
  SkewNumbers skew_;
};

}  // namespace lab::ui
