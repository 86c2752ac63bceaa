#include "engine/sweep_report.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sweep_rows.h"

namespace lab {
namespace {

using test::row;
using test::with;
using ::testing::ElementsAre;

const SweepLabels kGaia{{"algorithm", "Gaia"}};
const SweepLabels kBsp{{"algorithm", "BSP"}};

std::vector<SweepRow> gaiaAndBsp() {
  return {row(kGaia, "", 1, 0.70, 100, 800), row(kGaia, "", 2, 0.74, 200, 1600),
          row(kBsp, "", 1, 0.80, 1000, 4000)};
}

SweepReportSpec oneCheck(SweepCheck::Relation relation, double margin,
                         const std::string& quantity = "accuracy") {
  return {.checks = {{.says = "it is so",
                      .relation = relation,
                      .quantity = quantity,
                      .cell = kGaia,
                      .than = kBsp,
                      .margin = margin}}};
}

Verdict verdict(SweepCheck::Relation relation, double margin,
                const std::vector<SweepRow>& rows = gaiaAndBsp()) {
  return judge(oneCheck(relation, margin), rows).front().verdict;
}

TEST(SweepCells, HaveMeanAndSampleDeviationOverTheSeeds) {
  const auto cells = cellsOf(gaiaAndBsp());
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[0].labels, kGaia);
  EXPECT_EQ(cells[0].finished, 2);
  EXPECT_NEAR(cells[0].accuracy.mean, 72, 1e-9);
  EXPECT_NEAR(cells[0].accuracy.deviation, std::sqrt(8.0), 1e-9);  // (2^2 + 2^2) / 1
  EXPECT_NEAR(cells[0].savingValues.mean, 7.5, 1e-9);              // 10 and 5
  EXPECT_NEAR(cells[0].savingBytes.mean, 3.75, 1e-9);              // 5 and 2.5
  EXPECT_TRUE(std::isnan(cells[1].accuracy.deviation));
  EXPECT_EQ(cells[0].normDivergence.count, 0) << "nothing was measured";
}

TEST(SweepCells, OnlyFinishedRunsCount) {
  auto rows = gaiaAndBsp();
  rows[1] = with(rows[1], "failed");
  const auto cell = cellsOf(rows).front();
  EXPECT_EQ(cell.planned, 2);
  EXPECT_EQ(cell.finished, 1);
  EXPECT_EQ(cell.failed, 1);
  EXPECT_NEAR(cell.accuracy.mean, 70, 1e-9);
}

TEST(SweepCheck, ComparesTheMeansWithAMargin) {
  using enum SweepCheck::Relation;  // Gaia 72, BSP 80
  EXPECT_EQ(verdict(Less, 7.9), Verdict::Held);
  EXPECT_EQ(verdict(Less, 8), Verdict::NotHeld);
  EXPECT_EQ(verdict(Within, 8), Verdict::Held);
  EXPECT_EQ(verdict(Within, 7.9), Verdict::NotHeld);
  EXPECT_EQ(verdict(AtLeast, 8), Verdict::Held);
  EXPECT_EQ(verdict(AtLeast, 7.9), Verdict::NotHeld);
  EXPECT_EQ(verdict(Greater, 0), Verdict::NotHeld);
}

TEST(SweepCheck, ComparesSavingsInTimes) {
  const auto result =
      judge(oneCheck(SweepCheck::Relation::Greater, 6.4, "saving_values"), gaiaAndBsp()).front();
  EXPECT_NEAR(result.cell, 7.5, 1e-9);
  EXPECT_NEAR(result.than, 1, 1e-9);
  EXPECT_EQ(result.verdict, Verdict::Held);
}

TEST(SweepCheck, MayCompareWithAMultiple) {
  auto report = oneCheck(SweepCheck::Relation::Greater, 0, "saving_values");  // 7.5 against 1
  const auto verdictAt = [&](double times) {
    report.checks.front().times = times;
    return judge(report, gaiaAndBsp()).front().verdict;
  };
  EXPECT_EQ(verdictAt(7.4), Verdict::Held);
  EXPECT_EQ(verdictAt(7.5), Verdict::NotHeld);
}

TEST(SweepCheck, NeedsEveryRunOfBothSides) {
  using enum SweepCheck::Relation;
  for (const auto* status : {"waiting", "interrupted", "failed"}) {
    auto rows = gaiaAndBsp();
    rows[1] = with(rows[1], status);
    EXPECT_EQ(verdict(Less, 1, rows), Verdict::NotEnoughRuns) << status;
  }
  EXPECT_EQ(verdict(Less, 1, {gaiaAndBsp().front()}), Verdict::NotEnoughRuns);
}

TEST(SweepCsv, HasNamesUnitsAndEmptyCellsForWhatIsNotThere) {
  const SweepLabels said{{"data", "a, \"b\""}};
  auto second = row(said, "rung", 2, 0.5, 250, 1000);
  second.savingValues = SweepRow::kNone;
  second.normDivergence = 0.25;
  const auto text =
      csvOf({"data", "run"}, {SweepRow{.labels = {{"run", "x"}}, .seed = 1, .file = "1.h5"}, second});
  EXPECT_EQ(
      text,
      "data,run,group,seed,status,accuracy [fraction],best_accuracy [fraction],global_accuracy [fraction],"
      "values [numbers],bytes [bytes],saving_values [times],saving_bytes [times],travel_bytes [bytes],"
      "decisions [decisions],iterations [iterations],seconds [seconds],file,norm_divergence [relative difference]\n"
      ",x,,1,waiting,,,,,,,,,,,,1.h5,\n"
      "\"a, \"\"b\"\"\",,rung,2,finished,0.5,0.5,0.5,250,1000,,4,0,0,100,1.5,2.h5,0.25\n");
}

TEST(SweepRow, TakesAccuracyWithTheDigitsThatWereRecorded) {
  RunSummary summary;
  summary.status = RunStatus::Stopped;
  summary.meanAccuracy = 0.1F;
  SweepRun run;
  run.labels = kGaia;
  run.seed = 3;
  const auto made = rowOf(run, summary);
  EXPECT_EQ(made.accuracy, 0.1);
  EXPECT_EQ(made.status, "interrupted");
  EXPECT_EQ(made.seed, 3);
}

}  // namespace
}  // namespace lab
