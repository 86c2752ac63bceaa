#include <QSignalSpy>
#include <gmock/gmock.h>

#include "tests/ui/views/line_plot_fixture.h"

namespace lab::ui {
namespace {

using testing::ElementsAre;

/// In column 200, which crosses the plot.
bool hasColour(const QImage& picture, const QColor& colour) {
  for (int y = 0; y < picture.height(); ++y) {
    if (QColor(picture.pixel(200, y)) == colour) return true;
  }
  return false;
}

TEST_F(LinePlotTest, ReadsOffTheDifferenceBetweenTwoCursors) {
  give(0, {0, 10, 20}, {1, 2, 4.5});
  give(1, {0, 20}, {3, 1});
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_A);
  EXPECT_EQ(plot.cursors().at(Cursors::A), 0.0);
  EXPECT_EQ(plot.cursors().table().title, "A: Iteration 0");
  EXPECT_EQ(plot.cursors().table().rows[0].cells, QStringList{"1.000 nats"});
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_B);
  const OverlayTable& table = plot.cursors().table();
  EXPECT_EQ(table.title, "B − A: Iteration +20");
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].cells, (QStringList{"1.000 nats", "4.500 nats", "+3.500 nats"}));
  EXPECT_EQ(table.rows[1].cells, (QStringList{"3.000 nats", "1.000 nats", "−2.000 nats"}));
}

TEST_F(LinePlotTest, SaysInWordsWhatIsReadOut) {
  plot.setSummary("Two lines.");
  EXPECT_EQ(plot.accessibleDescription(), "Two lines.");
  give(0, {0, 10}, {1, 2});
  give(1, {0, 10}, {3, 4});
  QTest::keyClick(&plot, Qt::Key_Right);
  EXPECT_EQ(plot.accessibleDescription(), "Two lines. Iteration 0: a 1.000 nats; b 3.000 nats.");
  QTest::keyClick(&plot, Qt::Key_A);
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_B);
  EXPECT_TRUE(plot.accessibleDescription().endsWith(
      "B − A: Iteration +10: a A 1.000 nats, B 2.000 nats, B − A +1.000 nats; "
      "b A 3.000 nats, B 4.000 nats, B − A +1.000 nats."))
      << plot.accessibleDescription().toStdString();
  QTest::keyClick(&plot, Qt::Key_Escape);
  EXPECT_EQ(plot.accessibleDescription(), "Two lines.");
}

TEST_F(LinePlotTest, MakesNoValueUpWhereALineHasNoPoint) {
  give(0, {0, 10, 20}, {1, 2, 4});
  give(1, {0, 20}, {3, 1});
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_A);
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_B);
  EXPECT_EQ(plot.cursors().table().rows[1].cells, (QStringList{"3.000 nats", "–", "–"}));
}

TEST_F(LinePlotTest, CallsDifferencesOfPercentagesPoints) {
  plot.setAxes({.title = "Iteration", .quantity = Quantity::Whole},
               {.title = "Accuracy", .quantity = Quantity::Percent});
  give(0, {0, 1000}, {50, 47.5});
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_A);
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_B);
  EXPECT_EQ(plot.cursors().table().rows[0].cells.back(), "−2.5 points");
}

TEST_F(LinePlotTest, TakesCursorsAwayOneByOneOrAllAtOnce) {
  plot.setEnd(20, true);
  give(0, {0, 10, 20}, {1, 2, 4});
  QTest::keyClick(&plot, Qt::Key_A);
  EXPECT_EQ(plot.cursors().at(Cursors::A), 10.0) << "without a crosshair: in the middle";
  QTest::keyClick(&plot, Qt::Key_A);
  EXPECT_FALSE(plot.cursors().any()) << "the same place again";
  QTest::keyClick(&plot, Qt::Key_A);
  QTest::keyClick(&plot, Qt::Key_B);
  QTest::keyClick(&plot, Qt::Key_Escape);
  EXPECT_FALSE(plot.cursors().any());
  EXPECT_TRUE(plot.cursors().table().title.isEmpty());
}

TEST_F(LinePlotTest, ReadsOffTheLinesThatAreShownOnly) {
  give(0, {0, 10}, {1, 2});
  give(1, {0, 10}, {3, 1});
  QTest::keyClick(&plot, Qt::Key_A);
  EXPECT_EQ(plot.cursors().table().rows.size(), 2U);
  plot.setShown("b", false);
  EXPECT_EQ(plot.cursors().table().rows.size(), 1U);
}

