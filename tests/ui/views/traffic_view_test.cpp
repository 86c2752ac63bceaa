#include <memory>

#include <QAction>
#include <QSlider>
#include <gmock/gmock.h>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/line_plot.h"
#include "ui/views/link_sliders.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

using testing::HasSubstr;

class CommunicationViewTest : public testing::Test {
 protected:
  CommunicationViewTest() {
    for (const auto& entry : views::all()) {
      if (entry.id == "communication") view_.reset(entry.make(nullptr));
    }
    view_->resize(560, 330);
    view_->show();
    plot_ = view_->findChild<LinePlot*>();
  }

  [[nodiscard]] int line(const QString& name) const {
    for (int i = 0; i < plot_->lineCount(); ++i) {
      if (plot_->line(i).name == name) return i;
    }
    return -1;
  }
  [[nodiscard]] double last(const QString& name) const { return plot_->drawnPoints(line(name)).back().y(); }

  /// Chooses a drawing as its menu does.
  void draw(const QString& name) const {
    for (auto* action : view_->findChildren<QAction*>()) {
      if (action->text() == name) action->trigger();
    }
  }

  std::unique_ptr<View> view_;
  LinePlot* plot_ = nullptr;
};

std::vector<CommunicationPoint> pointsOf(const std::vector<Event>& events) {
  std::vector<CommunicationPoint> found;
  for (const auto& event : events) {
    if (const auto* point = std::get_if<CommunicationPoint>(&event)) found.push_back(*point);
  }
  return found;
}

TEST_F(CommunicationViewTest, DrawsWhatWasSentBesideWhatBspWouldHaveSent) {
  const auto events = test::events({.iterations = 400});
  const auto points = pointsOf(events);
  view_->consume(events);
  const auto sent = plot_->drawnPoints(line("Sent"));
  const auto bsp = plot_->drawnPoints(line("BSP, computed"));
  ASSERT_EQ(sent.size(), points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::int64_t sum = 0;
    for (const auto bytes : points[i].bytes) sum += bytes;
    EXPECT_EQ(sent[i], QPointF(static_cast<double>(points[i].iteration), static_cast<double>(sum)));
    EXPECT_EQ(bsp[i].y(), static_cast<double>(points[i].bspBytes));
  }
}

TEST_F(CommunicationViewTest, DrawsWhatEveryPartitionAndEveryKindHasSent) {
  const auto events = test::events({.partitions = 2, .iterations = 400});
  const auto point = pointsOf(events).back();
  view_->consume(events);
  draw("By partition");
  ASSERT_EQ(plot_->lineCount(), 2);
  EXPECT_EQ(last("P1"), static_cast<double>(point.bytes[1]));
  draw("By kind");
  ASSERT_EQ(plot_->lineCount(), 2) << "only what has been sent";
  EXPECT_EQ(last("Indices"), static_cast<double>(point.bytesByKind[1]));
}

TEST_F(CommunicationViewTest, DrawsTheSavingFactor) {
  const auto events = test::events({.partitions = 2, .iterations = 400});
  const auto point = pointsOf(events).back();
  view_->consume(events);
  draw("Saving factor");
  EXPECT_DOUBLE_EQ(last("In bytes"), static_cast<double>(point.bspBytes) /
                                         static_cast<double>(point.bytes[0] + point.bytes[1]));
}

TEST_F(CommunicationViewTest, SimulatesTheTimeOverANetworkThatSlidersChoose) {
  auto started = test::started({.partitions = 2});
  started.iterations = 40;
  started.environmentJson = R"({"threads": 2})";
  CommunicationPoint point;
  point.iteration = 40;
  point.seconds = 10;
  point.bytes = {1'000'000, 1'000'000};
  point.values = {250'000, 250'000};
  point.bytesByKind = {2'000'000, 0, 0, 0, 0};
  point.bspBytes = 20'000'000;
  point.bspValues = 5'000'000;
  view_->consume(std::vector<Event>{started, point});
  draw("Time over a network");
  EXPECT_DOUBLE_EQ(last("This run"), 10 + 40 * 0.05 + 0.08) << "100 Mbit/s and 50 ms, the spec's own";
  EXPECT_DOUBLE_EQ(last("BSP, computed"), 10 + 40 * 0.05 + 0.8);
  auto* sliders = view_->findChild<LinkSliders*>();
  EXPECT_TRUE(sliders->isVisible());
  for (auto* slider : sliders->findChildren<QSlider*>()) {
    if (slider->accessibleName() == "Latency") slider->setValue(0);
  }
  EXPECT_DOUBLE_EQ(last("This run"), 10.08);
  EXPECT_THAT(view_->summary().toStdString(), HasSubstr("Over 100 Mbit/s and 0 ms the whole run takes"));
}

TEST_F(CommunicationViewTest, TellsTheSavingOfTheMomentThatIsLookedAt) {
  const auto events = test::events({.partitions = 2, .iterations = 400});
  view_->consume(events);
  view_->setTime(Place{.iteration = 110, .epoch = 0, .seconds = 0, .bytes = 0});
  EXPECT_THAT(view_->summary().toStdString(), testing::StartsWith("Iteration 100:"));
  EXPECT_EQ(plot_->time(), 110);
  view_->setTime(std::nullopt);
  EXPECT_THAT(view_->summary().toStdString(), testing::StartsWith("Iteration 400:"));
}

TEST_F(CommunicationViewTest, NamesTheSavingInValuesAndInBytes) {
  CommunicationPoint point;
  point.iteration = 40;
  point.bytes = {400, 400};
  point.values = {50, 50};
  point.bytesByKind = {400, 400, 0, 0, 0};
  point.bspBytes = 4'000;
  point.bspValues = 1'000;
  view_->consume(std::vector<Event>{test::started({.partitions = 2}), point});
  EXPECT_EQ(view_->summary(),
            "Iteration 40: 800 B sent, BSP would have sent 4.00 kB (computed); 10.0× less in "
            "values, 5.0× less in bytes.");
}

TEST_F(CommunicationViewTest, ClaimsNoSavingWhereNothingIsSent) {
  CommunicationPoint point;
  point.iteration = 40;
  point.bytes = {0, 0};
  point.bspBytes = 4'000;
  view_->consume(std::vector<Event>{test::started({.partitions = 2}), point});
  EXPECT_EQ(view_->summary(), "Iteration 40: 0 B sent, BSP would have sent 4.00 kB (computed).");
}

}  // namespace
}  // namespace lab::ui
