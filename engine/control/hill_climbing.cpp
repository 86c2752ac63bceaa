#include "engine/control/search.h"

namespace lab::control {
namespace {

// The neighbour that was cheapest when last tried, if it was cheaper than here.
Move cheapestKnown(const Outlook& outlook) {
  Move best{outlook.position, Motive::NothingBetter};
  double least = outlook.objective;
  for (const auto neighbour : {outlook.tighter(), outlook.looser()}) {
    const auto cost = outlook.remembered(neighbour);
    if (!cost || *cost >= least) continue;
    least = *cost;
    best = {*neighbour, Motive::CheaperBefore};
  }
  return best;
}

// Towards more talk while the loss is too high, towards less while it is not; a neighbour that has been tried
// is only gone to again when it was cheaper.
Move climb(const Outlook& outlook) {
  const auto promising = outlook.tooMuchLoss ? outlook.tighter() : outlook.looser();
  if (promising && !outlook.remembered(promising)) {
    return {*promising, outlook.tooMuchLoss ? Motive::TooMuchLoss : Motive::RoomToSave};
  }
  Move move = cheapestKnown(outlook);
  if (move.position == outlook.position && !promising) move.motive = Motive::EndOfLadder;
  return move;
}

}  // namespace

/// One rung at a time, with the prices of visited rungs in memory. Source: paper, section on SkewScout;
/// paper.md 10.4.
SearchEntry hill_climbing() {
  return {.id = "hill-climbing",
          .title = "Hill climbing",
          .summary =
              "One setting at a time towards the promising side; settings that were dearer are left alone.",
          .source = "Hsieh 2020",
          .next = climb};
}

}  // namespace lab::control
