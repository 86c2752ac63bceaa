#include "ui/series/accuracy.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsNan;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

RunStarted startOf(int partitions) {
  RunStarted started;
  started.partitions = partitions;
  return started;
}

EvaluationPoint pointAt(std::int64_t iteration, std::vector<float> accuracy, float mean, float global) {
  EvaluationPoint point;
  point.iteration = iteration;
  point.accuracy = std::move(accuracy);
  point.meanAccuracy = mean;
  point.globalAccuracy = global;
  return point;
}

TEST(AccuracySeries, TurnsFractionsIntoPercentPerPartition) {
  AccuracySeries series;
  series.add(startOf(2));
  series.add(pointAt(0, {0.25F, 0.75F}, 0.5F, 0.125F));
  series.add(pointAt(100, {0.5F, 1.0F}, 0.75F, 0.875F));

  EXPECT_EQ(series.partitions(), 2);
  EXPECT_THAT(series.x(XAxis::Iteration), ElementsAre(0, 100));
  EXPECT_THAT(series.partition(0), ElementsAre(25, 50));
  EXPECT_THAT(series.partition(1), ElementsAre(75, 100));
  EXPECT_THAT(series.mean(), ElementsAre(50, 75));
  EXPECT_THAT(series.global(), ElementsAre(12.5, 87.5));
  EXPECT_THAT(series.lowest(), ElementsAre(25, 50));
  EXPECT_THAT(series.highest(), ElementsAre(75, 100));
}

TEST(AccuracySeries, NamesTheWorstPartitionAndTheGapOfTheNewestPoint) {
  AccuracySeries series;
  series.add(startOf(3));
  EXPECT_FALSE(series.now().has_value());
  series.add(pointAt(50, {0.5F, 0.25F, 0.875F}, 0.5F, 0.75F));

  ASSERT_TRUE(series.now().has_value());
  EXPECT_EQ(series.now()->iteration, 50);
  EXPECT_EQ(series.now()->lowestPartition, 1);
  EXPECT_DOUBLE_EQ(series.now()->lowest, 25.0);
  EXPECT_DOUBLE_EQ(series.now()->gap, 62.5);
  EXPECT_DOUBLE_EQ(series.now()->global, 75.0);
}

TEST(AccuracySeries, ReportsTheMeanOfTheEngineNotItsOwn) {
  AccuracySeries series;
  series.add(startOf(2));
  series.add(pointAt(0, {0.0F, 1.0F}, 0.25F, 0.0F));
  EXPECT_THAT(series.mean(), ElementsAre(25));
}

TEST(AccuracySeries, MakesGapsOfNonFiniteAndMissingNumbers) {
  AccuracySeries series;
  series.add(startOf(3));
  series.add(pointAt(0, {kNan, 0.5F}, kInfinity, kNan));

  EXPECT_THAT(series.partition(0), ElementsAre(IsNan()));
  EXPECT_THAT(series.partition(1), ElementsAre(50));
  EXPECT_THAT(series.partition(2), ElementsAre(IsNan()));
  EXPECT_THAT(series.mean(), ElementsAre(IsNan()));
  EXPECT_THAT(series.lowest(), ElementsAre(50));
  EXPECT_THAT(series.highest(), ElementsAre(50));
}

TEST(AccuracySeries, EndsTheLineOfADivergedPartitionAtItsLastPoint) {
  AccuracySeries series;
  series.add(startOf(2));
  series.add(pointAt(0, {0.5F, 0.5F}, 0.5F, 0.5F));
  series.add(pointAt(100, {0.75F, 0.5F}, 0.5F, 0.5F));
  series.add(PartitionDiverged{.iteration = 150, .partition = 0});
  series.add(pointAt(200, {0.125F, 0.5F}, 0.5F, 0.5F));

  EXPECT_THAT(series.partition(0), ElementsAre(50, 75, IsNan()));
  EXPECT_THAT(series.partition(1), ElementsAre(50, 50, 50));
  ASSERT_EQ(series.ends().size(), 1U);
  EXPECT_EQ(series.ends()[0].partition, 0);
  EXPECT_EQ(series.ends()[0].point, 1U);
  EXPECT_THAT(series.lowest(), ElementsAre(50, 50, 12.5)) << "the band still covers what the mean covers";
}

