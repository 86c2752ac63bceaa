#include "ui/workspace.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/line_plot.h"

namespace lab::ui {
namespace {

class WorkspaceTest : public testing::Test {
 protected:
  WorkspaceTest() {
    workspace.resize(1000, 700);
    workspace.show();
    workspace.consume(events);
  }

  LinePlot& plot(std::string_view view) { return *workspace.view(view)->findChild<LinePlot*>(); }
  void zoomIn(std::string_view view) { QTest::keyClick(&plot(view), Qt::Key_Plus); }

  std::vector<Event> events = test::events({.travelEvery = 0});
  Workspace workspace;
};

TEST_F(WorkspaceTest, AZoomInOneViewShowsTheSamePartOfTheRunInAll) {
  zoomIn("accuracy");
  const Range seen = plot("accuracy").xRange();
  EXPECT_GT(seen.lower, 0);
  for (const auto* other : {"communication", "loss", "divergence"}) {
    EXPECT_EQ(plot(other).xRange(), seen) << other;
    EXPECT_FALSE(plot(other).follows()) << other;
  }
}

TEST_F(WorkspaceTest, AViewThatComesToTheScreenLaterHasJoined) {
  zoomIn("accuracy");
  const Range seen = plot("accuracy").xRange();
  workspace.showTab(Workspace::Model);
  ASSERT_TRUE(plot("divergence").isVisible());
  EXPECT_EQ(plot("divergence").xRange(), seen);
}

TEST_F(WorkspaceTest, FollowingIsTheSameInAllViews) {
  zoomIn("communication");
  QSignalSpy changed{&workspace, &Workspace::followChanged};
  QTest::keyClick(&plot("loss"), Qt::Key_Home);
  EXPECT_TRUE(plot("accuracy").follows());
  EXPECT_TRUE(plot("communication").follows());
  EXPECT_EQ(plot("accuracy").xRange(), (Range{0, 2000}));
  ASSERT_GE(changed.count(), 1);
  EXPECT_TRUE(changed.back()[0].toBool());
}

TEST_F(WorkspaceTest, GoingBackInOneViewTakesTheOthersAlong) {
  zoomIn("accuracy");
  const Range once = plot("accuracy").xRange();
  QTest::keyClick(&plot("accuracy"), Qt::Key_Right);  // another gesture in between
  zoomIn("accuracy");
  ASSERT_NE(plot("loss").xRange(), once);
  QTest::keyClick(&plot("accuracy"), Qt::Key_Left, Qt::AltModifier);
  EXPECT_EQ(plot("accuracy").xRange(), once);
  EXPECT_EQ(plot("loss").xRange(), once);
  QTest::keyClick(&plot("accuracy"), Qt::Key_Left, Qt::AltModifier);
  EXPECT_TRUE(plot("loss").follows());
}

TEST_F(WorkspaceTest, AnotherXAxisIsShownWhole) {
  zoomIn("accuracy");
  workspace.setXAxis(XAxis::Bytes);
  EXPECT_TRUE(plot("accuracy").follows());
  EXPECT_GE(plot("accuracy").xRange().upper, plot("accuracy").newestX());
}

}  // namespace
}  // namespace lab::ui
