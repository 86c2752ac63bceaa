#include "ui/plot/network_diagram.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

NetworkDiagramData triangle() {
  NetworkDiagramData data;
  for (const char* name : {"P0", "P1", "P2"}) {
    data.nodes.push_back({.name = name, .amount = "1 MB", .tip = {}, .style = {}});
  }
  data.edges = {{.from = 0, .to = 1, .share = 1, .tip = {}}, {.from = 1, .to = 2, .share = 0.1, .tip = {}}};
  return data;
}

class NetworkDiagramTest : public testing::Test {
 protected:
  NetworkDiagramTest() {
    diagram_.resize(500, 400);
    diagram_.setTheme(theme_);
    diagram_.setData(triangle());
    diagram_.show();
  }

  /// Pixels of the accent colour within 15 px of the middle of an edge.
  int width(int from, int to) {
    const QImage image = diagram_.grab().toImage();
    const QPoint middle = ((diagram_.placeOf(from) + diagram_.placeOf(to)) / 2).toPoint();
    int found = 0;
    for (int y = -15; y <= 15; ++y) {
      for (int x = -15; x <= 15; ++x) {
        found += image.pixel(middle + QPoint{x, y}) == theme_.accent.rgb() ? 1 : 0;
      }
    }
    return found;
  }

  Theme theme_ = Theme::of(ThemeId::Light);
  NetworkDiagram diagram_;
};

TEST_F(NetworkDiagramTest, DrawsAnEdgeAsWideAsWhatItCarries) {
  EXPECT_GT(width(0, 1), 3 * width(1, 2));
  EXPECT_EQ(width(2, 0), 0) << "there is no such edge";
}

TEST_F(NetworkDiagramTest, GoesFromNodeToNodeWithTabAndThenLeaves) {
  QSignalSpy chosen{&diagram_, &NetworkDiagram::nodeChosen};
  diagram_.setFocus();
  QTest::keyClick(&diagram_, Qt::Key_Tab);
  EXPECT_EQ(diagram_.chosen(), 0);
  QTest::keyClick(&diagram_, Qt::Key_Tab);
  QTest::keyClick(&diagram_, Qt::Key_Tab);
  EXPECT_EQ(diagram_.chosen(), 2);
  QTest::keyClick(&diagram_, Qt::Key_Backtab);
  EXPECT_EQ(diagram_.chosen(), 1);
  QTest::keyClick(&diagram_, Qt::Key_Escape);
  EXPECT_EQ(diagram_.chosen(), -1);
  EXPECT_EQ(chosen.count(), 5);
}

TEST_F(NetworkDiagramTest, ChoosesTheNodeThatIsClicked) {
  QTest::mouseClick(&diagram_, Qt::LeftButton, {}, diagram_.placeOf(1).toPoint());
  EXPECT_EQ(diagram_.chosen(), 1);
  QTest::mouseClick(&diagram_, Qt::LeftButton, {}, QPoint{2, 2});
  EXPECT_EQ(diagram_.chosen(), -1);
}

TEST_F(NetworkDiagramTest, ChoosesTheEdgeThatIsClickedOrReachedWithTheArrows) {
  QSignalSpy chosen{&diagram_, &NetworkDiagram::edgeChosen};
  QTest::mouseClick(&diagram_, Qt::LeftButton, {},
                    ((diagram_.placeOf(1) + diagram_.placeOf(2)) / 2).toPoint());
  EXPECT_EQ(diagram_.chosenEdge(), 1);
  EXPECT_EQ(diagram_.chosen(), -1);
  QTest::keyClick(&diagram_, Qt::Key_Escape);
  EXPECT_EQ(diagram_.chosenEdge(), -1);
  QTest::keyClick(&diagram_, Qt::Key_Right);
  QTest::keyClick(&diagram_, Qt::Key_Right);
  QTest::keyClick(&diagram_, Qt::Key_Right);
  EXPECT_EQ(diagram_.chosenEdge(), 1) << "the last one";
  QTest::mouseClick(&diagram_, Qt::LeftButton, {}, diagram_.placeOf(0).toPoint());
  EXPECT_EQ(diagram_.chosenEdge(), -1) << "a node instead";
  QTest::keyClick(&diagram_, Qt::Key_Left);
  EXPECT_EQ(diagram_.chosenEdge(), 0) << "the only one of P0";
  EXPECT_EQ(chosen.count(), 6);
}

TEST_F(NetworkDiagramTest, DrawsAnEdgePalerTheLongerItHasBeenSilent) {
  const int fresh = width(0, 1);
  auto data = triangle();
  data.edges[0].freshness = 0;
  diagram_.setData(data);
  EXPECT_GT(fresh, 0);
  EXPECT_EQ(width(0, 1), 0);
}

TEST_F(NetworkDiagramTest, MovesOnlyWhileSomethingIsSentAndItIsSeenAndNobodyMinds) {
  EXPECT_FALSE(diagram_.moves());
  diagram_.setMoving(true);
  EXPECT_TRUE(diagram_.moves());
  diagram_.setReduced(true);
  EXPECT_FALSE(diagram_.moves());
  diagram_.setReduced(false);
  diagram_.hide();
  EXPECT_FALSE(diagram_.moves());
  diagram_.show();
  EXPECT_TRUE(diagram_.moves());
  diagram_.setMoving(false);
  EXPECT_FALSE(diagram_.moves());
}

TEST_F(NetworkDiagramTest, SurvivesAnySizeAndAnyNumberOfNodes) {
  for (const int count : {0, 1, 2, 40}) {
    NetworkDiagramData data;
    for (int k = 0; k < count; ++k) {
      data.nodes.push_back({.name = "P" + QString::number(k), .amount = {}, .tip = {}, .style = {}});
      data.edges.push_back({.from = 0, .to = k, .share = 2, .tip = {}});
      data.travellers.push_back({.from = k, .to = 0, .name = {}});
    }
    diagram_.setData(data);
    for (const int size : {1, 30, 600}) {
      diagram_.resize(size, size);
      diagram_.grab();
    }
  }
}

}  // namespace
}  // namespace lab::ui
