#include "ui/series/divergence.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::FloatEq;
using testing::IsEmpty;
using testing::IsNan;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

RunStarted startOf(int partitions, std::vector<NormLayer> layers) {
  RunStarted started;
  started.partitions = partitions;
  started.normLayers = std::move(layers);
  return started;
}

TEST(Median, IsTheMiddleOfTheFiniteNumbers) {
  EXPECT_DOUBLE_EQ(median(std::vector{3.0F, 1.0F, 2.0F}), 2);
  EXPECT_DOUBLE_EQ(median(std::vector{4.0F, 1.0F, 2.0F, 3.0F}), 2.5);
  EXPECT_DOUBLE_EQ(median(std::vector{kNan, 7.0F, INFINITY}), 7);
  EXPECT_THAT(median(std::vector{kNan}), IsNan());
  EXPECT_THAT(median({}), IsNan());
}

TEST(DivergenceSeries, HasOneMedianPerLayerAndOneDistancePerPartition) {
  DivergenceSeries series;
  series.add(startOf(2, {{"norm1", 3}, {"norm2", 2}}));
  series.add(DivergencePoint{
      .iteration = 100, .weights = {0.25F, 0.5F}, .norm = {{0.5F, 0.25F, 1.0F}, {1.0F, 0.5F}}});
  series.add(
      DivergencePoint{.iteration = 200, .weights = {0.5F, kNan}, .norm = {{kNan, 2.0F, kNan}, {kNan, kNan}}});
  EXPECT_THAT(series.x(XAxis::Iteration), ElementsAre(100, 200));
  EXPECT_THAT(series.layer(0), ElementsAre(50, 200));
  EXPECT_THAT(series.layer(1), ElementsAre(75, IsNan()));
  EXPECT_THAT(series.weights(0), ElementsAre(25, 50));
  EXPECT_THAT(series.weights(1), ElementsAre(50, IsNan()));
  EXPECT_THAT(series.channels(0, 1), ElementsAre(testing::NanSensitiveFloatEq(kNan), FloatEq(2), testing::_));
  EXPECT_EQ(series.iteration(1), 200);
  EXPECT_TRUE(series.hasNorm());
  EXPECT_TRUE(series.hasWeights());
}

TEST(DivergenceSeries, KnowsWhatPartitionsHoldBackAndWhetherAnyDoes) {
  DivergenceSeries series;
  series.add(startOf(2, {}));
  series.add(DivergencePoint{.iteration = 1, .weights = {0.0F, 0.0F}, .norm = {}, .updates = {kNan, kNan}});
  EXPECT_FALSE(series.hasUpdates()) << "NaN: nothing is held back";
  series.add(DivergencePoint{.iteration = 2, .weights = {0.0F, 0.0F}, .norm = {}, .updates = {0.25F, kNan}});
  EXPECT_TRUE(series.hasUpdates());
  EXPECT_THAT(series.updates(0), ElementsAre(IsNan(), 25));
  EXPECT_THAT(series.updates(1), ElementsAre(IsNan(), IsNan()));
  EXPECT_THAT(series.updates(2), IsEmpty());
}

TEST(DivergenceSeries, CountsChannelsWithoutARelativeDifference) {
  DivergenceSeries series;
  series.add(startOf(2, {{"norm1", 3}}));
  series.add(DivergencePoint{.iteration = 1, .weights = {}, .norm = {{kNan, 0.5F, kNan}}});
  EXPECT_EQ(series.undefinedChannels(0, 0), 2);
  EXPECT_EQ(series.undefinedChannels(1, 0), 0);
  EXPECT_EQ(series.undefinedChannels(0, 1), 0);
}

TEST(DivergenceSeries, FindsThePointInForceAndThinsOutToEqualGroups) {
  DivergenceSeries series;
  series.add(startOf(1, {}));
  for (std::int64_t i = 1; i <= 7; ++i) {
    series.add(DivergencePoint{.iteration = 10 * i, .weights = {0.0F}, .norm = {}});
  }
  EXPECT_EQ(series.pointAt(9), std::nullopt);
  EXPECT_EQ(series.pointAt(10), 0U);
  EXPECT_EQ(series.pointAt(39), 2U);
  EXPECT_EQ(series.pointAt(1000), 6U);
  EXPECT_THAT(series.columns(7), ElementsAre(0, 1, 2, 3, 4, 5, 6));
  EXPECT_THAT(series.columns(3), ElementsAre(0, 3, 6)) << "groups of three, the newest among them";
  EXPECT_THAT(series.columns(1), ElementsAre(6));
  EXPECT_THAT(series.columns(0), IsEmpty());
}

TEST(DivergenceSeries, KnowsWhenThereIsNothingToCompare) {
  DivergenceSeries series;
  series.add(startOf(1, {}));
  series.add(DivergencePoint{.iteration = 100, .weights = {0.0F}, .norm = {}});
  EXPECT_FALSE(series.hasNorm());
  EXPECT_TRUE(series.hasWeights());
  EXPECT_THAT(series.layers(), IsEmpty());
  EXPECT_THAT(series.layer(0), IsEmpty());
  EXPECT_THAT(series.channels(0, 0), IsEmpty());
  EXPECT_THAT(series.weights(1), IsEmpty());
}

TEST(DivergenceSeries, SurvivesLayersThatDoNotFit) {
  DivergenceSeries series;
  series.add(startOf(1, {{"norm1", 2}}));
  series.add(DivergencePoint{.iteration = 1, .weights = {}, .norm = {}});
  series.add(DivergencePoint{.iteration = 2, .weights = {1.0F, 2.0F}, .norm = {{1.0F}, {2.0F}, {3.0F}}});
  EXPECT_THAT(series.layer(0), ElementsAre(IsNan(), 100));
  EXPECT_THAT(series.weights(0), ElementsAre(IsNan(), 100));
  EXPECT_THAT(series.channels(-1, 0), IsEmpty());
  EXPECT_THAT(series.channels(0, 9), IsEmpty());
}

TEST(DivergenceSeries, NamesLayersItselfWhenItMissedTheStart) {
  DivergenceSeries series;
  series.add(DivergencePoint{.iteration = 1, .weights = {0.5F}, .norm = {{0.5F, 0.5F}}});
  ASSERT_EQ(series.layers().size(), 1U);
  EXPECT_EQ(series.layers()[0].name, "norm1");
  EXPECT_EQ(series.layers()[0].channels, 2);
  EXPECT_EQ(series.partitions(), 1);
}

TEST(DivergenceSeries, LeavesOutWhatAResumedRunRepeatsAndStartsAfresh) {
  DivergenceSeries series;
  series.add(startOf(1, {{"norm1", 1}}));
  for (const std::int64_t iteration : {100, 200, 200, 150}) {
    series.add(DivergencePoint{.iteration = iteration, .weights = {1.0F}, .norm = {{1.0F}}});
  }
  EXPECT_EQ(series.points(), 2U);
  EXPECT_EQ(series.layer(0).size(), 2U);
  series.add(startOf(2, {}));
  EXPECT_EQ(series.points(), 0U);
  EXPECT_FALSE(series.hasNorm());
}

}  // namespace
}  // namespace lab::ui