TEST_F(LinePlotTest, MovingCursorsRedrawsNoLine) {
  give(0, {0, 10}, {1, 2});
  for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();  // one event brings the next
  QSignalSpy redrawn{canvas(), SIGNAL(beforeReplot())};
  QTest::keyClick(&plot, Qt::Key_Right);
  QTest::keyClick(&plot, Qt::Key_A);
  QTest::keyClick(&plot, Qt::Key_Escape);
  QCoreApplication::processEvents();
  EXPECT_EQ(redrawn.count(), 0);
}

TEST_F(LinePlotTest, HasATargetLineOnlyWhereAskedFor) {
  give(0, {0, 10}, {1, 2});
  QTest::keyClick(&plot, Qt::Key_T);
  EXPECT_EQ(plot.target(), std::nullopt);
  plot.setTargetable(1.5);
  QTest::keyClick(&plot, Qt::Key_T);
  EXPECT_EQ(plot.target(), 1.5);
  QTest::keyClick(&plot, Qt::Key_T);
  EXPECT_EQ(plot.target(), std::nullopt);
}

TEST_F(LinePlotTest, TheTargetComesBackWhereTheUserHasLeftIt) {
  plot.setAxes({.title = "x"}, {.title = "y", .quantity = Quantity::Percent, .fixed = Range{0, 100}});
  plot.setTargetable(70);
  QTest::keyClick(&plot, Qt::Key_T);
  QTest::keyClick(&plot, Qt::Key_Up);
  QTest::keyClick(&plot, Qt::Key_Up);
  EXPECT_EQ(plot.target(), 72);
  QTest::keyClick(&plot, Qt::Key_T);
  plot.setTargetable(40);
  QTest::keyClick(&plot, Qt::Key_T);
  EXPECT_EQ(plot.target(), 72);
}

TEST_F(LinePlotTest, TheTargetIsDraggedInRoundSteps) {
  plot.setAxes({.title = "x"}, {.title = "y", .quantity = Quantity::Percent, .fixed = Range{0, 100}});
  give(0, {0, 10}, {10, 90});
  plot.setTargetable(50);
  plot.setTarget(50);
  QSignalSpy moved{&plot, &LinePlot::targetMoved};
  const Range x = plot.xRange();
  drag(Qt::LeftButton, Qt::NoModifier, {250, pixelOf(50)}, {250, pixelOf(75)});
  ASSERT_TRUE(plot.target().has_value());
  EXPECT_NEAR(*plot.target(), 75, 1);
  EXPECT_EQ(*plot.target(), std::round(*plot.target()));
  EXPECT_GE(moved.count(), 1);
  EXPECT_EQ(plot.xRange(), x) << "neither a pan nor a zoom";
  EXPECT_TRUE(plot.follows());
  drag(Qt::LeftButton, Qt::NoModifier, {250, pixelOf(*plot.target())}, {250, -200});
  EXPECT_EQ(plot.target(), 100) << "not beyond what is seen";
}

TEST_F(LinePlotTest, SmoothsOnlyWhereThatIsNoLie) {
  give(0, {0, 10}, {1, 2});
  QTest::keyClick(&plot, Qt::Key_S);
  EXPECT_FALSE(plot.isSmooth());
  plot.setSmoothing(0.9);
  EXPECT_FALSE(plot.isSmooth()) << "off until asked for";
  QTest::keyClick(&plot, Qt::Key_S);
  EXPECT_TRUE(plot.isSmooth());
}

TEST_F(LinePlotTest, KeepsThePointsBehindTheirMeanAndSaysSo) {
  plot.setSmoothing(0.9);
  give(0, {0, 10}, {1, 2});
  EXPECT_TRUE(plot.drawnGhost(0).empty());
  plot.setSmooth(true);
  give(0, {0, 10, 20}, {1, 2, 4});
  const auto mean = plot.drawnPoints(0);
  ASSERT_EQ(mean.size(), 3U);
  EXPECT_DOUBLE_EQ(mean[1].y(), 0.29 / 0.19);
  EXPECT_DOUBLE_EQ(mean[2].y(), 0.661 / 0.271);
  EXPECT_THAT(plot.drawnGhost(0), ElementsAre(QPointF(0, 1), QPointF(10, 2), QPointF(20, 4)));
  EXPECT_EQ(plot.yTitle(), "Loss, smoothed 0.9 [nats]");
  plot.setSmooth(false);
  EXPECT_THAT(plot.drawnPoints(0), ElementsAre(QPointF(0, 1), QPointF(10, 2), QPointF(20, 4)));
  EXPECT_EQ(plot.yTitle(), "Loss [nats]");
}

