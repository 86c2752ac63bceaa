#include "ui/series/painted_split.h"

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;

/// P0 holds 4 cats and 2 dogs, P1 one dog.
LabelMap labels() {
  LabelMap map;
  map.show({"cat", "dog"}, {4, 2, 0, 1}, 2, {});
  return map;
}

TEST(PaintedSplit, MovesAShareOfWhatAPartitionHoldsOfALabel) {
  PaintedSplit split{labels()};
  EXPECT_TRUE(split.move(0, 0, 1, 0.25));
  EXPECT_THAT(split.counts(), ElementsAre(3, 2, 1, 1));
  EXPECT_TRUE(split.move(0, 0, 1, 1));
  EXPECT_THAT(split.counts(), ElementsAre(0, 2, 4, 1));
  EXPECT_THAT(split.table(), ElementsAre(ElementsAre(0, 2), ElementsAre(4, 1)));
}

TEST(PaintedSplit, MovesAtLeastOneSample) {
  PaintedSplit split{labels()};
  EXPECT_TRUE(split.move(1, 0, 1, 0.01));
  EXPECT_THAT(split.counts(), ElementsAre(4, 1, 0, 2));
}

TEST(PaintedSplit, NeverEmptiesAPartitionAndMovesNothingWhereThereIsNothing) {
  PaintedSplit split{labels()};
  EXPECT_FALSE(split.move(1, 1, 0, 1)) << "P1 has one sample";
  EXPECT_FALSE(split.move(0, 1, 0, 1)) << "P1 has no cat";
  EXPECT_FALSE(split.move(0, 0, 0, 1));
  EXPECT_FALSE(split.move(0, 0, 2, 1));
  EXPECT_FALSE(split.move(2, 0, 1, 1));
  EXPECT_EQ(split.steps(), 0);
  EXPECT_THAT(split.counts(), ElementsAre(4, 2, 0, 1));
}

TEST(PaintedSplit, TakesBackStepByStep) {
  PaintedSplit split{labels()};
  split.move(0, 0, 1, 0.5);
  split.move(1, 0, 1, 0.5);
  EXPECT_EQ(split.steps(), 2);
  EXPECT_TRUE(split.undo());
  EXPECT_THAT(split.counts(), ElementsAre(2, 2, 2, 1));
  EXPECT_TRUE(split.undo());
  EXPECT_THAT(split.counts(), ElementsAre(4, 2, 0, 1));
  EXPECT_FALSE(split.undo());
}

}  // namespace
}  // namespace lab::ui
