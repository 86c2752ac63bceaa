#include "ui/series/class_map.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::IsNan;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// P0 has trained on cats only, P1 on both; both are tested on cats, P1 on dogs too.
RunStarted start() {
  RunStarted started;
  started.partitions = 2;
  started.classNames = {"cat", "dog"};
  started.labelCounts = {40, 0, 10, 30};
  started.testLabelCounts = {25, 0, 7, 20};
  return started;
}

EvaluationPoint pointAt(std::int64_t iteration, std::vector<float> classAccuracy) {
  EvaluationPoint point;
  point.iteration = iteration;
  point.classAccuracy = std::move(classAccuracy);
  return point;
}

TEST(ClassMap, TellsPercentTestsAndTrainingOfEveryCell) {
  ClassMap map;
  map.add(start());
  EXPECT_FALSE(map.iteration().has_value());
  EXPECT_THAT(map.right(0, 0), IsNan());
  map.add(pointAt(100, {0.5F, kNan, 0.25F, 0.75F}));
  EXPECT_EQ(map.iteration(), 100);
  EXPECT_DOUBLE_EQ(map.right(0, 0), 50);
  EXPECT_THAT(map.right(1, 0), IsNan());
  EXPECT_DOUBLE_EQ(map.right(0, 1), 25);
  EXPECT_DOUBLE_EQ(map.right(1, 1), 75);
  EXPECT_EQ(map.correct(0, 0), 13) << "half of 25, rounded";
  EXPECT_EQ(map.correct(1, 0), std::nullopt) << "no image of it";
  EXPECT_EQ(map.tested(0, 1), 7);
  EXPECT_EQ(map.trained(1, 0), 0);
  EXPECT_TRUE(map.knowsTests());
}

TEST(ClassMap, FindsTheWorstCellAndTheMeansOfSeenAndUnseenClasses) {
  ClassMap map;
  map.add(start());
  EXPECT_FALSE(map.worst().has_value());
  map.add(pointAt(100, {0.5F, 0.125F, 0.25F, 0.75F}));
  ASSERT_TRUE(map.worst().has_value());
  EXPECT_EQ(map.worst()->label, 1);
  EXPECT_EQ(map.worst()->partition, 0);
  EXPECT_DOUBLE_EQ(map.worst()->right, 12.5);
  EXPECT_DOUBLE_EQ(map.mean(true), 50);
  EXPECT_DOUBLE_EQ(map.mean(false), 12.5);
}

TEST(ClassMap, HasNoMeanOfUnseenClassesWhereEveryClassIsSeen) {
  RunStarted all = start();
  all.labelCounts = {1, 1, 1, 1};
  ClassMap map;
  map.add(all);
  map.add(pointAt(1, {1, 1, 1, 1}));
  EXPECT_THAT(map.mean(false), IsNan());
}

TEST(ClassMap, RefusesTablesOfTheWrongSizeAndPointsFromBefore) {
  ClassMap map;
  map.add(start());
  map.add(pointAt(100, {0.5F}));
  map.add(pointAt(100, {}));
  EXPECT_FALSE(map.iteration().has_value());
  map.add(pointAt(200, {1, 1, 1, 1}));
  map.add(pointAt(150, {0, 0, 0, 0}));
  EXPECT_DOUBLE_EQ(map.right(0, 0), 100);
  EXPECT_THAT(map.right(2, 0), IsNan());
  EXPECT_THAT(map.right(0, -1), IsNan());
}

TEST(ClassMap, SurvivesARunWithoutTablesAndAStreamWithoutStart) {
  ClassMap map;
  map.add(pointAt(1, {1, 1}));
  EXPECT_FALSE(map.iteration().has_value());
  RunStarted bare;
  bare.partitions = 1;
  map.add(bare);
  map.add(pointAt(1, {}));
  EXPECT_EQ(map.classes(), 0);
  EXPECT_FALSE(map.knowsTests());
}

}  // namespace
}  // namespace lab::ui
