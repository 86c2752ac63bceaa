#include <array>
#include <vector>

#include "engine/control/search.h"

namespace lab::control {
namespace {

// A neighbour that may be better: never tried, or cheaper than here when it was.
std::vector<Move> improvements(const Outlook& outlook) {
  std::vector<Move> moves;
  const std::array sides{std::pair{outlook.tighter(), outlook.tooMuchLoss},
                         std::pair{outlook.looser(), !outlook.tooMuchLoss}};
  for (const auto& [neighbour, promising] : sides) {
    if (!neighbour) continue;
    const auto cost = outlook.remembered(neighbour);
    if (!cost && promising) {
      moves.push_back({*neighbour, outlook.tooMuchLoss ? Motive::TooMuchLoss : Motive::RoomToSave});
    }
    if (cost && *cost < outlook.objective) moves.push_back({*neighbour, Motive::CheaperBefore});
  }
  return moves;
}

Move pick(const Outlook& outlook) {
  const auto moves = improvements(outlook);
  if (!moves.empty()) return moves[outlook.random->below(moves.size())];
  const auto promising = outlook.tooMuchLoss ? outlook.tighter() : outlook.looser();
  return {outlook.position, promising ? Motive::NothingBetter : Motive::EndOfLadder};
}

}  // namespace

/// Any improving neighbour with equal chance instead of the best. Source: paper, appendix on search methods.
SearchEntry stochastic_hill_climbing() {
  return {.id = "stochastic-hill-climbing",
          .title = "Stochastic hill climbing",
          .summary = "A neighbour that is or may be better, chosen by chance.",
          .source = "Hsieh 2020, appendix",
          .next = pick};
}

}  // namespace lab::control
