#include "ui/series/class_map.h"

#include <cmath>
#include <limits>

namespace lab::ui {
namespace {

constexpr double kPercent = 100;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

}  // namespace

void ClassMap::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    plan_ = planOf(*started);
    trained_.show(started->classNames, started->labelCounts, started->partitions, started->skew);
    tested_.show(started->classNames, started->testLabelCounts, started->partitions, started->skew);
  } else if (const auto* point = std::get_if<EvaluationPoint>(&event)) {
    const auto cells = static_cast<std::size_t>(classes()) * static_cast<std::size_t>(partitions());
    if (cells == 0 || point->classAccuracy.size() != cells) return;
    if (iteration_ && point->iteration <= *iteration_) return;  // repeated after a resume
    iteration_ = point->iteration;
    right_ = point->classAccuracy;
  }
}

double ClassMap::right(int label, int partition) const {
  if (right_.empty() || label < 0 || label >= classes() || partition < 0 || partition >= partitions())
    return kGap;
  const auto place = static_cast<std::size_t>(partition) * static_cast<std::size_t>(classes());
  const float fraction = right_[place + static_cast<std::size_t>(label)];
  return std::isfinite(fraction) ? kPercent * static_cast<double>(fraction) : kGap;
}

std::optional<std::int64_t> ClassMap::correct(int label, int partition) const {
  const double percent = right(label, partition);
  const std::int64_t images = tested(label, partition);
  if (!std::isfinite(percent) || images == 0) return std::nullopt;
  return std::llround(percent / kPercent * static_cast<double>(images));
}

std::optional<ClassMap::Cell> ClassMap::worst() const {
  std::optional<Cell> worst;
  for (int label = 0; label < classes(); ++label) {
    for (int partition = 0; partition < partitions(); ++partition) {
      const double value = right(label, partition);
      if (std::isfinite(value) && (!worst || value < worst->right)) worst = Cell{label, partition, value};
    }
  }
  return worst;
}

double ClassMap::mean(bool trainedOn) const {
  double sum = 0;
  int cells = 0;
  for (int label = 0; label < classes(); ++label) {
    for (int partition = 0; partition < partitions(); ++partition) {
      const double value = right(label, partition);
      if (!std::isfinite(value) || (trained(label, partition) > 0) != trainedOn) continue;
      sum += value;
      ++cells;
    }
  }
  return cells == 0 ? kGap : sum / cells;
}

}  // namespace lab::ui