TEST_F(LinePlotTest, RemembersMoreOrLessAsItsStrengthSaysAndKeepsThePoints) {
  plot.setSmoothing(0.7);
  plot.setSmooth(true);
  give(0, {0, 10, 20}, {1, 2, 4});
  plot.setSmoothingStrength(SmoothingStrength::Strong);
  EXPECT_TRUE(plot.isSmooth());
  EXPECT_EQ(plot.yTitle(), "Loss, smoothed 0.9 [nats]");
  EXPECT_DOUBLE_EQ(plot.drawnPoints(0)[1].y(), 0.29 / 0.19);
  EXPECT_EQ(plot.drawnGhost(0).size(), 3U);
  plot.setSmoothingStrength(SmoothingStrength::Light);
  EXPECT_EQ(plot.yTitle(), "Loss, smoothed 0.55 [nats]");
  plot.setSmoothingStrength(SmoothingStrength::Medium);
  EXPECT_EQ(plot.yTitle(), "Loss, smoothed 0.7 [nats]");
}

TEST_F(LinePlotTest, NeverDropsFromTheTitleThatItSmooths) {
  plot.setSmoothing(0.9);
  plot.setAxes({.title = "x"},
               {.title = "A title far too long for the height of any plot that fits a test", .unit = "nats"});
  plot.setSmooth(true);
  give(0, {0, 10}, {1, 2});
  EXPECT_EQ(plot.yTitle(), "smoothed 0.9 [nats]");
  plot.resize(500, 180);
  plot.refresh();
  EXPECT_EQ(plot.yTitle(), "smoothed 0.9");
}

TEST_F(LinePlotTest, StaysSmoothWhenItsLinesAreMadeAnewAndOverAnotherAxis) {
  plot.setSmoothing(0.9);
  plot.setSmooth(true);
  plot.setLines({{.name = "a"}});
  plot.setAxes({.title = "Epoch"}, {.title = "Loss"});
  give(0, {0, 10}, {1, 2});
  EXPECT_DOUBLE_EQ(plot.drawnPoints(0)[1].y(), 0.29 / 0.19);
  EXPECT_EQ(plot.yTitle(), "Loss, smoothed 0.9");
}

TEST_F(LinePlotTest, MakesTheLinesStandOutWhoseNameIsPointedAt) {
  plot.setLines({{.name = "over", .style = {.colour = Qt::red}, .width = 4},
                 {.name = "under", .style = {.colour = Qt::blue}, .width = 4}});
  give(0, {0, 100}, {50, 50});
  give(1, {0, 100}, {50, 50});
  const auto inked = [this](const QColor& colour) { return hasColour(picture(), colour); };
  EXPECT_TRUE(inked(Qt::red));
  EXPECT_FALSE(inked(Qt::blue)) << "the first line lies on top";
  QAbstractButton* name = legendEntry("under");
  name->setFocus(Qt::TabFocusReason);
  QFocusEvent focused{QEvent::FocusIn, Qt::TabFocusReason};
  QCoreApplication::sendEvent(name, &focused);
  EXPECT_EQ(plot.highlighted(), "under");
  EXPECT_TRUE(inked(Qt::blue)) << "raised above the other";
  EXPECT_FALSE(inked(Qt::red));
  QEvent gone{QEvent::Leave};
  QCoreApplication::sendEvent(name, &gone);
  EXPECT_TRUE(plot.highlighted().isEmpty());
  EXPECT_TRUE(inked(Qt::red));
}

TEST_F(LinePlotTest, LinesThatStepBackKeepTheirColourButPaler) {
  plot.setLines({{.name = "a", .style = {.colour = Qt::red}, .width = 4}, {.name = "b"}});
  give(0, {0, 100}, {50, 50});
  plot.highlight("b");
  EXPECT_TRUE(hasColour(picture(), Theme::of(ThemeId::Light).faded(Qt::red)));
}

}  // namespace
}  // namespace lab::ui
