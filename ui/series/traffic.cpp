#include "ui/series/traffic.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace lab::ui {
namespace {

double ratio(double reference, double actual) {
  return actual > 0 ? reference / actual : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void TrafficSeries::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    lines_.resize(static_cast<std::size_t>(std::max(started->partitions, 0)));
  } else if (const auto* point = std::get_if<CommunicationPoint>(&event)) {
    append(*point);
  }
}

void TrafficSeries::append(const CommunicationPoint& point) {
  if (lines_.empty()) lines_.resize(point.bytes.size());  // a stream that was joined late
  const Place place = placeOf(point);
  if (!places_.add(place)) return;
  for (std::size_t k = 0; k < lines_.size(); ++k) {
    lines_[k].push_back(k < point.bytes.size() ? static_cast<double>(point.bytes[k])
                                               : std::numeric_limits<double>::quiet_NaN());
  }
  for (std::size_t kind = 0; kind < kTrafficKinds; ++kind) {
    kinds_[kind].push_back(static_cast<double>(point.bytesByKind[kind]));
  }
  const auto reference = static_cast<double>(point.bspBytes);
  bsp_.push_back(reference);
  const std::int64_t values = std::accumulate(point.values.begin(), point.values.end(), std::int64_t{0});
  savingInValues_.push_back(ratio(static_cast<double>(point.bspValues), static_cast<double>(values)));
  savingInBytes_.push_back(ratio(reference, place.bytes));
}

std::optional<TrafficSeries::Now> TrafficSeries::at(std::int64_t iteration) const {
  const auto iterations = places_.on(XAxis::Iteration);
  const auto after = std::ranges::upper_bound(iterations, static_cast<double>(iteration));
  if (after == iterations.begin()) return std::nullopt;
  const auto point = static_cast<std::size_t>(after - iterations.begin()) - 1;
  return Now{.iteration = static_cast<std::int64_t>(iterations[point]),
             .bytes = total()[point],
             .bspBytes = bsp_[point],
             .savingInValues = savingInValues_[point],
             .savingInBytes = savingInBytes_[point]};
}

std::optional<TrafficSeries::Now> TrafficSeries::now() const {
  return at(std::numeric_limits<std::int64_t>::max());
}

std::span<const double> TrafficSeries::partition(int index) const {
  if (index < 0 || index >= partitions()) return {};
  return lines_[static_cast<std::size_t>(index)];
}

std::span<const double> TrafficSeries::kind(Traffic kind) const {
  return kinds_[static_cast<std::size_t>(kind)];
}

bool TrafficSeries::hasKind(Traffic kind) const {
  const auto line = this->kind(kind);
  return !line.empty() && line.back() > 0;
}

}  // namespace lab::ui