TEST(AccuracySeries, IgnoresDivergenceOfUnknownPartitionsAndARepeatedOne) {
  AccuracySeries series;
  series.add(PartitionDiverged{.iteration = 1, .partition = 3});
  series.add(startOf(1));
  series.add(PartitionDiverged{.iteration = 1, .partition = -1});
  series.add(PartitionDiverged{.iteration = 1, .partition = 1});
  EXPECT_THAT(series.ends(), IsEmpty());
  series.add(pointAt(0, {0.5F}, 0.5F, 0.5F));
  series.add(PartitionDiverged{.iteration = 1, .partition = 0});
  series.add(PartitionDiverged{.iteration = 2, .partition = 0});
  EXPECT_EQ(series.ends().size(), 1U);
}

TEST(AccuracySeries, QuotesThePointInForceAtTheMomentThatIsLookedAt) {
  AccuracySeries series;
  series.add(startOf(1));
  series.add(pointAt(100, {0.5F}, 0.5F, 0.5F));
  series.add(pointAt(200, {0.75F}, 0.75F, 0.75F));
  series.lookAt(199);
  EXPECT_EQ(series.now()->iteration, 100);
  EXPECT_DOUBLE_EQ(series.now()->mean, 50);
  series.add(pointAt(300, {1.0F}, 1.0F, 1.0F));
  EXPECT_EQ(series.now()->iteration, 100) << "what comes meanwhile does not move it";
  series.lookAt(99);
  EXPECT_FALSE(series.now().has_value());
  series.lookAt(std::nullopt);
  EXPECT_EQ(series.now()->iteration, 300);
}

TEST(AccuracySeries, LeavesOutPointsThatAResumedRunRepeats) {
  AccuracySeries series;
  series.add(startOf(1));
  series.add(pointAt(100, {0.5F}, 0.5F, 0.5F));
  series.add(pointAt(200, {0.75F}, 0.75F, 0.75F));
  series.add(pointAt(200, {0.75F}, 0.75F, 0.75F));
  series.add(pointAt(150, {0.25F}, 0.25F, 0.25F));
  EXPECT_THAT(series.x(XAxis::Iteration), ElementsAre(100, 200));
  EXPECT_THAT(series.partition(0), ElementsAre(50, 75));
}

TEST(AccuracySeries, TakesTheNumberOfPartitionsFromItsFirstPointWhenItMissedTheStart) {
  AccuracySeries series;
  series.add(pointAt(100, {0.5F, 0.25F}, 0.5F, 0.5F));
  EXPECT_EQ(series.partitions(), 2);
  EXPECT_THAT(series.partition(1), ElementsAre(25));
}

TEST(AccuracySeries, StartsAfreshWithEveryRun) {
  AccuracySeries series;
  series.add(startOf(2));
  series.add(pointAt(0, {0.5F, 0.5F}, 0.5F, 0.5F));
  series.add(PartitionDiverged{.iteration = 0, .partition = 0});
  series.add(startOf(3));
  EXPECT_EQ(series.partitions(), 3);
  EXPECT_THAT(series.x(XAxis::Iteration), IsEmpty());
  EXPECT_THAT(series.mean(), IsEmpty());
  EXPECT_THAT(series.ends(), IsEmpty());
  EXPECT_FALSE(series.now().has_value());
}

TEST(AccuracySeries, AnswersWithNothingForPartitionsThatDoNotExist) {
  AccuracySeries series;
  series.add(startOf(1));
  EXPECT_THAT(series.partition(-1), IsEmpty());
  EXPECT_THAT(series.partition(1), IsEmpty());
}

}  // namespace
}  // namespace lab::ui
