#include "engine/sweep_oracle.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sweep_rows.h"

namespace lab {
namespace {

using test::row;
using test::with;

using Rows = std::vector<SweepRow>;

SweepLabels at(const std::string& skew, const std::string& run) {
  return {{"skew", skew}, {"run", run}};
}

SweepRow rung(const std::string& name, double accuracy, std::int64_t values, std::int64_t bytes = 100) {
  return row(at("60 %", name), "rung", 1, accuracy, values, bytes);
}

SweepRow scout(std::int64_t seed, double accuracy, std::int64_t values, std::int64_t bytes) {
  auto made = row(at("60 %", "SkewScout"), "skewscout", seed, accuracy, values, bytes);
  made.travelBytes = bytes / 4;
  made.decisions = 10 * seed;
  return made;
}

SweepRow reference(double accuracy) {
  return row({{"run", "BSP, IID"}}, "reference", 1, accuracy, 1000, 4000);
}

OracleLine lineOf(Rows rows, double tolerance = 2) {
  const auto lines = oracleLines({.kind = SweepReportSpec::Kind::Oracle, .tolerance = tolerance}, rows);
  EXPECT_EQ(lines.size(), 1U);
  return lines.front();
}

TEST(Oracle, TakesTheRungThatSendsLeastWithinTheTolerance) {
  const auto line = lineOf({reference(0.80), rung("0", 0.81, 1000), rung("5", 0.79, 200),
                            rung("10", 0.785, 50), rung("20", 0.77, 10)});
  ASSERT_TRUE(line.oracle);
  EXPECT_EQ(line.oracle->label, "10");
  EXPECT_NEAR(line.oracle->savingValues, 20, 1e-9);
  EXPECT_EQ(line.rungs, 4);
  EXPECT_EQ(line.missingRungs, 0);
}

TEST(Oracle, ExactlyTheToleranceIsEnough) {
  EXPECT_TRUE(lineOf({reference(0.80), rung("5", 0.78, 200)}).oracle);
  EXPECT_FALSE(lineOf({reference(0.80), rung("5", 0.779, 200)}).oracle);
}

TEST(Oracle, IsNobodyWhenNoRungReachesTheAccuracy) {
  const auto line = lineOf({reference(0.80), rung("0", 0.70, 1000), scout(1, 0.79, 100, 400)});
  EXPECT_FALSE(line.oracle);
  EXPECT_TRUE(line.skewscout);
  EXPECT_TRUE(std::isnan(line.ratioValues));
}

TEST(Oracle, IsNobodyWithoutAReference) {
  EXPECT_FALSE(lineOf({rung("0", 0.80, 1000)}).oracle);
  EXPECT_FALSE(lineOf({with(reference(0.8), "waiting"), rung("0", 0.80, 1000)}).oracle);
}

TEST(Oracle, TiesInValuesGoToFewerBytesThenToAccuracyThenToTheFirst) {
  EXPECT_EQ(lineOf({reference(0.8), rung("a", 0.8, 50, 300), rung("b", 0.8, 50, 200)}).oracle->label, "b");
  EXPECT_EQ(lineOf({reference(0.8), rung("a", 0.8, 50), rung("b", 0.82, 50)}).oracle->label, "b");
  EXPECT_EQ(lineOf({reference(0.8), rung("a", 0.8, 50), rung("b", 0.8, 50)}).oracle->label, "a");
}

TEST(Oracle, CountsRungsThatAreMissingButNotThoseThatFailed) {
  const auto line = lineOf({reference(0.8), rung("a", 0.8, 50), with(rung("b", 0, 1), "waiting"),
                            with(rung("c", 0, 1), "interrupted"), with(rung("d", 0.8, 1), "failed")});
  EXPECT_EQ(line.oracle->label, "a");
  EXPECT_EQ(line.rungs, 4);
  EXPECT_EQ(line.missingRungs, 2);
}

TEST(Oracle, ARungOfWhichASeedFailedDoesNotReachTheAccuracy) {
  auto second = with(rung("a", 0.8, 10), "failed");
  second.seed = 2;
  const auto line = lineOf({reference(0.8), rung("a", 0.8, 10), second, rung("b", 0.8, 500)});
  EXPECT_EQ(line.oracle->label, "b");
}

TEST(Oracle, MeansOverTheSeedsDecide) {
  auto second = rung("a", 0.74, 10);
  second.seed = 2;  // with the first: 77 %, below 78 %
  EXPECT_EQ(lineOf({reference(0.8), rung("a", 0.80, 10), second, rung("b", 0.8, 500)}).oracle->label, "b");
}

TEST(SkewScoutLine, HasTheMeansOfItsSeedsAndItsCost) {
  const auto line = lineOf({reference(0.80), rung("a", 0.8, 25, 200), scout(1, 0.79, 50, 400),
                            scout(2, 0.78, 100, 800), scout(3, 0.77, 200, 1600)});
  ASSERT_TRUE(line.skewscout);
  EXPECT_EQ(line.skewscout->runs, 3);
  EXPECT_NEAR(line.skewscout->accuracy, 78, 1e-9);
  EXPECT_NEAR(line.skewscout->savingValues, 35.0 / 3, 1e-9);  // 20, 10, 5
  EXPECT_NEAR(line.skewscout->savingBytes, 17.5 / 3, 1e-9);   // 10, 5, 2.5
  EXPECT_NEAR(line.skewscout->travelShare, 0.25, 1e-9);
  EXPECT_NEAR(line.skewscout->decisions, 20, 1e-9);
  EXPECT_TRUE(line.skewscoutReaches);
  EXPECT_NEAR(line.ratioValues, 40 / (35.0 / 3), 1e-9);
  EXPECT_NEAR(line.ratioBytes, 20 / (17.5 / 3), 1e-9);
}

// 100 lies in the middle between 400 and 25, as a factor; a failed rung is no measure.
TEST(SkewScoutLine, StandsBesideAFixedSettingOfItsTraffic) {
  const Rows rows{reference(0.80), rung("far", 0.8, 900), rung("a", 0.79, 400, 3200), rung("b", 0.77, 25, 800),
                  with(rung("c", 0.8, 100), "failed"), scout(1, 0.79, 100, 400)};
  const auto line = lineOf(rows);
  ASSERT_TRUE(line.peer);
  EXPECT_EQ(line.peer->label, "between a and b");
  EXPECT_NEAR(line.peer->accuracy, 78, 1e-9);
  EXPECT_NEAR(line.peer->bytes, 1600, 1e-6);
  EXPECT_NEAR(line.peer->savingValues, 10, 1e-9);
}

TEST(SkewScoutLine, StandsBesideTheRungThatSendsJustAsMuchOrTheLastOfTheLadder) {
  const auto peer = [](std::int64_t values) {
    return lineOf({reference(0.80), rung("a", 0.79, 400), rung("b", 0.77, 100), scout(1, 0.79, values, 400)}).peer->label;
  };
  EXPECT_EQ(peer(400), "a");
  EXPECT_EQ(peer(100), "b");
  EXPECT_EQ(peer(500), "a");
  EXPECT_EQ(peer(50), "b");
  EXPECT_EQ(peer(364), "between a and b");
  EXPECT_FALSE(lineOf({reference(0.80), scout(1, 0.79, 80, 400)}).peer);
}

SweepRow bsp(double accuracy) {
  return row(at("60 %", "BSP"), "bsp", 1, accuracy, 1000, 4000);
}

std::vector<Verdict> verdictsOf(const Rows& rows, double follow = 1.6) {
  std::vector<Verdict> found;
  for (const auto& result :
       verdicts({.kind = SweepReportSpec::Kind::Oracle, .tolerance = 2, .follow = follow}, rows))
    found.push_back(result.verdict);
  return found;
}

TEST(Oracle, HasBspAsTheTalkativeEndOfTheLadder) {
  EXPECT_EQ(lineOf({reference(0.80), bsp(0.79), rung("a", 0.77, 200)}).oracle->label, "BSP");
  EXPECT_EQ(lineOf({reference(0.80), bsp(0.79), rung("a", 0.79, 200)}).oracle->label, "a");
}

constexpr auto kHeld = Verdict::Held;
constexpr auto kNotHeld = Verdict::NotHeld;

TEST(OracleChecks, AreHeldBySkewScoutThatFollows) {
  // Oracle "b": 20x, so 12.5x is enough; at 80 values a fixed setting has 78.7 %: ln 2.5 / ln 4 on the way
  // from "a" to "b".
  EXPECT_THAT(verdictsOf({reference(0.80), bsp(0.80), rung("a", 0.79, 200), rung("b", 0.785, 50),
                          scout(1, 0.79, 80, 400)}),
              testing::ElementsAre(kHeld, kHeld, kHeld));
}

TEST(OracleChecks, FailOneByOne) {
  const Rows others{reference(0.80), bsp(0.80), rung("a", 0.79, 200), rung("b", 0.785, 50)};
  const auto beside = [&](const SweepRow& scouted) {
    auto rows = others;
    rows.push_back(scouted);
    return verdictsOf(rows);
  };
  EXPECT_THAT(beside(scout(1, 0.77, 80, 400)), testing::ElementsAre(kNotHeld, kHeld, kNotHeld));
  EXPECT_THAT(beside(scout(1, 0.79, 81, 400)), testing::ElementsAre(kHeld, kNotHeld, kHeld));
  EXPECT_THAT(beside(scout(1, 0.784, 70, 400)), testing::ElementsAre(kHeld, kHeld, kNotHeld));
  EXPECT_THAT(beside(scout(1, 0.788, 80, 400)), testing::ElementsAre(kHeld, kHeld, kHeld));
  EXPECT_THAT(beside(scout(1, 0.786, 80, 400)), testing::ElementsAre(kHeld, kHeld, kNotHeld));
}

double uncertainty(const Rows& rows) {
  return verdicts({.kind = SweepReportSpec::Kind::Oracle, .tolerance = 2, .follow = 1.6}, rows).back().uncertainty;
}

SweepRow rungOf(std::int64_t seed, const std::string& label, double accuracy, std::int64_t values) {
  auto made = rung(label, accuracy, values);
  made.seed = seed;
  return made;
}

// 2 and 4 points apart over two seeds: deviations of sqrt 2 and sqrt 8, so sqrt(2 / 2 + 8 / 2).
TEST(OracleChecks, SayHowSureTheyAreOfTheDifferenceToThePeer) {
  Rows rows{reference(0.90), bsp(0.90), rungOf(1, "a", 0.79, 80), rungOf(2, "a", 0.81, 80), scout(3, 0.78, 80, 400),
            scout(4, 0.82, 80, 400)};
  EXPECT_NEAR(uncertainty(rows), std::sqrt(5), 1e-9);
  rows.pop_back();
  EXPECT_TRUE(std::isnan(uncertainty(rows)));  // one seed says nothing
}

// Seed by seed SkewScout is 1 point behind and 1 ahead: deviation sqrt 2 over two seeds, so 1. Then a peer half way between
// two rungs, 78.5 and 80.5 %: half a point behind and 1.5 ahead.
TEST(OracleChecks, CompareSeedBySeedWhereTheSeedsAreTheSame) {
  const Rows scouts{scout(1, 0.78, 100, 400), scout(2, 0.82, 100, 400)};
  const auto beside = [&](Rows rungs) {
    rungs.insert(rungs.end(), {reference(0.90), bsp(0.90), scouts[0], scouts[1]});
    return uncertainty(rungs);
  };
  EXPECT_NEAR(beside({rungOf(1, "a", 0.79, 100), rungOf(2, "a", 0.81, 100)}), 1, 1e-9);
  EXPECT_NEAR(beside({rungOf(1, "a", 0.80, 200), rungOf(1, "b", 0.77, 50), rungOf(2, "a", 0.80, 200),
                      rungOf(2, "b", 0.81, 50)}),
              1, 1e-9);
}

// Seed by seed 1 - p points and -1 - p: the standard error of the difference is 1 whatever p.
TEST(OracleChecks, AreUndecidedWhereTheSeedsDoNotTellSkewScoutFromAFixedSetting) {
  const auto behindBy = [](double points) {
    const double mean = 0.79 - points / 100;
    return verdictsOf({reference(0.80), bsp(0.80), rungOf(1, "a", 0.785, 80), rungOf(2, "a", 0.795, 80),
                       scout(1, mean + 0.005, 80, 400), scout(2, mean - 0.005, 80, 400)})
        .back();
  };
  EXPECT_EQ(behindBy(0), kHeld);
  EXPECT_EQ(behindBy(0.99), Verdict::Undecided);
  EXPECT_EQ(behindBy(1.01), kNotHeld);
}

TEST(OracleChecks, AskNothingOfTheAccuracyThatNoRungReaches) {
  EXPECT_THAT(verdictsOf({reference(0.80), bsp(0.70), rung("a", 0.6, 80), scout(1, 0.65, 80, 400)}),
              testing::ElementsAre(kHeld));
}

TEST(OracleChecks, WaitForEveryRungAndAreThereOnlyWhereTheReportSaysHowClose) {
  const Rows rows{reference(0.80), bsp(0.80), rung("a", 0.79, 200), with(rung("b", 0, 50), "waiting"),
                  scout(1, 0.79, 80, 400)};
  EXPECT_THAT(verdictsOf(rows), testing::Each(Verdict::NotEnoughRuns));
  EXPECT_THAT(verdictsOf(rows, 0), testing::IsEmpty());
  EXPECT_THAT(verdictsOf({reference(0.80), bsp(0.80), rung("a", 0.79, 200), scout(1, 0.79, 80, 400),
                          with(scout(2, 0.79, 80, 400), "interrupted")}),
              testing::Each(Verdict::NotEnoughRuns));
}

TEST(SkewScoutLine, SaysWhenItMissesTheAccuracy) {
  EXPECT_FALSE(lineOf({reference(0.80), scout(1, 0.7, 50, 400)}).skewscoutReaches);
}

TEST(OracleLines, AreOneForEachSettingWithOneReferenceForAll) {
  const auto other = row(at("100 %", "a"), "rung", 1, 0.5, 10, 10);
  const auto bsp = row(at("100 %", "BSP"), "bsp", 1, 0.6, 1000, 4000);
  const auto lines = oracleLines(
      {.tolerance = 2,
       .published = {{.at = {{"skew", "100 %"}}, .numbers = {{"skewscout", 9.6}, {"oracle", 10.6}}}}},
      {reference(0.8), rung("a", 0.8, 10), other, bsp});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].setting, (SweepLabels{{"skew", "60 %"}}));
  EXPECT_FALSE(lines[0].bsp);
  EXPECT_TRUE(std::isnan(lines[0].publishedOracle));
  EXPECT_NEAR(lines[1].reference->accuracy, 80, 1e-9);
  EXPECT_NEAR(lines[1].bsp->accuracy, 60, 1e-9);
  EXPECT_FALSE(lines[1].oracle);
  EXPECT_EQ(lines[1].publishedSkewscout, 9.6);
  EXPECT_EQ(lines[1].publishedOracle, 10.6);
}

}  // namespace
}  // namespace lab
