#include "ui/series/label_map.h"

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

LabelMap threeByTwo() {
  LabelMap map;
  // Rows are partitions: P0 has 4 cats and no dog, P1 has 1 and 3, P2 none and 2.
  map.show({"cat", "dog"}, {4, 0, 1, 3, 0, 2}, 3, {.totalVariation = 0.5});
  return map;
}

TEST(LabelMap, CountsByLabelAndPartition) {
  const LabelMap map = threeByTwo();
  EXPECT_EQ(map.count(0, 0), 4);
  EXPECT_EQ(map.count(1, 1), 3);
  EXPECT_EQ(map.count(1, 2), 2);
  EXPECT_EQ(map.partitionSize(1), 4);
  EXPECT_EQ(map.labelSize(0), 5);
  EXPECT_EQ(map.total(), 10);
  EXPECT_EQ(map.largest(), 4);
  EXPECT_EQ(map.partitionsWithoutSomeLabel(), 2);
  EXPECT_DOUBLE_EQ(map.skew().totalVariation, 0.5);
}

TEST(LabelMap, DoesNotBlameAPartitionForALabelNobodyHas) {
  LabelMap map;
  map.show({"cat", "unicorn"}, {1, 0, 1, 0}, 2, {});
  EXPECT_EQ(map.partitionsWithoutSomeLabel(), 0);
}

TEST(LabelMap, RefusesATableOfTheWrongSize) {
  LabelMap map = threeByTwo();
  map.show({"cat", "dog"}, {1, 2, 3}, 2, {});
  EXPECT_TRUE(map.empty());
  EXPECT_EQ(map.total(), 0);
  EXPECT_EQ(map.largest(), 0);
}

TEST(LabelMap, ShowsTheSplitOfARunAsItStarts) {
  RunStarted started;
  started.partitions = 1;
  started.classNames = {"cat"};
  started.labelCounts = {7};
  LabelMap map = threeByTwo();
  map.add(started);
  map.add(RunPaused{});
  EXPECT_EQ(map.partitions(), 1);
  EXPECT_EQ(map.total(), 7);
}

TEST(LabelMap, AnswersZeroOutsideTheTable) {
  const LabelMap map = threeByTwo();
  EXPECT_EQ(map.count(2, 0), 0);
  EXPECT_EQ(map.count(0, 3), 0);
  EXPECT_EQ(map.count(-1, 0), 0);
}

}  // namespace
}  // namespace lab::ui
