#include <QMouseEvent>
#include <QTest>
#include <QToolButton>
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

class PaintTest : public PartitionViewTest {
 protected:
  PaintTest() {
    view.resize(700, 400);
    view.show();
    view.showPreview({"cat", "dog"}, {8, 0, 0, 4}, 2, {});
    QObject::connect(&view, &PartitionView::painted, &view,
                     [this](const ParamTable& table) { tables.push_back(table); });
    QObject::connect(&view, &PartitionView::painting, &view,
                     [this](const std::vector<std::int64_t>& counts, int) { seen = counts; });
    press("Paint");
  }

  void press(const QString& text) {
    for (auto* button : view.findChildren<QToolButton*>()) {
      if (button->text() == text) button->click();
    }
  }
  [[nodiscard]] QPoint at(int label, int partition) const {
    return map->centreOf({label, partition}).toPoint();
  }
  void moveTo(const QPoint& place) {
    QMouseEvent move{QEvent::MouseMove, place, map->mapToGlobal(place), Qt::NoButton, Qt::LeftButton, {}};
    QCoreApplication::sendEvent(map, &move);
  }

  std::vector<ParamTable> tables;
  std::vector<std::int64_t> seen;
};

TEST_F(PaintTest, DragsAShareOfALabelToAnotherPartition) {
  QTest::mousePress(map, Qt::LeftButton, {}, at(0, 0));
  moveTo(at(0, 1));
  EXPECT_THAT(seen, ElementsAre(6, 0, 2, 4)) << "a quarter of the cats, at once";
  EXPECT_THAT(map->data().values, ElementsAre(6, 2, 0, 4));
  EXPECT_TRUE(tables.empty()) << "the stroke goes on";
  QTest::mouseRelease(map, Qt::LeftButton, {}, at(0, 1));
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0], (ParamTable{{6, 0}, {2, 4}}));
}

TEST_F(PaintTest, ChangesNothingWhenAStrokeReturnsToWhereItBegan) {
  QTest::mousePress(map, Qt::LeftButton, {}, at(0, 0));
  moveTo(at(0, 1));
  moveTo(at(0, 0));
  QTest::mouseRelease(map, Qt::LeftButton, {}, at(0, 0));
  EXPECT_TRUE(tables.empty());
  EXPECT_THAT(map->data().values, ElementsAre(8, 0, 0, 4));
}

TEST_F(PaintTest, MovesWithTheKeyboardAndTakesBack) {
  map->setFocus();
  QTest::keyClick(map, Qt::Key_Down);  // the first cell
  QTest::keyClick(map, Qt::Key_Right, Qt::ControlModifier);
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0], (ParamTable{{6, 0}, {2, 4}}));
  QTest::keyClick(map, Qt::Key_Z, Qt::ControlModifier);
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[1], (ParamTable{{8, 0}, {0, 4}}));
}

TEST_F(PaintTest, CanTakeBackAStrokeThatTheFormHasShownAgain) {
  map->setFocus();
  QTest::keyClick(map, Qt::Key_Down);
  QTest::keyClick(map, Qt::Key_Right, Qt::ControlModifier);
  view.showPreview({"cat", "dog"}, {6, 0, 2, 4}, 2, {.totalVariation = 0.5});
  press("Undo");
  EXPECT_EQ(tables.back(), (ParamTable{{8, 0}, {0, 4}}));
}

TEST_F(PaintTest, DoesNothingWhileItIsOff) {
  press("Paint");
  QTest::mousePress(map, Qt::LeftButton, {}, at(0, 0));
  moveTo(at(0, 1));
  QTest::mouseRelease(map, Qt::LeftButton, {}, at(0, 1));
  EXPECT_TRUE(tables.empty());
  EXPECT_THAT(map->data().values, ElementsAre(8, 0, 0, 4));
}

TEST_F(PaintTest, ShowsTheSkewItIsTold) {
  QObject::connect(&view, &PartitionView::painting, &view,
                   [this] { view.setSkew({.totalVariation = 0.75}); });
  map->setFocus();
  QTest::keyClick(map, Qt::Key_Down);
  QTest::keyClick(map, Qt::Key_Right, Qt::ControlModifier);
  EXPECT_TRUE(view.summary().contains("total variation 0.75"));
}

}  // namespace
}  // namespace lab::ui
