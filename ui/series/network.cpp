#include "ui/series/network.h"

#include <algorithm>
#include <numeric>

namespace lab::ui {
namespace {

constexpr std::int64_t kWindows = 20;  // in a run: long enough to hold a round of local iterations

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

double NetworkState::between(int a, int b) const {
  const int count = static_cast<int>(sent.size());
  if (a == b || a < 0 || b < 0 || a >= count || b >= count) return 0;
  const auto travelled = std::ranges::count_if(trips, [a, b](const Trip& trip) {
    return (trip.home == a && trip.host == b) || (trip.home == b && trip.host == a);
  });
  return sent[static_cast<std::size_t>(a)] + sent[static_cast<std::size_t>(b)] +
         static_cast<double>(travelled) * model;
}

double NetworkState::largest() const {
  const int count = static_cast<int>(sent.size());
  double most = 0;
  for (int a = 0; a < count; ++a) {
    for (int b = a + 1; b < count; ++b) most = std::max(most, between(a, b));
  }
  return most;
}

double NetworkState::lately() const {
  return sum(sent) + static_cast<double>(trips.size()) * model;
}

double NetworkState::altogether() const {
  return sum(total);
}

void NetworkSeries::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    partitions_ = std::max(started->partitions, 0);
    window_ = std::max<std::int64_t>(started->iterations / kWindows, 1);
  } else if (const auto* point = std::get_if<CommunicationPoint>(&event)) {
    append(*point);
  } else if (const auto* decision = std::get_if<SkewScoutDecision>(&event)) {
    const bool repeated = !travels_.empty() && decision->iteration <= travels_.back().iteration;
    if (!repeated) travels_.push_back({decision->iteration, decision->hosts});
  }
}

void NetworkSeries::append(const CommunicationPoint& point) {
  if (!counts_.empty() && point.iteration <= counts_.back().iteration) return;  // repeated after a resume
  if (partitions_ == 0) partitions_ = static_cast<int>(point.bytes.size());     // a stream joined late
  Count count{.iteration = point.iteration,
              .bytes = {point.bytes.begin(), point.bytes.end()},
              .travel = static_cast<double>(point.bytesByKind[static_cast<std::size_t>(Traffic::Travel)])};
  count.bytes.resize(static_cast<std::size_t>(partitions_));
  counts_.push_back(std::move(count));
}

const NetworkSeries::Count* NetworkSeries::lastUntil(std::int64_t iteration) const {
  const auto after = std::ranges::upper_bound(counts_, iteration, {}, &Count::iteration);
  return after == counts_.begin() ? nullptr : &*(after - 1);
}

std::vector<Trip> NetworkSeries::tripsWithin(std::int64_t since, std::int64_t until) const {
  std::vector<Trip> trips;
  for (const Travel& travel : travels_) {
    if (travel.iteration <= since || travel.iteration > until) continue;
    for (int home = 0; home < std::min(partitions_, static_cast<int>(travel.hosts.size())); ++home) {
      const int host = travel.hosts[static_cast<std::size_t>(home)];
      if (host >= 0 && host < partitions_ && host != home) trips.push_back({home, host});
    }
  }
  return trips;
}

std::optional<NetworkState> NetworkSeries::at(std::int64_t iteration) const {
  const Count* now = lastUntil(iteration);
  if (now == nullptr) return std::nullopt;
  const Count* before = lastUntil(now->iteration - window_);
  NetworkState state{.iteration = now->iteration,
                     .since = before == nullptr ? 0 : before->iteration,
                     .sent = now->bytes,
                     .total = now->bytes,
                     .model = 0,
                     .trips = {}};
  // A decision follows the point that counts the iteration it was made at: its bytes come one point later.
  state.trips = tripsWithin(state.since - 1, now->iteration - 1);
  const double travel = now->travel - (before == nullptr ? 0 : before->travel);
  if (!state.trips.empty()) state.model = travel / static_cast<double>(state.trips.size());
  for (std::size_t k = 0; k < state.sent.size(); ++k) {
    if (before != nullptr && k < before->bytes.size()) state.sent[k] -= before->bytes[k];
    state.sent[k] = std::max(state.sent[k] - travel / std::max(partitions_, 1), 0.0);
  }
  return state;
}

}  // namespace lab::ui
