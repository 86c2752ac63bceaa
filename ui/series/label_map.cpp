#include "ui/series/label_map.h"

#include <algorithm>
#include <numeric>

namespace lab::ui {

void LabelMap::show(const std::vector<std::string>& classNames, const std::vector<std::int64_t>& counts,
                    int partitions, const SkewNumbers& skew) {
  *this = {};
  const auto rows = static_cast<std::size_t>(std::max(partitions, 0));
  if (rows == 0 || classNames.empty() || counts.size() != rows * classNames.size()) return;
  classNames_ = classNames;
  counts_ = counts;
  partitions_ = partitions;
  skew_ = skew;
}

void LabelMap::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    show(started->classNames, started->labelCounts, started->partitions, started->skew);
  }
}

std::int64_t LabelMap::count(int label, int partition) const {
  if (label < 0 || label >= classes() || partition < 0 || partition >= partitions_) return 0;
  return counts_[static_cast<std::size_t>(partition) * classNames_.size() + static_cast<std::size_t>(label)];
}

std::int64_t LabelMap::partitionSize(int partition) const {
  std::int64_t size = 0;
  for (int label = 0; label < classes(); ++label) size += count(label, partition);
  return size;
}

std::int64_t LabelMap::labelSize(int label) const {
  std::int64_t size = 0;
  for (int partition = 0; partition < partitions_; ++partition) size += count(label, partition);
  return size;
}

std::int64_t LabelMap::total() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
}

std::int64_t LabelMap::largest() const {
  return counts_.empty() ? 0 : *std::ranges::max_element(counts_);
}

int LabelMap::partitionsWithoutSomeLabel() const {
  int found = 0;
  for (int partition = 0; partition < partitions_; ++partition) {
    for (int label = 0; label < classes(); ++label) {
      if (count(label, partition) == 0 && labelSize(label) > 0) {
        ++found;
        break;
      }
    }
  }
  return found;
}

}  // namespace lab::ui
