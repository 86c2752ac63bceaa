#include "ui/series/partition_lines.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab::ui {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

}  // namespace

PartitionLines::PartitionLines(int partitions)
    : lines_(static_cast<std::size_t>(std::max(partitions, 0))), ended_(lines_.size(), false) {}

PartitionLines::Row PartitionLines::append(std::span<const float> values, double scale) {
  Row row{.lowest = kGap, .highest = kGap, .mean = kGap};
  double sum = 0;
  int finite = 0;
  for (std::size_t k = 0; k < lines_.size(); ++k) {
    const bool known = k < values.size() && std::isfinite(values[k]);
    const double value = known ? scale * static_cast<double>(values[k]) : kGap;
    lines_[k].push_back(ended_[k] ? kGap : value);
    if (!known) continue;
    sum += value;
    ++finite;
    if (!(value >= row.lowest)) {  // also while it is still NaN
      row.lowest = value;
      row.lowestAt = static_cast<int>(k);
    }
    if (!(value <= row.highest)) {
      row.highest = value;
      row.highestAt = static_cast<int>(k);
    }
  }
  if (finite > 0) row.mean = sum / finite;
  return row;
}

void PartitionLines::end(int partition) {
  const auto index = static_cast<std::size_t>(partition);
  if (partition < 0 || index >= lines_.size() || ended_[index]) return;
  ended_[index] = true;
  const auto& line = lines_[index];
  const auto last =
      std::find_if(line.rbegin(), line.rend(), [](double value) { return std::isfinite(value); });
  if (last != line.rend()) ends_.push_back({partition, static_cast<std::size_t>(line.rend() - last) - 1});
}

std::span<const double> PartitionLines::line(int partition) const {
  if (partition < 0 || partition >= count()) return {};
  return lines_[static_cast<std::size_t>(partition)];
}

}  // namespace lab::ui
