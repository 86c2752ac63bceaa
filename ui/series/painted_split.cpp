#include "ui/series/painted_split.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lab::ui {

PaintedSplit::PaintedSplit(const LabelMap& labels)
    : classes_(labels.classes()), partitions_(labels.partitions()) {
  for (int k = 0; k < partitions_; ++k) {
    for (int label = 0; label < classes_; ++label) counts_.push_back(labels.count(label, k));
  }
}

std::size_t PaintedSplit::place(int label, int partition) const {
  return static_cast<std::size_t>(partition) * static_cast<std::size_t>(classes_) +
         static_cast<std::size_t>(label);
}

bool PaintedSplit::holds(int label, int partition) const {
  return label >= 0 && label < classes_ && partition >= 0 && partition < partitions_;
}

std::int64_t PaintedSplit::count(int label, int partition) const {
  return holds(label, partition) ? counts_[place(label, partition)] : 0;
}

bool PaintedSplit::move(int label, int from, int to, double share) {
  if (!holds(label, from) || !holds(label, to) || from == to) return false;
  const std::int64_t there = count(label, from);
  const auto wanted = std::llround(std::clamp(share, 0.0, 1.0) * static_cast<double>(there));
  const std::int64_t moved = std::min<std::int64_t>(std::max<std::int64_t>(wanted, 1), there);
  const auto row = counts_.begin() + static_cast<std::ptrdiff_t>(place(0, from));
  if (there == 0 || std::accumulate(row, row + classes_, std::int64_t{0}) == moved) return false;
  past_.push_back(counts_);
  counts_[place(label, from)] -= moved;
  counts_[place(label, to)] += moved;
  return true;
}

bool PaintedSplit::undo() {
  if (past_.empty()) return false;
  counts_ = std::move(past_.back());
  past_.pop_back();
  return true;
}

ParamTable PaintedSplit::table() const {
  ParamTable table;
  for (int k = 0; k < partitions_; ++k) {
    const auto row = counts_.begin() + static_cast<std::ptrdiff_t>(place(0, k));
    table.emplace_back(row, row + classes_);
  }
  return table;
}

}  // namespace lab::ui
