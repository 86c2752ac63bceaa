#include <memory>

#include <QTest>
#include <QToolButton>
#include <gmock/gmock.h>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/network_diagram.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

using testing::HasSubstr;

class NetworkViewTest : public testing::Test {
 protected:
  NetworkViewTest() {
    for (const auto& entry : views::all()) {
      if (entry.id == "network") view_.reset(entry.make(nullptr));
    }
    view_->resize(560, 400);
    view_->show();
    diagram_ = view_->findChild<NetworkDiagram*>();
  }

  static CommunicationPoint sentAt(std::int64_t iteration, std::vector<std::int64_t> bytes) {
    CommunicationPoint point;
    point.iteration = iteration;
    point.bytes = std::move(bytes);
    return point;
  }

  std::unique_ptr<View> view_;
  NetworkDiagram* diagram_ = nullptr;
};

TEST_F(NetworkViewTest, DrawsTheTopologyBeforeAnythingIsSent) {
  EXPECT_EQ(diagram_->message(), "Run to see who sends what");
  view_->consume(std::vector<Event>{test::started({.partitions = 3})});
  EXPECT_EQ(diagram_->data().nodes.size(), 3U);
  ASSERT_EQ(diagram_->data().edges.size(), 3U);
  EXPECT_EQ(diagram_->data().edges[0].share, 0);
  EXPECT_EQ(view_->summary(), "No byte sent yet.");
  EXPECT_FALSE(diagram_->moves());
}

TEST_F(NetworkViewTest, MakesEdgesAsWideAsWhatWasSentLately) {
  view_->consume(std::vector<Event>{test::started({.partitions = 3, .iterations = 400}),
                                    sentAt(20, {1000, 1000, 1000}), sentAt(40, {3000, 2000, 1000})});
  const auto& edges = diagram_->data().edges;
  EXPECT_EQ(edges[0].share, 1) << "P0 has sent 2000, P1 1000";
  EXPECT_DOUBLE_EQ(edges[1].share, 2.0 / 3) << "P0 and P2";
  EXPECT_DOUBLE_EQ(edges[2].share, 1.0 / 3) << "P1 and P2";
  EXPECT_EQ(diagram_->data().fullWidth, "3.00 kB in 20 iterations, both ways");
  EXPECT_EQ(view_->summary(), "Iterations 20 to 40: 3.00 kB sent, 6.00 kB since the start.");
  EXPECT_TRUE(diagram_->moves());
}

TEST_F(NetworkViewTest, ShowsTheMomentThatIsLookedAt) {
  view_->consume(std::vector<Event>{test::started({.partitions = 2, .iterations = 400}),
                                    sentAt(20, {1000, 1000}), sentAt(40, {3000, 2000})});
  view_->setTime(Place{.iteration = 30, .epoch = 0, .seconds = 0, .bytes = 0});
  EXPECT_EQ(view_->summary(), "Iterations 0 to 20: 2.00 kB sent, 2.00 kB since the start.");
  view_->consume(std::vector<Event>{sentAt(60, {9000, 9000})});
  EXPECT_THAT(view_->summary().toStdString(), HasSubstr("Iterations 0 to 20"));
  view_->setTime(std::nullopt);
  EXPECT_THAT(view_->summary().toStdString(), HasSubstr("Iterations 40 to 60"));
}

TEST_F(NetworkViewTest, ShowsTheBytesOfTheChosenLinkOverTime) {
  auto* curve = view_->findChild<LinePlot*>();
  view_->resize(700, 640);
  view_->consume(std::vector<Event>{test::started({.partitions = 3, .iterations = 400}),
                                    sentAt(20, {1000, 1000, 1000}), sentAt(40, {3000, 2000, 1000})});
  EXPECT_FALSE(curve->isVisible());
  QTest::keyClick(diagram_, Qt::Key_Right);
  ASSERT_TRUE(curve->isVisible());
  EXPECT_EQ(curve->line(0).name, "P0 and P1");
  EXPECT_EQ(curve->y(0).back(), 5000);
  EXPECT_THAT(diagram_->accessibleDescription().toStdString(), HasSubstr("the last message has just gone"));
  view_->consume(std::vector<Event>{sentAt(60, {4000, 2000, 1000})});
  EXPECT_EQ(curve->y(0).back(), 6000);
  QTest::keyClick(diagram_, Qt::Key_Right);
  EXPECT_EQ(curve->line(0).name, "P0 and P2");
  EXPECT_EQ(curve->pointCount(0), 3U);
  view_->resize(400, 240);
  EXPECT_FALSE(curve->isVisible()) << "a small tile is the diagram's";
  view_->resize(1000, 400);
  QCoreApplication::processEvents();
  EXPECT_TRUE(curve->isVisible());
  EXPECT_GT(curve->geometry().left(), diagram_->geometry().right()) << "beside it in a wide one";
  view_->resize(700, 640);
  QTest::keyClick(diagram_, Qt::Key_Escape);
  EXPECT_FALSE(curve->isVisible());
}

TEST_F(NetworkViewTest, FadesALinkThatHasBeenSilent) {
  view_->consume(std::vector<Event>{test::started({.partitions = 3, .iterations = 400}),
                                    sentAt(10, {1000, 1000, 1000}), sentAt(20, {2000, 1000, 1000})});
  const auto& edges = diagram_->data().edges;
  EXPECT_EQ(edges[0].freshness, 1) << "P0 and P1";
  EXPECT_EQ(edges[2].freshness, 0.5) << "P1 and P2, silent for half a window";
  EXPECT_EQ(diagram_->data().fading, "pale: silent for 20 iterations");
}

TEST_F(NetworkViewTest, ShowsTravellingModels) {
  view_->consume(test::until(test::events({.partitions = 3, .iterations = 400, .travelEvery = 100}), 220));
  EXPECT_EQ(diagram_->data().travellers.size(), 3U);
  EXPECT_THAT(view_->summary().toStdString(), HasSubstr("visits of models: 3"));
}

TEST_F(NetworkViewTest, StandsStillWhenMotionIsReduced) {
  view_->consume(std::vector<Event>{test::started({.partitions = 2}), sentAt(20, {1000, 1000})});
  ASSERT_TRUE(diagram_->moves());
  for (auto* button : view_->findChildren<QToolButton*>()) {
    if (button->text() == "Reduce motion") button->click();
  }
  EXPECT_FALSE(diagram_->moves());
  EXPECT_EQ(diagram_->data().edges[0].share, 1) << "widths stay";
}

TEST_F(NetworkViewTest, StandsStillOnceTheRunHasEnded) {
  view_->consume(std::vector<Event>{test::started({.partitions = 2}), sentAt(20, {1000, 1000}), RunEnded{}});
  EXPECT_FALSE(diagram_->moves());
}

}  // namespace
}  // namespace lab::ui
