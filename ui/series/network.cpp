#include "ui/series/network.h"

#include <algorithm>
#include <numeric>

namespace lab::ui {
namespace {

constexpr std::int64_t kWindows = 20;  // in a run: long enough to hold a round of local iterations

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::ptrdiff_t tripsBetween(const std::vector<Trip>& trips, int a, int b) {
  return std::ranges::count_if(trips, [a, b](const Trip& trip) {
    return (trip.home == a && trip.host == b) || (trip.home == b && trip.host == a);
  });
}

}  // namespace

double NetworkState::between(int a, int b) const {
  const int count = static_cast<int>(sent.size());
  if (a == b || a < 0 || b < 0 || a >= count || b >= count) return 0;
  const auto travelled = tripsBetween(trips, a, b);
  return sent[static_cast<std::size_t>(a)] + sent[static_cast<std::size_t>(b)] +
         static_cast<double>(travelled) * model;
}

std::optional<std::int64_t> NetworkState::age(int a, int b) const {
  const int count = static_cast<int>(last.size());
  if (a == b || a < 0 || b < 0 || a >= count || b >= count) return std::nullopt;
  const std::int64_t newest = std::max(last[static_cast<std::size_t>(a)], last[static_cast<std::size_t>(b)]);
  return newest < 0 ? std::nullopt : std::optional{iteration - newest};
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
              .travel = static_cast<double>(point.bytesByKind[static_cast<std::size_t>(Traffic::Travel)]),
              .last = {}};
  count.bytes.resize(static_cast<std::size_t>(partitions_));
  noteSenders(count);
  counts_.push_back(std::move(count));
}

// A travelling model goes to one other only and is no message to all.
void NetworkSeries::noteSenders(Count& count) const {
  const Count before = counts_.empty() ? Count{} : counts_.back();
  const double travel = (count.travel - before.travel) / std::max(partitions_, 1);
  for (std::size_t k = 0; k < count.bytes.size(); ++k) {
    const bool known = k < before.bytes.size();  // a stream joined late may not know all at first
    const double sent = count.bytes[k] - (known ? before.bytes[k] : 0) - travel;
    count.last.push_back(sent >= 1 ? count.iteration : known ? before.last[k] : -1);
  }
}

LinkBytes NetworkSeries::link(int a, int b) const {
  LinkBytes link;
  if (a == b || a < 0 || b < 0 || a >= partitions_ || b >= partitions_) return link;
  std::size_t next = 0;
  std::ptrdiff_t trips = 0, own = 0;  // of all models until then, and of those between the two
  for (const Count& count : counts_) {
    if (std::ssize(count.bytes) <= std::max(a, b)) continue;
    // As in at(): the bytes of a travel come one point after its decision.
    for (; next < travels_.size() && travels_[next].iteration < count.iteration; ++next) {
      const auto made = tripsOf(travels_[next]);
      trips += std::ssize(made);
      own += tripsBetween(made, a, b);
    }
    const double model = trips == 0 ? 0 : count.travel / static_cast<double>(trips);
    const double sent = count.bytes[static_cast<std::size_t>(a)] + count.bytes[static_cast<std::size_t>(b)] -
                        2 * count.travel / partitions_;
    link.iteration.push_back(static_cast<double>(count.iteration));
    link.bytes.push_back(std::max(sent, 0.0) + static_cast<double>(own) * model);
  }
  return link;
}

const NetworkSeries::Count* NetworkSeries::lastUntil(std::int64_t iteration) const {
  const auto after = std::ranges::upper_bound(counts_, iteration, {}, &Count::iteration);
  return after == counts_.begin() ? nullptr : &*(after - 1);
}

std::vector<Trip> NetworkSeries::tripsOf(const Travel& travel) const {
  std::vector<Trip> trips;
  for (int home = 0; home < std::min(partitions_, static_cast<int>(travel.hosts.size())); ++home) {
    const int host = travel.hosts[static_cast<std::size_t>(home)];
    if (host >= 0 && host < partitions_ && host != home) trips.push_back({home, host});
  }
  return trips;
}

std::vector<Trip> NetworkSeries::tripsWithin(std::int64_t since, std::int64_t until) const {
  std::vector<Trip> trips;
  for (const Travel& travel : travels_) {
    if (travel.iteration <= since || travel.iteration > until) continue;
    const auto made = tripsOf(travel);
    trips.insert(trips.end(), made.begin(), made.end());
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
                     .last = now->last,
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
