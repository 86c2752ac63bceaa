#include "ui/series/knob.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab::ui {
namespace {

constexpr double kPercent = 100;

}  // namespace

void KnobSeries::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    if (std::isfinite(started->knob.start)) append(0, started->knob.start);
  }
  clock_.add(event);
  if (const auto* decision = std::get_if<SkewScoutDecision>(&event)) {
    decide(*decision);
  } else if (const auto* point = std::get_if<CommunicationPoint>(&event)) {
    if (reached_ && point->iteration > *reached_) append(point->iteration, setting_.back());
  }
}

void KnobSeries::decide(const SkewScoutDecision& decision) {
  if (decided_ && decision.iteration <= *decided_) return;  // repeated after a resume
  toleratedNow_ = kPercent * decision.tolerated;
  if (!decided_) std::ranges::fill(tolerated_, toleratedNow_);
  if (!reached_) append(0, decision.thetaBefore);
  decided_ = decision.iteration;
  append(decision.iteration, decision.thetaBefore);
  append(decision.iteration, decision.thetaAfter);
}

void KnobSeries::append(std::int64_t iteration, double setting) {
  const auto moment = moments_.add(iteration);
  if (!moment) return;
  reached_ = iteration;
  places_.add(static_cast<double>(*moment));
  tolerated_.push_back(toleratedNow_);
  setting_.push_back(std::isfinite(setting) ? setting : std::numeric_limits<double>::quiet_NaN());
}

std::optional<double> KnobSeries::now() const {
  return setting_.empty() ? std::nullopt : std::optional{setting_.back()};
}

}  // namespace lab::ui
