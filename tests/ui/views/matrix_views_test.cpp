// The views of matrices and layers: travel, classes, divergence.

#include <cmath>
#include <limits>
#include <memory>

#include <QLabel>
#include <QTest>
#include <QToolButton>
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
  view->consume(std::vector<Event>{test::started({.travelEvery = 500, .loss = "home-minus-shared"})});
  EXPECT_EQ(map->message(), "First look at iteration 500");
  view->consume(std::vector<Event>{test::started({})});
  EXPECT_EQ(map->message(), "No model travels in this run");
}

TEST(TravelView, NamesWhatIsTestedWhereNoModelLeavesHome) {
  const auto tipsFor = [](std::string_view loss) {
    const auto view = shown("travel");
    auto decision = travel(500);
    decision.hosts = {0, 1, 2};
    view->consume(std::vector<Event>{test::started({.partitions = 3, .travelEvery = 500, .loss = loss}), decision});
    const auto& map = view->findChild<HeatMap*>()->data();
    return std::pair{map.tip(0, 0), map.tip(0, 1)};
  };
  EXPECT_EQ(tipsFor("home-minus-mean"),
            (std::pair<QString, QString>{
                "The mean of all models at P0, iteration 500\n25.0 points lost\n75.0 % at home, 50.0 % away",
                "Only the mean of all models travels in this run."}));
  EXPECT_EQ(tipsFor("home-minus-shared"),
            (std::pair<QString, QString>{
                "What all share of the models at P0, iteration 500\n25.0 points lost\n75.0 % at home, 50.0 % away",
                "No model leaves home in this run."}));
}

TEST(ClassView, MarksClassesThePartitionHasNotSeenAndCellsOfFewTests) {
  RunStarted started;
  started.partitions = 2;
  started.classNames = {"cat", "dog"};
  started.labelCounts = {40, 0, 10, 30};
  started.testLabelCounts = {25, 0, 7, 20};
  EvaluationPoint point;
  point.iteration = 100;
  point.classAccuracy = {0.5F, kNan, 2.0F / 7, 0.75F};
  const auto view = shown("classes");
  view->consume(std::vector<Event>{started, point});
  const auto& map = view->findChild<HeatMap*>()->data();
  // Rows are classes.
  EXPECT_EQ(map.values[0], 50);
  EXPECT_FLOAT_EQ(static_cast<float>(map.values[1]), 200.0F / 7);
  EXPECT_TRUE(std::isnan(map.values[2]));
  EXPECT_EQ(map.values[3], 75);
  EXPECT_TRUE(map.marks[1].hatched) << "7 tests";
  EXPECT_EQ(map.marks[1].note, "n = 7");
  EXPECT_EQ(map.marks[3].note, QString{});
  EXPECT_FALSE(map.marks[3].hatched) << "20 tests";
  EXPECT_TRUE(map.marks[2].corner) << "P0 has no dog";
  EXPECT_FALSE(map.marks[0].corner);
  EXPECT_EQ(map.tip(0, 1), "cat in P1: 28.6 % right\n2 of n = 7 test images\n10 training images\n"
                           "Click or Enter: the wrong answers");
  EXPECT_THAT(map.tip(1, 0).toStdString(),
              HasSubstr("dog in P0: – right\nn = 0 test images\nnot in its training data"));
  EXPECT_EQ(
      view->summary(),
      "Iteration 100: worst cat in P1 with 28.6 %; classes the partition has trained on: 51.2 % on average.");
}

TEST(ClassView, SaysWhenARunDoesNotTellClassesApart) {
  RunStarted started = test::started({});
  started.specJson = R"({"evaluation": {"per_class": false}})";
  const auto view = shown("classes");
  view->consume(std::vector<Event>{started});
  EXPECT_EQ(view->findChild<HeatMap*>()->message(), "This run does not tell classes apart");
}

