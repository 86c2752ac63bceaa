#include "ui/series/simulated_time.h"

#include <algorithm>
#include <cmath>

namespace lab::ui {
namespace {

constexpr double kPercent = 100;

std::int64_t kindOf(const CommunicationPoint& point, Traffic kind) {
  return point.bytesByKind[static_cast<std::size_t>(kind)];
}

/// How often each of `partitions` has sent a model of so many parameters, by the bytes of all of them.
std::int64_t models(std::int64_t bytes, std::int64_t partitions, std::int64_t parameters) {
  const auto size = static_cast<double>(kValueBytes * partitions * parameters);
  return size > 0 ? std::llround(static_cast<double>(bytes) / size) : 0;
}

}  // namespace

void SimulatedTime::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    const SimulatedTime old = *this;
    *this = {};
    plan_ = planOf(*started);
    chosen_ = old.chosen_;
    link_ = chosen_ ? old.link_ : net::linkOf(plan_.network);
    iterations_ = started->iterations;
    parameters_ = started->parameters;
  } else if (const auto* point = std::get_if<CommunicationPoint>(&event)) {
    append(*point);
  } else if (const auto* tested = std::get_if<EvaluationPoint>(&event)) {
    const bool repeated = !evaluated_.empty() && tested->iteration <= evaluated_.back().iteration;
    if (repeated || !std::isfinite(tested->meanAccuracy)) return;
    evaluated_.push_back({tested->iteration, kPercent * static_cast<double>(tested->meanAccuracy)});
  }
}

double SimulatedTime::computeSince(const CommunicationPoint& point) const {
  const auto partitions = static_cast<double>(std::max<std::size_t>(point.bytes.size(), 1));
  const double threads = std::min(static_cast<double>(plan_.threads), partitions);
  const double passed = point.seconds - before_.seconds;
  return std::isfinite(passed) ? std::max(passed, 0.0) * threads / partitions : 0;
}

net::Load SimulatedTime::loadSince(const CommunicationPoint& point) const {
  const auto partitions = static_cast<std::int64_t>(point.bytes.size());
  const std::int64_t travel = kindOf(point, Traffic::Travel) - kindOf(before_, Traffic::Travel);
  const std::int64_t values = kindOf(point, Traffic::Values) - kindOf(before_, Traffic::Values);
  std::vector<std::int64_t> bytes;
  bool any = false;
  for (std::size_t k = 0; k < point.bytes.size(); ++k) {
    const std::int64_t earlier = k < before_.bytes.size() ? before_.bytes[k] : 0;
    bytes.push_back(std::max<std::int64_t>(point.bytes[k] - earlier - travel / partitions, 0));
    any |= bytes.back() > 0;
  }
  // Algorithms with local iterations exchange whole models, as often as they have sent one; all others talk
  // at every iteration.
  const std::int64_t every = point.iteration - before_.iteration;
  const std::int64_t rounds =
      plan_.wholeModels ? std::max<std::int64_t>(models(values, partitions, parameters_), 1) : every;
  return net::loadOf(
      {.computeSeconds = computeSince(point),
       .exchanges = any ? rounds : 0,
       .bytes = bytes,
       .travels = travel > 0 ? std::max<std::int64_t>(models(travel, partitions, parameters_), 1) : 0,
       .travelBytes = travel});
}

net::Load SimulatedTime::bspLoadSince(const CommunicationPoint& point) const {
  const auto partitions = static_cast<std::int64_t>(std::max<std::size_t>(point.bytes.size(), 1));
  const std::vector<std::int64_t> bytes(point.bytes.size(), (point.bspBytes - before_.bspBytes) / partitions);
  return net::loadOf({.computeSeconds = computeSince(point),
                      .exchanges = point.iteration - before_.iteration,
                      .bytes = bytes});
}

void SimulatedTime::append(const CommunicationPoint& point) {
  if (!places_.add(placeOf(point))) return;
  Loads loads = loads_.empty() ? Loads{} : loads_.back();
  loads.run += loadSince(point);
  loads.bsp += bspLoadSince(point);
  loads_.push_back(loads);
  before_ = point;
  place(loads);
}

void SimulatedTime::place(const Loads& loads) {
  seconds_.push_back(net::seconds(loads.run, link_));
  computing_.push_back(loads.run.computeSeconds);
  bsp_.push_back(net::seconds(loads.bsp, link_));
}

void SimulatedTime::setLink(const net::Link& link) {
  chosen_ = true;
  link_ = link;
  seconds_.clear();
  computing_.clear();
  bsp_.clear();
  for (const Loads& loads : loads_) place(loads);
}

std::optional<SimulatedTime::At> SimulatedTime::at(std::int64_t iteration) const {
  if (seconds_.empty()) return std::nullopt;
  const auto places = places_.on(XAxis::Iteration);
  const auto wanted = std::clamp(static_cast<double>(iteration), 0.0, places.back());
  const auto right = static_cast<std::size_t>(std::ranges::lower_bound(places, wanted) - places.begin());
  const double start = right == 0 ? 0.0 : places[right - 1];
  const double share = places[right] > start ? (wanted - start) / (places[right] - start) : 1.0;
  const auto between = [&](const std::vector<double>& column) {
    return std::lerp(right == 0 ? 0.0 : column[right - 1], column[right], share);
  };
  return At{.iteration = static_cast<std::int64_t>(wanted),
            .seconds = between(seconds_),
            .computing = between(computing_),
            .bsp = between(bsp_)};
}

std::optional<SimulatedTime::At> SimulatedTime::finish() const {
  if (seconds_.empty() || iterations_ <= 0 || before_.iteration <= 0) return std::nullopt;
  const double factor = static_cast<double>(iterations_) / static_cast<double>(before_.iteration);
  return At{.iteration = iterations_,
            .seconds = factor * seconds_.back(),
            .computing = factor * computing_.back(),
            .bsp = factor * bsp_.back()};
}

std::optional<SimulatedTime::Reached> SimulatedTime::accuracyAt(std::int64_t iteration) const {
  const auto after = std::ranges::upper_bound(evaluated_, iteration, {}, &Evaluated::iteration);
  if (after == evaluated_.begin()) return std::nullopt;
  const Evaluated& last = *(after - 1);
  const auto when = at(last.iteration);
  if (!when) return std::nullopt;
  return Reached{.accuracy = last.accuracy, .when = *when};
}

}  // namespace lab::ui
