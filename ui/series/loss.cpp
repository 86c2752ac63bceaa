#include "ui/series/loss.h"

#include <cmath>

namespace lab::ui {

void LossSeries::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    lines_ = PartitionLines{started->partitions};
  } else if (const auto* point = std::get_if<TrainingPoint>(&event)) {
    append(*point);
  } else if (const auto* diverged = std::get_if<PartitionDiverged>(&event)) {
    lines_.end(diverged->partition);
  }
  clock_.add(event);
}

void LossSeries::append(const TrainingPoint& point) {
  auto& iterations = x_[static_cast<std::size_t>(XAxis::Iteration)];
  const auto iteration = static_cast<double>(point.iteration);
  if (!iterations.empty() && iteration <= iterations.back()) return;  // repeated after a resume, bit for bit
  iterations.push_back(iteration);
  if (iterations.size() == 1 && lines_.count() == 0) {  // a stream that was joined late
    lines_ = PartitionLines{static_cast<int>(point.loss.size())};
  }
  const auto row = lines_.append(point.loss, 1.0);
  mean_.push_back(row.mean);
  now_ = Now{.iteration = point.iteration,
             .mean = row.mean,
             .highest = row.highest,
             .highestPartition = row.highestAt,
             .learningRate = point.learningRate};
}

std::span<const double> LossSeries::x(XAxis axis) {
  const auto& iterations = x_[static_cast<std::size_t>(XAxis::Iteration)];
  auto& placed = x_[static_cast<std::size_t>(axis)];
  while (placed.size() < iterations.size()) {
    const double place = clock_.at(iterations[placed.size()], axis);
    if (!std::isfinite(place)) break;
    placed.push_back(place);
  }
  return placed;
}

}  // namespace lab::ui