Place placeAt(std::int64_t iteration) {
  return {.iteration = iteration, .epoch = 0, .seconds = 0, .bytes = 0};
}

TEST(ClassView, ShowsTheStateOfTheMomentThatIsLookedAt) {
  RunStarted started;
  started.partitions = 1;
  started.classNames = {"cat"};
  started.labelCounts = {40};
  started.testLabelCounts = {25};
  EvaluationPoint early, late;
  early.iteration = 100;
  early.classAccuracy = {0.25F};
  late.iteration = 200;
  late.classAccuracy = {0.75F};
  const auto view = shown("classes");
  view->consume(std::vector<Event>{started, early});
  view->setTime(placeAt(150));
  view->consume(std::vector<Event>{late});
  const auto& map = *view->findChild<HeatMap*>();
  EXPECT_THAT(map.data().values, testing::ElementsAre(25)) << "what comes meanwhile does not move it";
  view->setTime(placeAt(50));
  EXPECT_TRUE(map.data().values.empty()) << "nothing had been evaluated yet";
  view->setTime(std::nullopt);
  EXPECT_THAT(map.data().values, testing::ElementsAre(75));
}

TEST(TravelView, ShowsTheVisitsUntilTheMomentThatIsLookedAt) {
  const auto view = shown("travel");
  auto second = travel(1000);
  second.hosts = {2, 0, 1};
  view->consume(
      std::vector<Event>{test::started({.partitions = 3, .travelEvery = 500}), travel(500), second});
  const auto& map = *view->findChild<HeatMap*>();
  EXPECT_FALSE(std::isnan(map.data().values[2]));
  view->setTime(placeAt(999));
  EXPECT_TRUE(std::isnan(map.data().values[2])) << "P0 has not been at P2 yet";
  EXPECT_EQ(map.data().values[1], 25);
}

class DivergenceViewTest : public testing::Test {
 protected:
  DivergenceViewTest() {
    view_->resize(700, 600);
    view_->consume(std::vector<Event>{
        test::started({.partitions = 2, .normLayers = 2}),
        DivergencePoint{.iteration = 100, .weights = {0.25F, 0.5F}, .norm = {{0.5F, 0.25F, kNan}, {1.0F}}},
        DivergencePoint{.iteration = 200, .weights = {0.5F, 0.25F}, .norm = {{0.25F, 0.25F, 1.0F}, {0.5F}}}});
  }

  std::unique_ptr<View> view_ = shown("divergence");
  HeatMap* map_ = view_->findChild<HeatMap*>();
  BarChart* bars_ = view_->findChild<BarChart*>();
};

TEST_F(DivergenceViewTest, DrawsLayersByIterationsOnAScaleThatDoesNotDependOnTheRun) {
  const auto& heat = map_->data();
  EXPECT_EQ(heat.rows, (QStringList{"norm1 · 8", "norm2 · 16"})) << "in network order, with their widths";
  EXPECT_EQ(heat.columns, (QStringList{"100", "200"}));
  EXPECT_THAT(heat.values, testing::ElementsAre(37.5, 25, 100, 50));
  EXPECT_EQ(heat.range, (Range{0, 100}));
  EXPECT_FALSE(heat.logarithmic);
  EXPECT_THAT(heat.tip(0, 0).toStdString(), HasSubstr("norm1, iteration 100: 37.5 % (median of 7 channels)"));
  EXPECT_THAT(heat.tip(0, 0).toStdString(), HasSubstr("1 left out: their mean is 0"));
}

TEST_F(DivergenceViewTest, HasALogarithmicScaleThatDoesNotDependOnTheRunEither) {
  for (auto* button : view_->findChildren<QToolButton*>()) {
    if (button->text() == "Log") button->click();
  }
  EXPECT_TRUE(map_->data().logarithmic);
  EXPECT_EQ(map_->data().range, (Range{1, 1000}));
}

