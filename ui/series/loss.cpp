#include "ui/series/loss.h"

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
  const std::size_t before = moments_.size();
  moments_.add(point.iteration);
  if (moments_.size() == before) return;     // repeated after a resume
  if (before == 0 && lines_.count() == 0) {  // a stream that was joined late
    lines_ = PartitionLines{static_cast<int>(point.loss.size())};
  }
  const auto row = lines_.append(point.loss, 1.0);
  mean_.push_back(row.mean);
  now_.add({.iteration = point.iteration,
            .mean = row.mean,
            .highest = row.highest,
            .highestPartition = row.highestAt,
            .learningRate = point.learningRate});
}

}  // namespace lab::ui
