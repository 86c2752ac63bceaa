#include "ui/series/decisions.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsNan;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

RunStarted startOf(const std::string& spec = {}) {
  RunStarted started;
  started.partitions = 2;
  started.specJson = spec;
  started.knob = {.parameter = "threshold", .title = "Threshold", .unit = "fraction", .ladder = {0.1, 0.2}};
  return started;
}

SkewScoutDecision decisionAt(std::int64_t iteration, double loss, std::vector<float> pairs = {}) {
  SkewScoutDecision decision;
  decision.iteration = iteration;
  decision.accuracyLoss = loss;
  decision.tolerated = 0.05;
  decision.pairAccuracy = std::move(pairs);
  decision.hosts = {1, 0};
  return decision;
}

CommunicationPoint sentBy(std::int64_t iteration, double seconds, std::int64_t bytes) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.seconds = seconds;
  point.bytes = {bytes};
  return point;
}

TEST(DecisionSeries, TurnsFractionsIntoPointsAndPercent) {
  DecisionSeries series;
  series.add(startOf());
  SkewScoutDecision decision = decisionAt(500, 0.125);
  decision.thetaBefore = 0.2;
  decision.thetaAfter = 0.1;
  decision.communication = 0.25;
  decision.lossTerm = 3.75;
  decision.trafficTerm = 0.25;
  decision.objective = 4;
  decision.action = "tighter";
  decision.reason = "because";
  series.add(decision);
  ASSERT_EQ(series.decisions().size(), 1U);
  const Decision& shown = series.decisions().front();
  EXPECT_EQ(shown.iteration, 500);
  EXPECT_DOUBLE_EQ(shown.before, 0.2);
  EXPECT_DOUBLE_EQ(shown.after, 0.1);
  EXPECT_EQ(shown.turn, Turn::Tighter);
  EXPECT_DOUBLE_EQ(shown.accuracyLoss, 12.5);
  EXPECT_DOUBLE_EQ(shown.communication, 25);
  EXPECT_EQ(shown.reason, "because");
  EXPECT_THAT(series.lossTerm(), ElementsAre(3.75));
  EXPECT_THAT(series.trafficTerm(), ElementsAre(0.25));
  EXPECT_EQ(series.knob().title, "Threshold");
}

TEST(DecisionSeries, ReadsPeriodAndReadingFromTheSpec) {
  DecisionSeries series;
  series.add(startOf(R"({"skewscout": {"period": 50, "loss": "host-minus-guest"}})"));
  EXPECT_EQ(series.plan().travelEvery, 50);
  EXPECT_TRUE(series.plan().loss.againstHost);
  EXPECT_TRUE(series.plan().scout);
}

TEST(DecisionSeries, TakesTheUsualValuesWhereTheSpecCannotBeRead) {
  for (const auto* spec :
       {"", "{", "[1]", "7", R"({"skewscout": 3})", R"({"skewscout": {"period": "often"}})"}) {
    DecisionSeries series;
    series.add(startOf(spec));
    EXPECT_EQ(series.plan().travelEvery, 500) << spec;
    EXPECT_FALSE(series.plan().loss.againstHost) << spec;
  }
}

TEST(DecisionSeries, MakesEveryTravelledModelAPoint) {
  DecisionSeries series;
  series.add(startOf());
  series.add(decisionAt(100, 0.5, {1.0F, 0.5F, 0.75F, 0.5F}));
  series.add(decisionAt(200, 0.5, {0.5F, 0.75F, kNan, 0.5F}));
  EXPECT_THAT(series.pairX(XAxis::Iteration), ElementsAre(100, 100, 200, 200));
  EXPECT_THAT(series.pairLoss(), ElementsAre(50, 25, -25, IsNan()));
}

TEST(PairLosses, CompareAGuestWithItsHostWhereTheRunDoes) {
  // Model 0 has 1.0 at home and 0.5 at P1, whose own model has 0.75.
  const auto decision = decisionAt(1, 0, {1.0F, 0.5F, 0.75F, 0.25F});
  EXPECT_THAT(pairLosses(decision, false), ElementsAre(50, 50));
  EXPECT_THAT(pairLosses(decision, true), ElementsAre(25, 75));
  SkewScoutDecision odd = decision;
  odd.hosts = {-1, 9};
  EXPECT_THAT(pairLosses(odd, true), ElementsAre(IsNan(), IsNan()));
  odd.hosts = {};
  EXPECT_THAT(pairLosses(odd, true), ElementsAre(IsNan(), IsNan()));
  odd.pairAccuracy = {1.0F};
  EXPECT_THAT(pairLosses(odd, false), IsEmpty());
}

