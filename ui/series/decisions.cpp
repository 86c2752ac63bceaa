#include "ui/series/decisions.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab::ui {
namespace {

constexpr double kPercent = 100;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr double kDecade = 10;

double finite(double value) {
  return std::isfinite(value) ? value : kGap;
}

Turn turnOf(const std::string& action) {
  if (action == "tighter") return Turn::Tighter;
  return action == "looser" ? Turn::Looser : Turn::Stay;
}

Decision onScreen(const SkewScoutDecision& decision) {
  return {.iteration = decision.iteration,
          .before = finite(decision.thetaBefore),
          .after = finite(decision.thetaAfter),
          .turn = turnOf(decision.action),
          .accuracyLoss = finite(kPercent * decision.accuracyLoss),
          .tolerated = finite(kPercent * decision.tolerated),
          .communication = finite(kPercent * decision.communication),
          .lossTerm = finite(decision.lossTerm),
          .trafficTerm = finite(decision.trafficTerm),
          .objective = finite(decision.objective),
          .reason = decision.reason};
}

}  // namespace

std::vector<double> pairLosses(const SkewScoutDecision& decision, bool againstHost) {
  const auto& pairs = decision.pairAccuracy;
  const std::size_t models = pairs.size() / 2;
  std::vector<double> losses;
  for (std::size_t home = 0; home < models; ++home) {
    std::size_t compared = home;
    if (againstHost) {
      const bool known = home < decision.hosts.size() && decision.hosts[home] >= 0;
      compared = known ? static_cast<std::size_t>(decision.hosts[home]) : models;
    }
    losses.push_back(compared < models ? finite(kPercent * (static_cast<double>(pairs[2 * compared]) -
                                                            static_cast<double>(pairs[2 * home + 1])))
                                       : kGap);
  }
  return losses;
}

void DecisionSeries::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {};
    knob_ = started->knob;
    plan_ = planOf(*started);
  } else if (const auto* decision = std::get_if<SkewScoutDecision>(&event)) {
    append(*decision);
  }
  clock_.add(event);
}

void DecisionSeries::append(const SkewScoutDecision& decision) {
  moments_.add(decision.iteration);
  if (moments_.size() == decisions_.size()) return;  // repeated after a resume
  const auto position = static_cast<double>(decisions_.size());
  const Decision& shown = decisions_.emplace_back(onScreen(decision));
  for (const double loss : pairLosses(decision, plan_.loss.againstHost)) {
    pairPlaces_.add(position);
    pairLoss_.push_back(loss);
  }
  appendExcess(position, shown);
  accuracyLoss_.push_back(shown.accuracyLoss);
  lossTerm_.push_back(shown.lossTerm);
  trafficTerm_.push_back(shown.trafficTerm);
}

void DecisionSeries::appendExcess(double position, const Decision& decision) {
  const double loss = decision.accuracyLoss;
  const bool first = accuracyLoss_.empty();
  const double before = first ? kGap : accuracyLoss_.back();
  // Like the line of what is tolerated: it steps at the decision that tells so.
  const double held = first ? decision.tolerated : decisions_[decisions_.size() - 2].tolerated;
  const auto point = [&](double place, double value, double tolerated) {
    excessPlaces_.add(place);
    excessLower_.push_back(std::isnan(value) ? kGap : tolerated);
    excessUpper_.push_back(std::isnan(value) ? kGap : std::max(value, tolerated));
  };
  if ((before < held && loss > held) || (before > held && loss < held)) {
    point(position - 1 + (held - before) / (loss - before), held, held);
  }
  point(position, loss, held);
  if (held != decision.tolerated) point(position, loss, decision.tolerated);
}

bool isGeometric(const std::vector<double>& ladder) {
  if (ladder.size() < 3) return false;
  auto settings = ladder;
  std::ranges::sort(settings);
  const double lowest = settings.front(), highest = settings.back();
  if (!(lowest > 0) || !(highest >= kDecade * lowest)) return false;
  const double middle = settings[settings.size() / 2];
  const double share = (middle - lowest) / (highest - lowest);
  const double shareOfFactors = std::log(middle / lowest) / std::log(highest / lowest);
  return std::abs(shareOfFactors - 0.5) < std::abs(share - 0.5);
}

}  // namespace lab::ui
