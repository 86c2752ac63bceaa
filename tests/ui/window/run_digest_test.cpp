#include "ui/run_digest.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

RunDigest digestOf(std::int64_t bytes, std::int64_t bspBytes, RunStatus status = RunStatus::Finished) {
  RunDigest digest;
  digest.add(RunStarted{.specJson = "{}",
                        .environmentJson = {},
                        .created = "2026-01-02T03:04:05Z",
                        .partitions = 2,
                        .classNames = {},
                        .labelCounts = {},
                        .testLabelCounts = {},
                        .partitionOffsets = {},
                        .partitionIndices = {},
                        .skew = {},
                        .iterations = 600});
  EvaluationPoint point;
  point.iteration = 600;
  point.accuracy = {0.79F, 0.88F};
  point.meanAccuracy = 0.835F;
  point.globalAccuracy = 0.84F;
  digest.add(point);
  CommunicationPoint sent;
  sent.bytes = {bytes / 2, bytes / 2};
  sent.values = {bytes / 16, bytes / 16};
  sent.bspBytes = bspBytes;
  sent.bspValues = bspBytes / 4;
  digest.add(sent);
  digest.add(RunEnded{600, 24.1, status, {}});
  return digest;
}

TEST(RunDigest, TellsTheResultInOneSentence) {
  EXPECT_EQ(resultSentence(digestOf(1'000'000, 12'000'000), "Gaia"),
            "Gaia reached 83.5 % (partitions 79 to 88.0 %) in 24.1 s and sent 1/12 of BSP's bytes.");
}

TEST(RunDigest, TellsOfARunThatEndedEarly) {
  EXPECT_EQ(
      resultSentence(digestOf(0, 0, RunStatus::Stopped), "BSP"),
      "BSP, ended after 600 of 600 iterations, reached 83.5 % (partitions 79 to 88.0 %) in 24.1 s and sent "
      "nothing.");
}

TEST(RunDigest, LetsAFailureSpeakForItself) {
  RunDigest digest;
  digest.add(RunEnded{0, 0, RunStatus::Failed, "dataset.id: no such data set."});
  EXPECT_EQ(resultSentence(digest, "Gaia"), "dataset.id: no such data set.");
}

TEST(RunDigest, ComparesTrafficWithBsp) {
  EXPECT_EQ(trafficClause(100, 1200), "sent 1/12 of BSP's bytes");
  EXPECT_EQ(trafficClause(100, 400), "sent 25.0 % of BSP's bytes");
  EXPECT_EQ(trafficClause(100, 100), "sent as many bytes as BSP");
  EXPECT_EQ(trafficClause(150, 100), "sent 1.5 times BSP's bytes");
  EXPECT_EQ(trafficClause(0, 100), "sent nothing");
}

TEST(RunDigest, SummarizesForTheRunTable) {
  const RunSummary row = digestOf(1'000'000, 12'000'000).summary("x.h5");
  EXPECT_EQ(row.path, "x.h5");
  EXPECT_EQ(row.created, "2026-01-02T03:04:05Z");
  EXPECT_EQ(row.status, RunStatus::Finished);
  EXPECT_EQ(row.bytes, 1'000'000);
  EXPECT_DOUBLE_EQ(row.savingBytes, 12);
  EXPECT_DOUBLE_EQ(row.savingValues, 24);
  EXPECT_EQ(row.meanAccuracy, 0.835F);
}

TEST(RunDigest, HasNoSavingWithoutTrafficAndNoAccuracyWithoutEvaluation) {
  const RunSummary row = RunDigest{}.summary("x.h5");
  EXPECT_TRUE(std::isnan(row.savingBytes));
  EXPECT_TRUE(std::isnan(row.meanAccuracy));
}

TEST(RunDigest, StartsAfreshWithTheNextRun) {
  RunDigest digest = digestOf(1, 2);
  digest.add(RunStarted{});
  EXPECT_FALSE(digest.last);
  EXPECT_EQ(digest.bytes, 0);
  EXPECT_EQ(digest.status, RunStatus::Running);
}

}  // namespace
}  // namespace lab::ui
