#include <cmath>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "made_up_run.h"
#include "recording.h"
#include "scratch.h"

namespace lab {
namespace {

using test::allEvents;
using test::MadeUpRun;
using test::Scratch;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

std::vector<std::string> linesOf(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

TEST(Summary, HasTheLastAndTheBestValues) {
  const Scratch scratch;
  test::record(scratch / "run.h5", allEvents(MadeUpRun{}, 60));
  const auto summary = summarize(scratch / "run.h5");
  EXPECT_EQ(summary.path, scratch / "run.h5");
  EXPECT_EQ(summary.name, "made up, “quoted”");
  EXPECT_EQ(summary.created, "2026-11-22T21:30:05Z");
  EXPECT_EQ(summary.status, RunStatus::Finished);
  EXPECT_EQ(summary.partitions, 3);
  EXPECT_EQ(summary.iteration, 60);
  EXPECT_DOUBLE_EQ(summary.seconds, 6.0);
  EXPECT_EQ(summary.meanAccuracy, 0.5F);       // 60 mod 7 = 4, of 8
  EXPECT_EQ(summary.bestAccuracy, 0.75F);      // 20 and 55 mod 7 = 6
  EXPECT_EQ(summary.globalAccuracy, 0.3125F);  // 60 mod 11 = 5, of 16
  EXPECT_EQ(summary.bytes, 8 * 60 * (1 + 2 + 3));
  EXPECT_DOUBLE_EQ(summary.savingBytes, 400.0 / 48);
  EXPECT_DOUBLE_EQ(summary.savingValues, 100.0 / 6);
  EXPECT_EQ(summary.weightHash, 0xF00000000000003CU);
  EXPECT_EQ(summary.values, 60 * (1 + 2 + 3));
  EXPECT_EQ(summary.travelBytes, 60 * 5);  // the fifth kind
  EXPECT_EQ(summary.decisions, 3);         // at 20, 40 and 60
  EXPECT_THAT(summary.specJson, HasSubstr("\"cross\":true"));
  EXPECT_EQ(summary.environmentJson, R"({"program":"made up"})");
}

TEST(Summary, TakesTheMedianDivergenceOfTheFirstLayer) {
  const Scratch scratch;
  test::record(scratch / "run.h5", allEvents(MadeUpRun{}, 60));
  // Its second channel at 4, 8, 16, 20, 28, 32, 40, 44, 52 and 56, plus 2; the first channel has none.
  EXPECT_EQ(firstLayerDivergence(scratch / "run.h5"), 32);
  test::record(scratch / "one.h5", allEvents(MadeUpRun{}, 4));
  EXPECT_EQ(firstLayerDivergence(scratch / "one.h5"), 6);
  test::record(scratch / "none.h5", allEvents({.layers = {}}, 60));
  EXPECT_TRUE(std::isnan(firstLayerDivergence(scratch / "none.h5")));
}

TEST(Summary, OfARunThatOnlyStartedHasNoAccuracyAndNoSaving) {
  const Scratch scratch;
  Recorder recorder(scratch / "run.h5");
  recorder.on(test::started(MadeUpRun{}));
  const auto summary = summarize(scratch / "run.h5");
  EXPECT_EQ(summary.status, RunStatus::Running);
  EXPECT_EQ(summary.iteration, 0);
  EXPECT_TRUE(std::isnan(summary.meanAccuracy));
  EXPECT_TRUE(std::isnan(summary.bestAccuracy));
  EXPECT_TRUE(std::isnan(summary.savingBytes));
}

TEST(Summary, OfARunThatSentNothingHasNoSaving) {
  const Scratch scratch;
  CommunicationPoint nothing{
      .iteration = 1, .bytes = {0, 0, 0}, .values = {0, 0, 0}, .bspBytes = 12, .bspValues = 3};
  test::record(scratch / "run.h5",
               {test::started(MadeUpRun{}), nothing, RunEnded{1, 0.5, RunStatus::Stopped, ""}});
  const auto summary = summarize(scratch / "run.h5");
  EXPECT_EQ(summary.status, RunStatus::Stopped);
  EXPECT_EQ(summary.bytes, 0);
  EXPECT_TRUE(std::isnan(summary.savingBytes));
  EXPECT_TRUE(std::isnan(summary.savingValues));
}

TEST(WeightHashes, AreThoseOfTheEvaluations) {
  const Scratch scratch;
  test::record(scratch / "run.h5", allEvents(MadeUpRun{}, 10));
  const auto hashes = weightHashes(scratch / "run.h5");
  ASSERT_EQ(hashes.size(), 2U);
  EXPECT_EQ(hashes[0].iteration, 5);
  EXPECT_EQ(hashes[0].hash, 0xF000000000000005U);
  EXPECT_EQ(hashes[1].iteration, 10);
  EXPECT_EQ(hashes[1].hash, 0xF00000000000000AU);
}

class Csv : public ::testing::Test {
 protected:
  std::vector<std::string> exported(const MadeUpRun& run, std::int64_t last, const std::string& name) {
    if (!std::filesystem::exists(scratch_ / "run.h5"))
      test::record(scratch_ / "run.h5", allEvents(run, last));
    files_.clear();
    for (const auto& file : exportCsv(scratch_ / "run.h5", scratch_ / "a" / "csv")) {
      files_.push_back(file.filename().string());
    }
    return linesOf(scratch_ / "a" / "csv" / (name + ".csv"));
  }

  Scratch scratch_;
  std::vector<std::string> files_;
};

TEST_F(Csv, HasOneFileForEachGroup) {
  static_cast<void>(exported(MadeUpRun{}, 20, "evaluation"));
  EXPECT_THAT(files_,
              UnorderedElementsAre("partitions.csv", "evaluation.csv", "class_accuracy.csv",
                                   "cross_accuracy.csv", "training.csv", "communication.csv", "skewscout.csv",
                                   "pair_accuracy.csv", "divergence.csv", "divergence_norm.csv", "changes.csv",
                                   "log.csv"));
}

TEST_F(Csv, LeavesOutWhatTheRunHasNot) {
  static_cast<void>(
      exported({.layers = {}, .skewscout = false, .cross = false, .perClass = false}, 20, "evaluation"));
  EXPECT_THAT(files_, UnorderedElementsAre("partitions.csv", "evaluation.csv", "training.csv",
                                           "communication.csv", "divergence.csv", "changes.csv",
                                           "log.csv"));
}

TEST_F(Csv, HasNoFileOfChangesWhereNothingWasChanged) {
  static_cast<void>(exported(MadeUpRun{}, 10, "evaluation"));
  EXPECT_THAT(files_, testing::Not(testing::Contains("changes.csv")));
}

TEST_F(Csv, NamesUnitsAndKeepsEveryDigit) {
  EXPECT_THAT(
      exported({.partitions = 2, .layers = {}}, 6, "training"),
      ElementsAre("iteration [iterations],loss_0 [nats],loss_1 [nats],learning_rate [1],"
                  "learning_rate_exact [1]",
                  "2,2,2.25,0.05,0.05", "4,4,4.25,0.025,0.025", "6,6,6.25,0.016666668,0.016666666666666666"));
}

TEST_F(Csv, EvaluationsHaveOneColumnPerPartition) {
  EXPECT_THAT(
      exported({.partitions = 2, .layers = {}}, 5, "evaluation"),
      ElementsAre("iteration [iterations],epoch [epochs],seconds [seconds],bytes [bytes],"
                  "accuracy_0 [fraction],accuracy_1 [fraction],loss_0 [nats],loss_1 [nats],"
                  "mean_accuracy [fraction],global_accuracy [fraction],global_loss [nats],weight_hash [hash]",
                  "5,0.625,0.5,200,5,5.25,5,5.5,0.625,0.3125,0.1,17293822569102704645"));
}

TEST_F(Csv, BytesByKindAreNamed) {
  EXPECT_THAT(exported({.partitions = 1, .layers = {}}, 2, "communication"),
              ElementsAre("iteration [iterations],epoch [epochs],seconds [seconds],bytes_0 [bytes],"
                          "values_0 [numbers],bytes_by_kind_values [bytes],bytes_by_kind_indices [bytes],"
                          "bytes_by_kind_statistics [bytes],bytes_by_kind_control [bytes],"
                          "bytes_by_kind_travel [bytes],bsp_bytes [bytes],bsp_values [numbers]",
                          "2,0.25,0.2,16,2,2,4,6,8,10,800,200"));
}

TEST_F(Csv, TablesAreLongWithQuotedClassNames) {
  const auto lines = exported({.partitions = 1, .classes = 2, .layers = {}}, 5, "class_accuracy");
  EXPECT_THAT(lines, ElementsAre("iteration [iterations],partition,class,class_accuracy [fraction]",
                                 "5,0,class0,5", "5,0,\"jeans, blue\",nan"));
  EXPECT_THAT(exported({}, 5, "cross_accuracy").front(),
              "iteration [iterations],model,partition,cross_accuracy [fraction]");
}

TEST_F(Csv, NormDivergenceIsLongByLayerAndChannel) {
  EXPECT_THAT(exported({.partitions = 1, .layers = {{"norm1", 2}, {"b/norm2", 1}}}, 4, "divergence_norm"),
              ElementsAre("iteration [iterations],layer,channel,divergence [relative difference]",
                          "4,norm1,0,nan", "4,norm1,1,6", "4,b/norm2,0,nan"));
}

TEST_F(Csv, DecisionsAndLogAreReadable) {
  const auto decisions = exported({}, 20, "skewscout");
  EXPECT_THAT(decisions, ElementsAre(StartsWith("iteration [iterations],theta_before [algorithm's own],"),
                                     "20,0.1,0.005,0.3333333333333333,0.2,nan,tighter,"
                                     "\"the loss of accuracy, 33 %, is over σ = 5 %\",4.666666666666667,0.2,0.05,1,2,0"));
  const auto log = exported({}, 20, "log");
  EXPECT_THAT(log.at(1), HasSubstr("Z,info,paused,3,8,-1"));
  EXPECT_THAT(log.at(3), HasSubstr("Z,warning,the loss of partition 2 is not a finite number,7,6,2"));
}

TEST_F(Csv, FolderThatCannotBeMadeIsAnError) {
  test::record(scratch_ / "run.h5", allEvents(MadeUpRun{}, 10));
  EXPECT_THROW(exportCsv(scratch_ / "run.h5", scratch_ / "run.h5" / "csv"), Error);
}

}  // namespace
}  // namespace lab
