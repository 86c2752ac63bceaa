#include "ui/series/loss.h"

#include <limits>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsNan;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

RunStarted startOf(int partitions) {
  RunStarted started;
  started.partitions = partitions;
  started.iterationsPerEpoch = 10;
  return started;
}

TrainingPoint lossAt(std::int64_t iteration, std::vector<float> loss) {
  return {.iteration = iteration, .loss = std::move(loss), .learningRate = 0.5};
}

CommunicationPoint sent(std::int64_t iteration, double seconds) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.seconds = seconds;
  return point;
}

TEST(LossSeries, KeepsEveryPartitionAndTheMeanOfTheFinite) {
  LossSeries series;
  series.add(startOf(2));
  series.add(lossAt(10, {1.0F, 2.0F}));
  series.add(lossAt(20, {kInfinity, 0.5F}));

  EXPECT_THAT(series.x(XAxis::Iteration), ElementsAre(10, 20));
  EXPECT_THAT(series.partition(0), ElementsAre(1.0, IsNan()));
  EXPECT_THAT(series.partition(1), ElementsAre(2.0, 0.5));
  EXPECT_THAT(series.mean(), ElementsAre(1.5, 0.5));
  ASSERT_TRUE(series.now().has_value());
  EXPECT_EQ(series.now()->highestPartition, 1);
  EXPECT_DOUBLE_EQ(series.now()->highest, 0.5);
  EXPECT_DOUBLE_EQ(series.now()->learningRate, 0.5);
}

TEST(LossSeries, HoldsPointsBackUntilTheirPlaceInTimeIsKnown) {
  LossSeries series;
  series.add(startOf(1));
  series.add(lossAt(10, {1.0F}));
  series.add(lossAt(20, {1.0F}));
  EXPECT_THAT(series.x(XAxis::Seconds), IsEmpty());
  series.add(sent(10, 3.0));
  EXPECT_THAT(series.x(XAxis::Seconds), ElementsAre(3.0));
  series.add(sent(30, 7.0));
  EXPECT_THAT(series.x(XAxis::Seconds), ElementsAre(3.0, 5.0));
  EXPECT_THAT(series.x(XAxis::Epoch), ElementsAre(1.0, 2.0));
}

TEST(LossSeries, EndsTheLineOfADivergedPartition) {
  LossSeries series;
  series.add(startOf(2));
  series.add(lossAt(10, {1.0F, 1.0F}));
  series.add(PartitionDiverged{.iteration = 20, .partition = 1});
  series.add(lossAt(20, {1.0F, kInfinity}));
  series.add(lossAt(30, {1.0F, 4.0F}));
  EXPECT_THAT(series.partition(1), ElementsAre(1.0, IsNan(), IsNan()));
  ASSERT_EQ(series.ends().size(), 1U);
  EXPECT_EQ(series.ends()[0].point, 0U);
}

TEST(LossSeries, LeavesOutPointsThatDoNotLieAfterTheLast) {
  LossSeries series;
  series.add(lossAt(10, {1.0F}));
  series.add(lossAt(10, {2.0F}));
  series.add(lossAt(5, {3.0F}));
  EXPECT_THAT(series.partition(0), ElementsAre(1.0));
}

}  // namespace
}  // namespace lab::ui
