// Every branch of every search, driven by made-up outlooks: no network, no data.

#include "engine/control/search.h"

#include <cmath>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace lab {
namespace {

using ::testing::HasSubstr;

/// A ladder of five settings on which the search stands, and what it knows of the others.
struct Scene {
  std::string name;
  std::size_t position = 2;
  bool tooMuchLoss = false;
  double objective = 1;
  std::map<std::size_t, double> known{};  ///< prices of other settings
  std::size_t to = 2;
  Motive motive = Motive::NothingBetter;

  friend void PrintTo(const Scene& scene, std::ostream* out) { *out << scene.name; }
};

Move ask(const std::string& search, const Scene& scene, std::uint64_t luck = 1, std::size_t rungs = 5,
         std::int64_t decision = 0) {
  Memory memory{rungs, 1000};
  for (const auto& [position, price] : scene.known) memory.remember(position, price, decision);
  Random random{luck};
  return control::named(search).next({.position = scene.position,
                                      .rungs = rungs,
                                      .tooMuchLoss = scene.tooMuchLoss,
                                      .objective = scene.objective,
                                      .decision = decision,
                                      .memory = &memory,
                                      .random = &random});
}

class HillClimbing : public ::testing::TestWithParam<Scene> {};

TEST_P(HillClimbing, GoesWhereThePricesSay) {
  const Move move = ask("hill-climbing", GetParam());
  EXPECT_EQ(move.position, GetParam().to);
  EXPECT_EQ(move.motive, GetParam().motive);
}

INSTANTIATE_TEST_SUITE_P(
    Scenes, HillClimbing,
    ::testing::Values(
        Scene{.name = "TooMuchLossTriesTheUnknownTighter",
              .tooMuchLoss = true,
              .to = 1,
              .motive = Motive::TooMuchLoss},
        Scene{.name = "LittleLossTriesTheUnknownLooser", .to = 3, .motive = Motive::RoomToSave},
        Scene{.name = "AKnownDearerLooserIsLeftAlone",
              .known = {{3, 1.5}},
              .to = 2,
              .motive = Motive::NothingBetter},
        Scene{.name = "AKnownCheaperLooserIsGoneBackTo",
              .known = {{3, 0.5}},
              .to = 3,
              .motive = Motive::CheaperBefore},
        Scene{.name = "TheCheaperOfTwoKnownNeighboursWins",
              .known = {{1, 0.4}, {3, 0.6}},
              .to = 1,
              .motive = Motive::CheaperBefore},
        Scene{.name = "AnEqualPriceIsNoReasonToMove",
              .known = {{3, 1.0}},
              .to = 2,
              .motive = Motive::NothingBetter},
        Scene{.name = "TooMuchLossWithADearerTighterStays",
              .tooMuchLoss = true,
              .known = {{1, 2.0}},
              .to = 2,
              .motive = Motive::NothingBetter},
        Scene{.name = "TooMuchLossWithADearTighterMayGoBackToALooser",
              .tooMuchLoss = true,
              .known = {{1, 2.0}, {3, 0.9}},
              .to = 3,
              .motive = Motive::CheaperBefore},
        Scene{.name = "TheTalkativeEndCannotTalkMore",
              .position = 0,
              .tooMuchLoss = true,
              .to = 0,
              .motive = Motive::EndOfLadder},
        Scene{.name = "TheTalkativeEndMayGoBackToACheaperLooser",
              .position = 0,
              .tooMuchLoss = true,
              .known = {{1, 0.5}},
              .to = 1,
              .motive = Motive::CheaperBefore},
        Scene{.name = "TheSilentEndCannotTalkLess", .position = 4, .to = 4, .motive = Motive::EndOfLadder}),
    [](const auto& tested) { return tested.param.name; });

TEST(StochasticHillClimbing, TakesBothImprovingNeighboursOverTime) {
  const Scene scene{.name = "", .objective = 1, .known = {{1, 0.5}, {3, 0.9}}};
  int tighter = 0;
  for (std::uint64_t luck = 0; luck < 200; ++luck) {
    const Move move = ask("stochastic-hill-climbing", scene, luck);
    EXPECT_EQ(move.motive, Motive::CheaperBefore);
    EXPECT_TRUE(move.position == 1 || move.position == 3);
    tighter += move.position == 1 ? 1 : 0;
  }
  EXPECT_GT(tighter, 60);
  EXPECT_LT(tighter, 140);
}

TEST(StochasticHillClimbing, ExploresOnlyThePromisingSide) {
  for (std::uint64_t luck = 0; luck < 50; ++luck) {
    EXPECT_EQ(ask("stochastic-hill-climbing", {.name = ""}, luck).position, 3);
    const Move tighter = ask("stochastic-hill-climbing", {.name = "", .tooMuchLoss = true}, luck);
    EXPECT_EQ(tighter.position, 1);
    EXPECT_EQ(tighter.motive, Motive::TooMuchLoss);
  }
}

TEST(StochasticHillClimbing, StaysWhereNothingIsBetter) {
  const Move dearer = ask("stochastic-hill-climbing", {.name = "", .known = {{1, 2}, {3, 2}}});
  EXPECT_EQ(dearer.position, 2);
  EXPECT_EQ(dearer.motive, Motive::NothingBetter);
  const Move end = ask("stochastic-hill-climbing", {.name = "", .position = 4, .known = {{3, 2}}});
  EXPECT_EQ(end.position, 4);
  EXPECT_EQ(end.motive, Motive::EndOfLadder);
}

TEST(SimulatedAnnealing, TakesACheaperNeighbourWheneverItIsProposed) {
  const Scene scene{.name = "", .objective = 1, .known = {{1, 0.5}, {3, 0.5}}};
  for (std::uint64_t luck = 0; luck < 50; ++luck) {
    EXPECT_NE(ask("simulated-annealing", scene, luck).position, 2);
  }
}

// A price that is 1 higher at temperature 1: chance exp(-1) = 0.368 (by hand); 0.8 ^ 20 = 0.0115 makes it
// exp(-87).
TEST(SimulatedAnnealing, TakesADearerNeighbourWithTheChanceOfItsTemperature) {
  const Scene scene{.name = "", .objective = 1, .known = {{1, 2}, {3, 2}}};
  int early = 0;
  int late = 0;
  for (std::uint64_t luck = 0; luck < 2000; ++luck) {
    early += ask("simulated-annealing", scene, luck).position != 2 ? 1 : 0;
    late += ask("simulated-annealing", scene, luck, 5, 20).position != 2 ? 1 : 0;
  }
  EXPECT_NEAR(early / 2000.0, std::exp(-1), 0.05);
  EXPECT_EQ(late, 0);
}

TEST(SimulatedAnnealing, LooksAtUnknownNeighboursOnBothSides) {
  bool tighter = false;
  bool looser = false;
  for (std::uint64_t luck = 0; luck < 50; ++luck) {
    const Move move = ask("simulated-annealing", {.name = ""}, luck);
    if (move.position == 1) {
      tighter = true;
      EXPECT_EQ(move.motive, Motive::Exploring);
    }
    if (move.position == 3) {
      looser = true;
      EXPECT_EQ(move.motive, Motive::RoomToSave);
    }
  }
  EXPECT_TRUE(tighter && looser);
}

TEST(SimulatedAnnealing, ProposesTheOnlyNeighbourAtAnEnd) {
  EXPECT_EQ(ask("simulated-annealing", {.name = "", .position = 0}).position, 1);
  EXPECT_EQ(ask("simulated-annealing", {.name = "", .position = 4, .tooMuchLoss = true}).position, 3);
  const Move alone = ask("simulated-annealing", {.name = "", .position = 0}, 1, 1);
  EXPECT_EQ(alone.position, 0);
  EXPECT_EQ(alone.motive, Motive::EndOfLadder);
}

TEST(EverySearch, StaysOnTheLadder) {
  for (const auto& search : control::all()) {
    for (std::size_t rungs = 1; rungs <= 3; ++rungs) {
      for (std::size_t position = 0; position < rungs; ++position) {
        for (const bool tooMuchLoss : {false, true}) {
          for (std::uint64_t luck = 0; luck < 20; ++luck) {
            const Move move =
                ask(search.id, {.name = "", .position = position, .tooMuchLoss = tooMuchLoss}, luck, rungs);
            EXPECT_LT(move.position, rungs) << search.id;
            const auto distance = std::max(move.position, position) - std::min(move.position, position);
            EXPECT_LE(distance, 1U) << search.id;
          }
        }
      }
    }
  }
}

TEST(EverySearch, SaysWhatItIs) {
  for (const auto& search : control::all()) {
    EXPECT_FALSE(search.title.empty() || search.summary.empty() || search.source.empty()) << search.id;
  }
}

TEST(Searches, AnUnknownOneIsRefusedWithTheKnownOnes) {
  EXPECT_THAT([] { (void)control::named("magic"); },
              ::testing::ThrowsMessage<Error>(HasSubstr("hill-climbing, stochastic-hill-climbing")));
}

}  // namespace
}  // namespace lab