TEST_F(DivergenceViewTest, ShowsTheChannelsOfTheCellThatIsClicked) {
  EXPECT_THAT(bars_->values(), testing::ElementsAre(25, 25, 100)) << "the newest, at first";
  QTest::mouseClick(map_, Qt::LeftButton, {}, map_->centreOf({1, 0}).toPoint());
  EXPECT_THAT(bars_->values(), testing::ElementsAre(100));
  EXPECT_EQ(map_->chosen(), (HeatMapCell{1, 0}));
  QTest::keyClick(map_, Qt::Key_Up);
  EXPECT_THAT(bars_->values(), testing::ElementsAre(50, 25, testing::IsNan()));
  EXPECT_THAT(bars_->tip(2).toStdString(), HasSubstr("not defined"));
  EXPECT_THAT(view_->summary().toStdString(), HasSubstr("Iteration 100"))
      << "numbers belong to what is shown";
}

TEST_F(DivergenceViewTest, CountsTheChannelsThatAreLeftOut) {
  QTest::mouseClick(map_, Qt::LeftButton, {}, map_->centreOf({0, 0}).toPoint());
  QStringList texts;
  for (const auto* label : view_->findChildren<QLabel*>()) texts.append(label->text());
  EXPECT_TRUE(texts.contains("1 of 3 left out: mean 0"));
}

TEST_F(DivergenceViewTest, DimsWhatComesAfterTheMomentThatIsLookedAt) {
  view_->setTime(placeAt(150));
  EXPECT_EQ(map_->data().laterColumns, 1);
  EXPECT_THAT(bars_->values(), testing::ElementsAre(50, 25, testing::IsNan()));
  EXPECT_EQ(view_->findChild<Strips*>()->at(0).time(), 150);
  view_->setTime(std::nullopt);
  EXPECT_EQ(map_->data().laterColumns, std::nullopt);
  EXPECT_EQ(view_->findChild<Strips*>()->at(0).time(), std::nullopt);
}

TEST_F(DivergenceViewTest, DrawsDistancesBelowTheMapAndNamesTheLargest) {
  auto* strips = view_->findChild<Strips*>();
  EXPECT_TRUE(strips->isVisible());
  EXPECT_EQ(strips->at(0).drawnPoints(1), (std::vector<QPointF>{{100, 50}, {200, 25}}));
  EXPECT_FALSE(strips->at(1).isVisible()) << "nobody holds anything back";
  EXPECT_EQ(
      view_->summary(),
      "Iteration 200: the partitions' minibatch means differ most in norm2, by 50.0 % (median channel); "
      "farthest from the mean model is P0, by 50.0 % of its weights.");
}

TEST(DivergenceView, HasAStripForWhatIsHeldBack) {
  const auto view = shown("divergence");
  view->resize(700, 600);
  view->consume(std::vector<Event>{
      test::started({.partitions = 2, .normLayers = 1}),
      DivergencePoint{
          .iteration = 100, .weights = {0.25F, 0.5F}, .norm = {{0.5F}}, .updates = {0.125F, kNan}}});
  auto* strips = view->findChild<Strips*>();
  EXPECT_TRUE(strips->at(1).isVisible());
  EXPECT_EQ(strips->at(1).drawnPoints(0), (std::vector<QPointF>{{100, 12.5}}));
}

TEST(DivergenceView, HasWeightsOnlyWhereNothingIsNormalized) {
  const auto view = shown("divergence");
  view->consume(test::events({.partitions = 2, .iterations = 200, .normLayers = 0}));
  auto* strips = view->findChild<Strips*>();
  EXPECT_FALSE(view->findChild<HeatMap*>()->isVisible());
  EXPECT_FALSE(view->findChild<BarChart*>()->isVisible());
  EXPECT_TRUE(strips->at(0).isVisible());
  EXPECT_EQ(view->findChild<ElidedLabel*>()->sentence(),
            "This network has no normalization layer: weight divergence only.");
}

}  // namespace
}  // namespace lab::ui
