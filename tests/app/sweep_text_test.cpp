#include "app/sweep_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const SweepLabels kGaia{{"algorithm", "Gaia"}};
const SweepLabels kBsp{{"algorithm", "BSP"}};

SweepRow row(const SweepLabels& labels, std::int64_t seed, double accuracy) {
  return {.labels = labels,
          .seed = seed,
          .status = "finished",
          .accuracy = accuracy,
          .savingValues = 10,
          .savingBytes = 5};
}

Sweep sweepOf(SweepReportSpec report) {
  return {.name = "s",
          .title = "Gaia and BSP",
          .why = "To see.",
          .scale = "full",
          .columns = {"algorithm"},
          .runs = {},
          .report = std::move(report)};
}

SweepPublished published(const SweepLabels& at, double accuracy, double tolerance) {
  return {.at = at, .numbers = {{"accuracy", accuracy}}, .tolerance = tolerance};
}

const std::vector<SweepRow> kRows{row(kGaia, 1, 0.70), row(kGaia, 2, 0.74), row(kBsp, 1, 0.80)};

TEST(SweepReport, HasMeanSpreadAndSavingForEachCombination) {
  const auto text = reportText(sweepOf({}), kRows);
  EXPECT_THAT(text,
              AllOf(HasSubstr("# Gaia and BSP\n\nTo see.\n"), HasSubstr("3 of 3 runs finished, 0 failed"),
                    HasSubstr("| Gaia | 2 of 2 | 72.0 ± 2.8 | 10.0x | 5.0x |\n"),
                    HasSubstr("| BSP | 1 of 1 | 80.0 | 10.0x | 5.0x |\n"), Not(HasSubstr("published"))));
}

TEST(SweepReport, SaysWhereItDiffersFromThePublishedNumbers) {
  const auto text = reportText(
      sweepOf({.source = "a figure", .published = {published(kGaia, 75, 2), published(kBsp, 79, 2)}}), kRows);
  EXPECT_THAT(text, AllOf(HasSubstr("Published numbers: a figure."), HasSubstr("| 75.0 | -3.0, differs |"),
                          HasSubstr("| 79.0 | +1.0 |"), HasSubstr("- Gaia: 3.0 points lower than published"),
                          Not(HasSubstr("- BSP:"))));
}

TEST(SweepReport, SaysThatNothingDiffers) {
  EXPECT_THAT(reportText(sweepOf({.published = {published(kBsp, 79, 2)}}), kRows),
              HasSubstr("All 1 compared numbers are within their tolerance"));
}

TEST(SweepReport, WarnsThatAShortScaleIsNotThePublishedLength) {
  auto sweep = sweepOf({.published = {published(kBsp, 79, 2)}});
  sweep.scale = "short";
  EXPECT_THAT(reportText(sweep, kRows), HasSubstr("differences are expected"));
}

TEST(SweepReport, ListsItsChecks) {
  const auto check = [](const std::string& says, SweepCheck::Relation relation, const SweepLabels& than) {
    return SweepCheck{
        .says = says, .relation = relation, .quantity = "accuracy", .cell = kGaia, .than = than, .margin = 1};
  };
  const auto text = reportText(
      sweepOf({.checks = {check("Gaia loses", SweepCheck::Relation::Less, kBsp),
                          check("Gaia wins", SweepCheck::Relation::Greater, kBsp),
                          check("Gaia is there", SweepCheck::Relation::Within, {{"algorithm", "DGC"}})}}),
      kRows);
  EXPECT_THAT(text, AllOf(HasSubstr("- held: Gaia loses (72.0 against 80.0, margin 1.0)"),
                          HasSubstr("- not held: Gaia wins (72.0 against 80.0, margin 1.0)"),
                          HasSubstr("- not enough runs: Gaia is there")));
}

TEST(SweepReport, HasTheDivergenceOfTheFirstLayerWhereACheckAsksForIt) {
  auto rows = kRows;
  rows[0].normDivergence = 0.30;
  rows[1].normDivergence = 0.32;
  rows[2].normDivergence = 0.02;
  const SweepCheck check{.says = "Gaia's partitions drift apart",
                         .relation = SweepCheck::Relation::Greater,
                         .quantity = "norm_divergence",
                         .cell = kGaia,
                         .than = kBsp,
                         .times = 3};
  EXPECT_THAT(reportText(sweepOf({.checks = {check}}), rows),
              AllOf(HasSubstr("| divergence of the first layer's minibatch means, % |"),
                    HasSubstr("| Gaia | 2 of 2 | 72.0 ± 2.8 | 10.0x | 5.0x | 31.0 ± 1.4 |\n"),
                    HasSubstr("| BSP | 1 of 1 | 80.0 | 10.0x | 5.0x | 2.0 |\n"),
                    HasSubstr("- held: Gaia's partitions drift apart (31.0 against 3.0 times 2.0, margin 0.0)")));
  EXPECT_THAT(reportText(sweepOf({}), rows), Not(HasSubstr("divergence")));
}

TEST(SweepReport, SaysHowSureACheckIsOfItsDifference) {
  CheckResult result{.check = {}, .verdict = Verdict::NotHeld, .cell = 87.9, .than = 88};
  EXPECT_THAT(checkText(result), HasSubstr("(87.9 against 88.0, margin 0.0)"));
  result.uncertainty = 0.24;
  EXPECT_THAT(checkText(result),
              HasSubstr("(87.9 against 88.0, margin 0.0; difference -0.10, its standard error 0.24)"));
  EXPECT_THAT(checkText(result), StartsWith("not held: "));
  result.verdict = Verdict::Undecided;
  EXPECT_THAT(checkText(result), StartsWith("undecided, more seeds could tell: "));
}

TEST(OracleReport, PutsSkewScoutBesideTheRungOfTheOracleAndThePublishedNumbers) {
  auto sweep = sweepOf(
      {.kind = SweepReportSpec::Kind::Oracle,
       .tolerance = 2,
       .published = {{.at = {{"skew", "60 %"}}, .numbers = {{"skewscout", 19.9}, {"oracle", 24.9}}}}});
  sweep.columns = {"skew", "run"};
  const auto made = [](const std::string& run, const std::string& group, double saving) {
    auto one = row({{"skew", "60 %"}, {"run", run}}, 1, 0.79);
    one.group = group;
    one.savingValues = saving;
    one.bytes = 200;
    one.travelBytes = 50;
    one.decisions = 7;
    return one;
  };
  EXPECT_THAT(reportText(sweep, {made("BSP, IID", "reference", 1), made("T0 5 %", "rung", 30),
                                 made("SkewScout", "skewscout", 20)}),
              AllOf(HasSubstr(
                  "| 60 % | 79.0 | n/a | T0 5 % | 79.0 | 30.0x / 5.0x | 79.0 | 20.0x / 5.0x | T0 5 %: 79.0 % at 30.0x / 5.0x | 1.50 / 1.00 | "
                  "25.0 % | 7 | 19.9x | 24.9x | 1.25 |\n")));
}

}  // namespace
}  // namespace lab::app
