#include "ui/series/accuracy.h"

#include <cmath>
#include <limits>

namespace lab::ui {
namespace {

constexpr double kPercent = 100.0;

double percent(float fraction) {
  return std::isfinite(fraction) ? kPercent * static_cast<double>(fraction)
                                 : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void AccuracySeries::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    lines_ = PartitionLines{started->partitions};
  } else if (const auto* point = std::get_if<EvaluationPoint>(&event)) {
    append(*point);
  } else if (const auto* diverged = std::get_if<PartitionDiverged>(&event)) {
    lines_.end(diverged->partition);
  }
  cost_.add(event);
}

void AccuracySeries::append(const EvaluationPoint& point) {
  if (!places_.add(placeOf(point))) return;
  if (places_.size() == 1 && lines_.count() == 0) {  // a stream that was joined late
    lines_ = PartitionLines{static_cast<int>(point.accuracy.size())};
  }
  const auto row = lines_.append(point.accuracy, kPercent);
  mean_.push_back(percent(point.meanAccuracy));
  global_.push_back(percent(point.globalAccuracy));
  lowest_.push_back(row.lowest);
  highest_.push_back(row.highest);
  now_.add({.iteration = point.iteration,
            .mean = mean_.back(),
            .lowest = row.lowest,
            .lowestPartition = row.lowestAt,
            .gap = row.highest - row.lowest,
            .global = global_.back()});
}

}  // namespace lab::ui
