#include <cmath>

#include "engine/control/search.h"

namespace lab::control {
namespace {

// In units of the objective: at first a setting that costs as much as all of BSP's traffic more is taken with
// chance 1/e; every decision makes that rarer. Our choice; the paper gives no schedule.
constexpr double kStartTemperature = 1;
constexpr double kCooling = 0.8;

Move anneal(const Outlook& outlook) {
  const auto tighter = outlook.tighter();
  const auto looser = outlook.looser();
  if (!tighter && !looser) return {outlook.position, Motive::EndOfLadder};
  const bool up = looser && (!tighter || outlook.random->uniform() < 0.5);
  const std::size_t proposal = up ? *looser : *tighter;
  const auto cost = outlook.remembered(proposal);
  if (!cost) {
    if (up == outlook.tooMuchLoss) return {proposal, Motive::Exploring};
    return {proposal, outlook.tooMuchLoss ? Motive::TooMuchLoss : Motive::RoomToSave};
  }
  const double worse = *cost - outlook.objective;
  if (worse < 0) return {proposal, Motive::CheaperBefore};
  const double temperature = kStartTemperature * std::pow(kCooling, static_cast<double>(outlook.decision));
  if (outlook.random->uniform() < std::exp(-worse / temperature)) return {proposal, Motive::Exploring};
  return {outlook.position, Motive::NothingBetter};
}

}  // namespace

/// A random neighbour; a worse one with chance exp(-difference / temperature). Source: Kirkpatrick et al.
/// 1983; paper, appendix on search methods.
SearchEntry simulated_annealing() {
  return {.id = "simulated-annealing",
          .title = "Simulated annealing",
          .summary = "A neighbour chosen by chance; at first also a dearer one, later ever more rarely.",
          .source = "Hsieh 2020, appendix; Kirkpatrick et al. 1983",
          .next = anneal};
}

}  // namespace lab::control
