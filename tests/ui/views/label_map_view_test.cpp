#include <gmock/gmock.h>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/heat_map.h"
#include "ui/views/label_map.h"

namespace lab::ui {
namespace {

using testing::ElementsAre;

class PartitionViewTest : public testing::Test {
 protected:
  PartitionView view;
  HeatMap* map = view.findChild<HeatMap*>();
};

TEST_F(PartitionViewTest, ShowsLabelsByPartitionsBeforeAnythingRuns) {
  // Rows of the table are partitions, rows of the picture are labels.
  view.showPreview({"cat", "dog"}, {4, 0, 1, 3, 0, 2}, 3, {.totalVariation = 0.5});
  EXPECT_EQ(map->data().rows, (QStringList{"cat", "dog"}));
  EXPECT_EQ(map->data().columns, (QStringList{"P0", "P1", "P2"}));
  EXPECT_THAT(map->data().values, ElementsAre(4, 1, 0, 0, 3, 2));
  EXPECT_EQ(map->data().range, (Range{0, 4}));
}

TEST_F(PartitionViewTest, NamesCountAndSharesOfACell) {
  view.showPreview({"cat", "dog"}, {4, 0, 1, 3, 0, 2}, 3, {});
  EXPECT_EQ(map->data().tip(0, 1), "cat in P1: 1 samples\n25.0 % of P1\n20.0 % of all cat");
  EXPECT_EQ(map->data().tip(1, 0), "dog in P0: 0 samples\n0.0 % of P0\n0.0 % of all dog");
}

TEST_F(PartitionViewTest, ShowsTheSplitOfARunInsteadOfThePreview) {
  view.showPreview({"cat"}, {1, 2}, 2, {});
  view.consume(std::vector<Event>{test::started({.partitions = 5}), RunPaused{}});
  EXPECT_EQ(map->data().columns.size(), 5);
  EXPECT_EQ(map->data().rows.size(), 10);
}

TEST_F(PartitionViewTest, IsEmptyAgainAfterClearAndForATableThatDoesNotFit) {
  view.showPreview({"cat"}, {1, 2}, 2, {});
  view.clear();
  EXPECT_TRUE(map->data().values.empty());
  view.showPreview({"cat"}, {1, 2, 3}, 2, {});
  EXPECT_TRUE(map->data().values.empty());
  EXPECT_EQ(view.summary(), "No partitions yet.");
}

TEST_F(PartitionViewTest, SaysHowSkewedTheSplitIs) {
  view.showPreview({"cat", "dog"}, {4, 0, 1, 3, 0, 2}, 3, {.totalVariation = 0.5});
  EXPECT_EQ(view.summary(),
            "10 samples of 2 labels; partitions: 3, of which without some label: 2; total variation 0.50.");
}

TEST_F(PartitionViewTest, FitsIntoAFormWithoutTitle) {
  view.setCompact(true);
  view.showPreview({"cat"}, {1, 2}, 2, {});
  view.resize(260, 240);
  view.show();
  EXPECT_FALSE(view.grab().isNull());
  EXPECT_TRUE(map->isVisible());
}

}  // namespace
}  // namespace lab::ui
