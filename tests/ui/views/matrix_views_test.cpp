// The views of matrices and layers: travel, classes, divergence.

#include <cmath>
#include <limits>
#include <memory>

#include <QComboBox>
#include <gmock/gmock.h>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/bar_chart.h"
#include "ui/plot/heat_map.h"
#include "ui/plot/strips.h"
#include "ui/views/elided_label.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

using testing::HasSubstr;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::unique_ptr<View> shown(const std::string& id) {
  std::unique_ptr<View> view;
  for (const auto& entry : views::all()) {
    if (entry.id == id) view.reset(entry.make(nullptr));
  }
  view->resize(560, 330);
  view->show();
  return view;
}

SkewScoutDecision travel(std::int64_t iteration) {
  SkewScoutDecision decision;
  decision.iteration = iteration;
  decision.pairAccuracy = {0.75F, 0.5F, 0.5F, 0.75F, 1.0F, 0.5F};
  decision.hosts = {1, 2, 0};
  return decision;
}

TEST(TravelView, ShowsThePointsEveryModelLosesAtEveryHost) {
  const auto view = shown("travel");
  view->consume(std::vector<Event>{test::started({.partitions = 3, .travelEvery = 500}), travel(500)});
  const auto& map = view->findChild<HeatMap*>()->data();
  ASSERT_EQ(map.values.size(), 9U);
  EXPECT_EQ(map.values[1], 25);
  EXPECT_EQ(map.values[5], -25);
  EXPECT_EQ(map.values[6], 50);
  EXPECT_TRUE(std::isnan(map.values[2])) << "not visited yet";
  EXPECT_TRUE(map.marks[0].off);
  EXPECT_EQ(map.range.lower, -map.range.upper) << "no loss is the middle of the scale";
  EXPECT_EQ(map.tip(0, 1),
            "The model of P0 at P1, iteration 500\n25.0 points lost\n75.0 % at home, 50.0 % away");
  EXPECT_EQ(map.tip(0, 2), "The model of P0 at P2: no visit yet");
  EXPECT_EQ(view->summary(), "Iteration 500: P2 loses most, 50.0 points at P0; pairs visited: 3 of 6.");
}

TEST(TravelView, SaysWhenTheFirstTravelComes) {
  const auto view = shown("travel");
  auto* map = view->findChild<HeatMap*>();
  EXPECT_EQ(map->message(), "Switch on SkewScout in the form");
  view->consume(std::vector<Event>{test::started({.travelEvery = 500})});
  EXPECT_EQ(map->message(), "First travel at iteration 500");
  view->consume(std::vector<Event>{test::started({})});
  EXPECT_EQ(map->message(), "No model travels in this run");
}

TEST(ClassView, MarksClassesThePartitionHasNotSeenAndCellsOfFewTests) {
  RunStarted started;
  started.partitions = 2;
  started.classNames = {"cat", "dog"};
  started.labelCounts = {40, 0, 10, 30};
  started.testLabelCounts = {25, 0, 7, 20};
  EvaluationPoint point;
  point.iteration = 100;
  point.classAccuracy = {0.5F, kNan, 0.25F, 0.75F};
  const auto view = shown("classes");
  view->consume(std::vector<Event>{started, point});
  const auto& map = view->findChild<HeatMap*>()->data();
  // Rows are classes.
  EXPECT_EQ(map.values[0], 50);
  EXPECT_EQ(map.values[1], 25);
  EXPECT_TRUE(std::isnan(map.values[2]));
  EXPECT_EQ(map.values[3], 75);
  EXPECT_TRUE(map.marks[1].hatched) << "7 tests";
  EXPECT_FALSE(map.marks[3].hatched) << "20 tests";
  EXPECT_TRUE(map.marks[2].corner) << "P0 has no dog";
  EXPECT_FALSE(map.marks[0].corner);
  EXPECT_EQ(map.tip(0, 1), "cat in P1: 25.0 % right\nn = 7 test images\n10 training images");
  EXPECT_EQ(map.tip(1, 0), "dog in P0: – right\nn = 0 test images\nnot in its training data");
  EXPECT_EQ(
      view->summary(),
      "Iteration 100: worst cat in P1 with 25.0 %; classes the partition has trained on: 50.0 % on average.");
}

TEST(ClassView, SaysWhenARunDoesNotTellClassesApart) {
  RunStarted started = test::started({});
  started.specJson = R"({"evaluation": {"per_class": false}})";
  const auto view = shown("classes");
  view->consume(std::vector<Event>{started});
  EXPECT_EQ(view->findChild<HeatMap*>()->message(), "This run does not tell classes apart");
}

TEST(DivergenceView, DrawsMediansOfLayersAndDistancesOfPartitions) {
  RunStarted started = test::started({.partitions = 2, .normLayers = 2});
  const auto view = shown("divergence");
  view->consume(std::vector<Event>{
      started,
      DivergencePoint{.iteration = 100, .weights = {0.25F, 0.5F}, .norm = {{0.5F, 0.25F, kNan}, {1.0F}}}});
  auto* strips = view->findChild<Strips*>();
  EXPECT_EQ(strips->at(0).drawnPoints(0), (std::vector<QPointF>{{100, 37.5}}));
  EXPECT_EQ(strips->at(0).drawnPoints(1), (std::vector<QPointF>{{100, 100}}));
  EXPECT_EQ(strips->at(1).drawnPoints(1), (std::vector<QPointF>{{100, 50}}));
  EXPECT_EQ(
      view->summary(),
      "Iteration 100: the partitions' minibatch means differ most in norm2, by 100.0 % (median channel); "
      "farthest from the mean model is P1, by 50.0 % of its weights.");
  auto* bars = view->findChild<BarChart*>();
  ASSERT_EQ(bars->values().size(), 3U);
  EXPECT_EQ(bars->values()[0], 50);
  EXPECT_THAT(bars->tip(2).toStdString(), HasSubstr("not defined"));
  view->findChild<QComboBox*>()->setCurrentIndex(1);
  EXPECT_THAT(bars->values(), testing::ElementsAre(100));
}

TEST(DivergenceView, HasWeightsOnlyWhereNothingIsNormalized) {
  const auto view = shown("divergence");
  view->consume(test::events({.partitions = 2, .iterations = 200, .normLayers = 0}));
  auto* strips = view->findChild<Strips*>();
  EXPECT_FALSE(strips->at(0).isVisible());
  EXPECT_TRUE(strips->at(1).isVisible());
  EXPECT_EQ(view->findChild<ElidedLabel*>()->text(),
            "This network has no normalization layer: weight distance only.");
}

}  // namespace
}  // namespace lab::ui
