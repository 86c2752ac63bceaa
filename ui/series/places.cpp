#include "ui/series/places.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "ui/series/points.h"

namespace lab::ui {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::size_t slot(XAxis axis) {
  return static_cast<std::size_t>(axis);
}

}  // namespace

double Place::on(XAxis axis) const {
  switch (axis) {
    case XAxis::Iteration:
      return static_cast<double>(iteration);
    case XAxis::Epoch:
      return epoch;
    case XAxis::Seconds:
      return seconds;
    case XAxis::Bytes:
      return bytes;
  }
  return kUnknown;
}

Place placeOf(const EvaluationPoint& point) {
  return {point.iteration, point.epoch, point.seconds, static_cast<double>(point.bytes)};
}

Place placeOf(const CommunicationPoint& point) {
  const double bytes =
      std::accumulate(point.bytes.begin(), point.bytes.end(), 0.0,
                      [](double sum, std::int64_t sent) { return sum + static_cast<double>(sent); });
  return {point.iteration, point.epoch, point.seconds, bytes};
}

bool Places::add(const Place& place) {
  const double values[]{static_cast<double>(place.iteration), place.epoch, place.seconds, place.bytes};
  if (!x_[0].empty() && values[0] <= x_[0].back()) return false;
  for (std::size_t axis = 0; axis < x_.size(); ++axis) {
    const double before = x_[axis].empty() ? 0.0 : x_[axis].back();
    x_[axis].push_back(std::isfinite(values[axis]) ? std::max(values[axis], before) : before);
  }
  return true;
}

std::span<const double> Places::on(XAxis axis) const {
  return x_[slot(axis)];
}

void Clock::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    iterationsPerEpoch_ = started->iterationsPerEpoch;
  } else if (const auto* point = std::get_if<CommunicationPoint>(&event)) {
    known_.add(placeOf(*point));
  }
}

double Clock::at(double iteration, XAxis axis) const {
  if (axis == XAxis::Iteration) return iteration;
  if (axis == XAxis::Epoch) return iterationsPerEpoch_ > 0 ? iteration / iterationsPerEpoch_ : kUnknown;
  return interpolated(known_.on(XAxis::Iteration), known_.on(axis), iteration);
}

std::optional<std::size_t> Moments::add(std::int64_t iteration) {
  auto& iterations = x_[slot(XAxis::Iteration)];
  const auto place = static_cast<double>(iteration);
  if (!iterations.empty() && place < iterations.back()) return std::nullopt;
  if (iterations.empty() || place > iterations.back()) iterations.push_back(place);
  return iterations.size() - 1;
}

std::span<const double> Moments::on(XAxis axis, const Clock& clock) {
  const auto& iterations = x_[slot(XAxis::Iteration)];
  auto& placed = x_[slot(axis)];
  while (placed.size() < iterations.size()) {
    const double place = clock.at(iterations[placed.size()], axis);
    if (!std::isfinite(place)) break;
    placed.push_back(place);
  }
  return placed;
}

std::span<const double> PlacedPoints::on(XAxis axis, std::span<const double> places) {
  auto& x = x_[slot(axis)];
  while (x.size() < positions_.size()) {
    const double position = positions_[x.size()];
    const auto left = static_cast<std::size_t>(position);
    const auto right = static_cast<std::size_t>(std::ceil(position));
    if (right >= places.size()) break;
    x.push_back(std::lerp(places[left], places[right], position - static_cast<double>(left)));
  }
  return x;
}

}  // namespace lab::ui
