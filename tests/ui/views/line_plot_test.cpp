#include <cmath>
#include <numeric>

#include <QAbstractButton>
#include <QBuffer>
#include <QImage>
#include <QPdfWriter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <gmock/gmock.h>

#include "tests/ui/views/line_plot_fixture.h"

namespace lab::ui {
namespace {

using testing::ElementsAre;

const double kNan = std::nan("");

TEST_F(LinePlotTest, DrawsThePointsItIsGiven) {
  give(0, {0, 10, 20}, {1, kNan, 3});
  const auto drawn = plot.drawnPoints(0);
  ASSERT_EQ(drawn.size(), 3U);
  EXPECT_EQ(drawn[0], QPointF(0, 1));
  EXPECT_TRUE(std::isnan(drawn[1].y()));
  EXPECT_EQ(drawn[2], QPointF(20, 3));
}

TEST_F(LinePlotTest, TakesOnlyWhatIsNew) {
  give(0, {0, 10}, {1, 2});
  give(0, {0, 10, 20}, {7, 7, 3});
  EXPECT_THAT(plot.drawnPoints(0), ElementsAre(QPointF(0, 1), QPointF(10, 2), QPointF(20, 3)));
}

TEST_F(LinePlotTest, MakesGapsOfInfinities) {
  give(0, {0, 10}, {INFINITY, -INFINITY});
  for (const auto& point : plot.drawnPoints(0)) EXPECT_TRUE(std::isnan(point.y()));
}

TEST_F(LinePlotTest, LeavesOutOnALogAxisWhatHasNoPlaceThere) {
  give(0, {0, 10, 20}, {0, -1, 3});
  plot.setLogarithmic(true);
  const auto drawn = plot.drawnPoints(0);
  EXPECT_TRUE(std::isnan(drawn[0].y()));
  EXPECT_TRUE(std::isnan(drawn[1].y()));
  EXPECT_DOUBLE_EQ(drawn[2].y(), 3);
  EXPECT_GT(plot.yRange().lower, 0);
  plot.setLogarithmic(false);
  EXPECT_DOUBLE_EQ(plot.drawnPoints(0)[1].y(), -1);
}

TEST_F(LinePlotTest, GoesOnFollowingWhenTheScaleChanges) {
  give(0, {0, 10}, {1, 2});
  plot.setLogarithmic(true);
  EXPECT_TRUE(plot.follows());
}

TEST_F(LinePlotTest, NeverMakesAFixedAxisLogarithmic) {
  plot.setAxes({.title = "x"}, {.title = "y", .fixed = Range{0, 100}});
  QTest::keyClick(&plot, Qt::Key_L);
  EXPECT_FALSE(plot.isLogarithmic());
  give(0, {0, 1}, {5, 2000});
  EXPECT_EQ(plot.yRange(), (Range{0, 100}));
}

TEST_F(LinePlotTest, ReducesLongLinesToWhatCanBeSeen) {
  giveRamp(30'000);
  const auto drawn = plot.drawnPoints(0);
  EXPECT_LE(drawn.size(), 500U) << "no more points than pixels";
  EXPECT_GE(drawn.size(), 200U);
  EXPECT_EQ(drawn.front(), QPointF(0, 0));
  EXPECT_EQ(drawn.back(), QPointF(29'999, 29'999));
  EXPECT_EQ(plot.pointCount(0), 30'000U);
}

TEST_F(LinePlotTest, ReducesDashedLinesFurther) {
  std::vector<double> x(5'000);
  std::iota(x.begin(), x.end(), 0.0);
  give(1, x, x);
  EXPECT_LE(plot.drawnPoints(1).size(), 125U) << "one point for every four pixels";
}

TEST_F(LinePlotTest, ShowsEveryPointWhereTheUserLooksClosely) {
  giveRamp(30'000);
  for (int i = 0; i < 40; ++i) QTest::keyClick(&plot, Qt::Key_Plus);
  const Range seen = plot.xRange();
  ASSERT_LT(seen.upper - seen.lower, 50);
  const auto drawn = plot.drawnPoints(0);
  for (std::size_t i = 1; i < drawn.size(); ++i) EXPECT_EQ(drawn[i].x(), drawn[i - 1].x() + 1);
  EXPECT_LE(drawn.front().x(), seen.lower);
  EXPECT_GE(drawn.back().x(), seen.upper);
}

TEST_F(LinePlotTest, StopsFollowingWhenTheUserZoomsAndStaysThere) {
  giveRamp(100);
  const Range whole = plot.xRange();
  QSignalSpy followed{&plot, &LinePlot::followChanged};
  turnWheel();
  EXPECT_FALSE(plot.follows());
  ASSERT_EQ(followed.count(), 1);
  EXPECT_FALSE(followed[0][0].toBool());
  const Range before = plot.xRange();
  EXPECT_LT(before.upper - before.lower, whole.upper - whole.lower);
  giveRamp(130);
  EXPECT_EQ(plot.xRange(), before);
  ASSERT_NE(chip(), nullptr);
  EXPECT_TRUE(chip()->isVisible());
  EXPECT_EQ(chip()->text(), "Following paused, +30 points");
}

TEST_F(LinePlotTest, FollowsAgainWhenTheChipIsClicked) {
  giveRamp(100);
  turnWheel();
  giveRamp(130);
  QSignalSpy followed{&plot, &LinePlot::followChanged};
  QTest::mouseClick(chip(), Qt::LeftButton);
  EXPECT_TRUE(plot.follows());
  EXPECT_EQ(followed.count(), 1);
  EXPECT_FALSE(chip()->isVisible());
  EXPECT_GE(plot.xRange().upper, 129);
  EXPECT_EQ(plot.xRange().lower, 0);
}

TEST_F(LinePlotTest, ZoomsYWithShiftAndXWithout) {
  giveRamp(100);
  const Range x = plot.xRange();
  const Range y = plot.yRange();
  turnWheel(Qt::ShiftModifier);
  EXPECT_EQ(plot.xRange(), x);
  EXPECT_LT(plot.yRange().upper - plot.yRange().lower, y.upper - y.lower);
}

TEST_F(LinePlotTest, PansWithTheLeftButtonOnceZoomedIn) {
  giveRamp(100);
  turnWheel();
  const Range before = plot.xRange();
  drag(Qt::LeftButton, Qt::NoModifier, {250, 120}, {220, 120});
  EXPECT_GT(plot.xRange().lower, before.lower);
  EXPECT_NEAR(plot.xRange().upper - plot.xRange().lower, before.upper - before.lower, 1e-9);
}

TEST_F(LinePlotTest, IsMovedAndZoomedByKeysInBothDirections) {
  giveRamp(100);
  const Range whole = plot.yRange();
  for (int i = 0; i < 3; ++i) QTest::keyClick(&plot, Qt::Key_Plus);
  for (int i = 0; i < 3; ++i) QTest::keyClick(&plot, Qt::Key_Up, Qt::ControlModifier);
  const Range x = plot.xRange();
  const Range y = plot.yRange();
  EXPECT_NEAR(y.upper - y.lower, 0.8 * 0.8 * 0.8 * (whole.upper - whole.lower), 1e-9);
  QTest::keyClick(&plot, Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_NEAR(plot.xRange().lower, x.lower + 0.2 * (x.upper - x.lower), 1e-9);
  QTest::keyClick(&plot, Qt::Key_Down, Qt::ShiftModifier);
  EXPECT_NEAR(plot.yRange().lower, y.lower - 0.2 * (y.upper - y.lower), 1e-9);
  QTest::keyClick(&plot, Qt::Key_Up, Qt::ShiftModifier);
  QTest::keyClick(&plot, Qt::Key_Left, Qt::ShiftModifier);
  EXPECT_NEAR(plot.xRange().lower, x.lower, 1e-9);
  EXPECT_NEAR(plot.yRange().upper, y.upper, 1e-9);
}

TEST_F(LinePlotTest, NeverLeavesWhatThereIsToSee) {
  giveRamp(100);
  const Range whole = plot.xRange();
  for (int i = 0; i < 40; ++i) QTest::keyClick(&plot, Qt::Key_Minus);
  EXPECT_EQ(plot.xRange(), whole);
}

TEST_F(LinePlotTest, ZoomsToABoxWithTheRightButtonAndWithShift) {
  for (const auto& [button, held] :
       {std::pair{Qt::RightButton, Qt::NoModifier}, std::pair{Qt::LeftButton, Qt::ShiftModifier}}) {
    giveRamp(100);
    plot.setFollow(true);
    const Range x = plot.xRange();
    const Range y = plot.yRange();
    drag(button, held, {200, 80}, {300, 140});
    EXPECT_GT(plot.xRange().lower, x.lower);
    EXPECT_LT(plot.xRange().upper, x.upper);
    EXPECT_LT(plot.yRange().upper - plot.yRange().lower, y.upper - y.lower);
    EXPECT_FALSE(plot.follows());
  }
}

TEST_F(LinePlotTest, GoesBackThroughTheViewsTheUserHasLeft) {
  giveRamp(100);
  turnWheel();
  turnWheel();  // notches in a row are one step
  const Range once = plot.xRange();
  drag(Qt::RightButton, Qt::NoModifier, {200, 80}, {300, 140});
  const Range twice = plot.xRange();
  ASSERT_NE(once, twice);
  QTest::keyClick(&plot, Qt::Key_Left, Qt::AltModifier);
  EXPECT_EQ(plot.xRange(), once);
  QTest::keyClick(&plot, Qt::Key_Left, Qt::AltModifier);
  EXPECT_TRUE(plot.follows());
  EXPECT_FALSE(plot.commandState(Command::Back).available);
  QTest::keyClick(&plot, Qt::Key_Right, Qt::AltModifier);
  QTest::keyClick(&plot, Qt::Key_Right, Qt::AltModifier);
  EXPECT_EQ(plot.xRange(), twice);
  EXPECT_FALSE(plot.follows());
}

TEST_F(LinePlotTest, CountsMovesByAnotherPlotAsOne) {
  giveRamp(100);
  plot.showX({10, 50});
  plot.showX({20, 40});
  plot.carryOut(Command::Back);
  EXPECT_TRUE(plot.follows());
}

TEST_F(LinePlotTest, FitsOnADoubleClickAndOnHome) {
  giveRamp(100);
  turnWheel();
  QTest::mouseDClick(canvas(), Qt::LeftButton, Qt::NoModifier, {250, 120});
  EXPECT_TRUE(plot.follows());
  turnWheel();
  QTest::keyClick(&plot, Qt::Key_Home);
  EXPECT_TRUE(plot.follows());
  EXPECT_GE(plot.xRange().upper, 99);
}

TEST_F(LinePlotTest, HasNothingToZoomWhileItIsEmpty) {
  turnWheel();
  EXPECT_TRUE(plot.follows());
}

TEST_F(LinePlotTest, StepsTheCrosshairFromPointToPoint) {
  give(0, {0, 10, 20}, {1, 2, 3});
  give(1, {0, 5, 20}, {1, 2, 3});
  QTest::keyClick(&plot, Qt::Key_Right);
  EXPECT_EQ(plot.crosshair(), 0.0);
  QTest::keyClick(&plot, Qt::Key_Right);
  EXPECT_EQ(plot.crosshair(), 5.0);
  QTest::keyClick(&plot, Qt::Key_Right);
  EXPECT_EQ(plot.crosshair(), 10.0);
  QTest::keyClick(&plot, Qt::Key_Left);
  EXPECT_EQ(plot.crosshair(), 5.0);
  QTest::keyClick(&plot, Qt::Key_Escape);
  EXPECT_EQ(plot.crosshair(), std::nullopt);
}

TEST_F(LinePlotTest, SnapsTheCrosshairToRealPoints) {
  give(0, {0, 100}, {1, 2});
  QMouseEvent move{QEvent::MouseMove, QPointF{300, 120}, QPointF{300, 120},
                   Qt::NoButton,      Qt::NoButton,      Qt::NoModifier};
  QCoreApplication::sendEvent(canvas(), &move);
  ASSERT_TRUE(plot.crosshair().has_value());
  EXPECT_TRUE(*plot.crosshair() == 0.0 || *plot.crosshair() == 100.0);
  QEvent leave{QEvent::Leave};
  QCoreApplication::sendEvent(canvas(), &leave);
  EXPECT_FALSE(plot.crosshair().has_value());
}

TEST_F(LinePlotTest, LeavesTheMouseAloneWhenAskedTo) {
  give(0, {0, 100}, {1, 2});
  QTest::keyClick(&plot, Qt::Key_C);
  QMouseEvent move{QEvent::MouseMove, QPointF{300, 120}, QPointF{300, 120},
                   Qt::NoButton,      Qt::NoButton,      Qt::NoModifier};
  QCoreApplication::sendEvent(canvas(), &move);
  EXPECT_EQ(plot.crosshair(), std::nullopt);
  QTest::keyClick(&plot, Qt::Key_Right);
  EXPECT_EQ(plot.crosshair(), 0.0) << "the keys still read";
}

TEST_F(LinePlotTest, HidesALineWhenItsNameIsClicked) {
  give(0, {0, 1}, {1, 1});
  QTest::mouseClick(legendEntry("a"), Qt::LeftButton);
  EXPECT_FALSE(plot.isShown(0));
  EXPECT_TRUE(plot.isShown(1));
  plot.setLines({{.name = "b"}, {.name = "a"}});
  EXPECT_TRUE(plot.isShown(0));
  EXPECT_FALSE(plot.isShown(1)) << "what was hidden stays hidden";
}

TEST_F(LinePlotTest, DoesNotDrawWhileHiddenAndCatchesUpWhenShown) {
  plot.hide();
  give(0, {0, 1}, {1, 1});
  EXPECT_TRUE(plot.drawnPoints(0).empty());
  plot.show();
  EXPECT_EQ(plot.drawnPoints(0).size(), 2U);
}

TEST_F(LinePlotTest, PaintsIntoPicturesAndPages) {
  giveRamp(50);
  plot.setShown("b", false);
  QImage image{600, 400, QImage::Format_RGB32};
  image.fill(Qt::magenta);
  plot.paint(image, image.size());
  EXPECT_EQ(QColor(image.pixel(2, 398)), Theme::of(ThemeId::Light).plotBackground);
  bool inked = false;
  for (int x = 0; x < image.width(); ++x) inked = inked || QColor(image.pixel(x, 200)).lightness() < 64;
  EXPECT_TRUE(inked) << "the line crosses the middle";
  QByteArray page;
  QBuffer buffer{&page};
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer{&buffer};
    writer.setResolution(72);
    plot.paint(writer, {240, 170});
  }
  EXPECT_TRUE(page.startsWith("%PDF"));
}

TEST_F(LinePlotTest, DrawsEveryOneOfItsPointsWhereALineWouldBeThinned) {
  plot.setLines({{.name = "line"}, {.name = "points", .role = LineRole::Points}});
  std::vector<double> x, y;
  for (int i = 0; i < 4000; ++i) {
    x.push_back(i / 40);  // 40 at every x
    y.push_back(i % 40);
  }
  give(0, x, y);
  give(1, x, y);
  EXPECT_LT(plot.drawnPoints(0).size(), 4000U);
  EXPECT_EQ(plot.drawnPoints(1).size(), 4000U);
  EXPECT_LT(plot.yRange().lower, 0) << "markers on the end of the axis are seen whole";
}

TEST_F(LinePlotTest, TellsWhoLooksAtTheSameMomentWhereTheUserLooks) {
  give(0, {10, 20, 30}, {1, 2, 3});
  QSignalSpy moved{&plot, &LinePlot::crosshairMoved};
  QTest::keyClick(&plot, Qt::Key_Left);
  ASSERT_EQ(moved.count(), 1);
  EXPECT_EQ(plot.crosshair(), 30);
  plot.pointAt(10);
  EXPECT_EQ(plot.crosshair(), 10);
  EXPECT_EQ(moved.count(), 1) << "only the user is told of";
}

TEST_F(LinePlotTest, ReachesAsFarAsAPlotWithTheSameAxis) {
  plot.setEnd(1000, false);
  plot.setReach(380);
  give(0, {10, 20}, {1, 2});
  EXPECT_EQ(plot.xRange(), (Range{0, 400}));
}

}  // namespace
}  // namespace lab::ui