TEST(DecisionSeries, ShadesWhatLiesAboveTheToleratedLossFromCrossingToCrossing) {
  DecisionSeries series;
  series.add(startOf());
  for (const auto& [iteration, loss] : {std::pair{100, 0.0}, {200, 0.2}, {300, 0.05}, {400, 0.0}}) {
    series.add(decisionAt(iteration, loss));
  }
  // From 0 to 20 points the line is at 5 after a quarter of the way; 5 itself is tolerated.
  EXPECT_THAT(series.excessX(XAxis::Iteration), ElementsAre(100, 125, 200, 300, 400));
  EXPECT_THAT(series.excessUpper(), ElementsAre(5, 5, DoubleNear(20, 1e-9), DoubleNear(5, 1e-9), 5));
  EXPECT_THAT(series.excessLower(), ElementsAre(5, 5, 5, 5, 5));
}

// As the dashed line beside it, which can only step when a decision tells it to.
TEST(DecisionSeries, ShadesFromWhatWasToleratedUntilTheDecisionThatChangesIt) {
  DecisionSeries series;
  series.add(startOf());
  auto lenient = decisionAt(100, 0.4);
  lenient.tolerated = 0.5;
  series.add(lenient);
  series.add(decisionAt(200, 0.2));
  EXPECT_THAT(series.excessX(XAxis::Iteration), ElementsAre(100, 200, 200));
  EXPECT_THAT(series.excessLower(), ElementsAre(DoubleNear(50, 1e-9), DoubleNear(50, 1e-9), 5));
  EXPECT_THAT(series.excessUpper(), ElementsAre(DoubleNear(50, 1e-9), DoubleNear(50, 1e-9), DoubleNear(20, 1e-9)));
}

TEST(DecisionSeries, LeavesAGapWhereTheLossCouldNotBeMeasured) {
  DecisionSeries series;
  series.add(startOf());
  series.add(decisionAt(100, 0.2));
  series.add(decisionAt(200, std::nan("")));
  series.add(decisionAt(300, INFINITY));
  EXPECT_THAT(series.accuracyLoss(), ElementsAre(20, IsNan(), IsNan()));
  EXPECT_THAT(series.excessUpper(), ElementsAre(20, IsNan(), IsNan()));
}

TEST(DecisionSeries, HoldsPointsBackUntilTheirPlaceIsKnown) {
  DecisionSeries series;
  series.add(startOf());
  series.add(decisionAt(100, 0, {1.0F, 0.5F}));
  EXPECT_THAT(series.x(XAxis::Seconds), IsEmpty());
  EXPECT_THAT(series.pairX(XAxis::Bytes), IsEmpty());
  series.add(sentBy(200, 10, 800));
  EXPECT_THAT(series.x(XAxis::Seconds), ElementsAre(5));
  EXPECT_THAT(series.pairX(XAxis::Bytes), ElementsAre(400));
  EXPECT_THAT(series.excessX(XAxis::Bytes), ElementsAre(400));
}

TEST(DecisionSeries, LeavesOutWhatAResumedRunRepeatsAndStartsAfresh) {
  DecisionSeries series;
  series.add(decisionAt(100, 0.1));
  series.add(decisionAt(100, 0.1));
  series.add(decisionAt(50, 0.2));
  EXPECT_THAT(series.accuracyLoss(), ElementsAre(10));
  series.add(startOf());
  EXPECT_THAT(series.decisions(), IsEmpty());
  EXPECT_THAT(series.pairLoss(), IsEmpty());
}

TEST(Ladders, AreGeometricWhereTheirSettingsGrowByFactors) {
  EXPECT_TRUE(isGeometric({1, 5, 10, 20, 50, 200, 500, 1000}));
  EXPECT_TRUE(isGeometric({1, 10, 100}));
  EXPECT_FALSE(isGeometric({0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5})) << "0 has no place on it";
  EXPECT_FALSE(isGeometric({0.75, 0.9375, 0.984375, 0.996, 0.999})) << "less than a decade";
  EXPECT_FALSE(isGeometric({10, 40, 70, 100}));
  EXPECT_FALSE(isGeometric({}));
  EXPECT_FALSE(isGeometric({1, 100}));
}

}  // namespace
}  // namespace lab::ui
