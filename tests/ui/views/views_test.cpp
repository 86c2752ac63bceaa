#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <random>

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <gmock/gmock.h>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/line_plot.h"
#include "ui/views/tile_header.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

using testing::HasSubstr;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::unique_ptr<View> make(const std::string& id) {
  for (const auto& entry : views::all()) {
    if (entry.id == id) return std::unique_ptr<View>{entry.make(nullptr)};
  }
  return nullptr;
}

/// A shown view and its plot.
struct Shown {
  explicit Shown(const std::string& id) : view(make(id)), plot(view->findChild<LinePlot*>()) {
    view->resize(560, 330);
    view->show();
  }

  int line(const QString& name) const {
    for (int i = 0; i < plot->lineCount(); ++i) {
      if (plot->line(i).name == name) return i;
    }
    return -1;
  }

  std::unique_ptr<View> view;
  LinePlot* plot;
};

template <class E>
std::vector<E> allOf(const std::vector<Event>& events) {
  std::vector<E> found;
  for (const auto& event : events) {
    if (const auto* match = std::get_if<E>(&event)) found.push_back(*match);
  }
  return found;
}

SkewScoutDecision oddDecision() {
  SkewScoutDecision odd;
  odd.iteration = 4;
  odd.thetaBefore = INFINITY;
  odd.thetaAfter = static_cast<double>(kNan);
  odd.accuracyLoss = static_cast<double>(kNan);
  odd.action = "sideways";
  odd.pairAccuracy = {0.5F, kNan, 0.5F};
  odd.hosts = {7, -1, 0};
  return odd;
}

std::vector<Event> oneOfEach() {
  RunStarted odd;
  odd.partitions = 3;
  odd.classNames = {"a"};
  odd.labelCounts = {1, 2};  // does not fit
  RunStarted none;
  none.partitions = -1;
  return {
      test::started({.partitions = 2}),
      odd,
      none,
      TrainingPoint{.iteration = 10, .loss = {1.0F, kNan, 2.0F, 3.0F}, .learningRate = 0.1},
      TrainingPoint{.iteration = 5, .loss = {}, .learningRate = 0},
      EvaluationPoint{},
      EvaluationPoint{.iteration = 7,
                      .epoch = INFINITY,
                      .seconds = -1,
                      .bytes = -5,
                      .accuracy = {kNan, 0.5F},
                      .loss = {},
                      .meanAccuracy = kNan,
                      .globalAccuracy = INFINITY,
                      .globalLoss = 0,
                      .classAccuracy = {},
                      .crossAccuracy = {},
                      .weightHash = 0},
      CommunicationPoint{},
      CommunicationPoint{.iteration = 8,
                         .epoch = 0,
                         .seconds = kNan,
                         .bytes = {1, 2, 3},
                         .values = {1},
                         .bytesByKind = {6, 0, 0, 0, 0},
                         .bspBytes = 0,
                         .bspValues = 0},
      DivergencePoint{},
      DivergencePoint{.iteration = 6, .weights = {kNan, 1.0F, 2.0F}, .norm = {{kNan}, {}, {1.0F, INFINITY}}},
      SkewScoutDecision{},
      oddDecision(),
      SettingChanged{},
      SettingChanged{.iteration = 9, .field = "algorithm.threshold", .before = "0.1", .after = "nonsense"},
      PartitionDiverged{.iteration = 9, .partition = 1},
      PartitionDiverged{.iteration = 9, .partition = 99},
      CheckpointWritten{},
      RunPaused{},
      RunResumed{},
      RunEnded{.iteration = 3, .seconds = 0, .status = RunStatus::Failed, .error = "disk full"},
      RunEnded{}};
}

TEST(Views, AreListedInMenuOrder) {
  std::vector<std::string> ids;
  for (const auto& entry : views::all()) ids.push_back(entry.id);
  EXPECT_THAT(ids, testing::ElementsAre("accuracy", "communication", "skewscout", "loss", "divergence",
                                        "partition", "classes", "travel", "network"));
}

TEST(Views, SurviveEveryEventInAnyOrder) {
  std::mt19937 random{7};
  for (const auto& entry : views::all()) {
    const std::unique_ptr<View> view{entry.make(nullptr)};
    view->show();
    for (int round = 0; round < 60; ++round) {
      auto events = oneOfEach();
      std::shuffle(events.begin(), events.end(), random);
      const auto cut = static_cast<std::ptrdiff_t>(random() % events.size());
      view->consume({events.begin(), events.begin() + cut});
      view->setXAxis(static_cast<XAxis>(random() % 4));
      view->consume({events.begin() + cut, events.end()});
      QApplication::processEvents();
      EXPECT_FALSE(view->summary().isEmpty()) << entry.id;
    }
    view->clear();
    QApplication::processEvents();
  }
}

TEST(Views, SurviveAnEmptyBatchBeforeAndDuringARun) {
  for (const auto& entry : views::all()) {
    const std::unique_ptr<View> view{entry.make(nullptr)};
    view->consume({});
    view->consume(test::events({.iterations = 100}));
    const QString before = view->summary();
    view->consume({});
    EXPECT_EQ(view->summary(), before);
  }
}

TEST(Views, SurviveRunsOfOneAndOfManyPartitions) {
  for (const int partitions : {1, 2, 10, 40}) {
    for (const auto& entry : views::all()) {
      const std::unique_ptr<View> view{entry.make(nullptr)};
      view->show();
      view->consume(test::events({.partitions = partitions, .iterations = 200, .travelEvery = 50}));
      QApplication::processEvents();
      EXPECT_FALSE(view->grab().isNull());
    }
  }
}

TEST(AccuracyView, DrawsExactlyWhatTheEventsSay) {
  const auto events = test::events({.partitions = 3, .iterations = 400});
  Shown accuracy{"accuracy"};
  accuracy.view->consume(events);

  const auto points = allOf<EvaluationPoint>(events);
  const auto p1 = accuracy.plot->drawnPoints(accuracy.line("P1"));
  const auto mean = accuracy.plot->drawnPoints(accuracy.line("Mean"));
  const auto averaged = accuracy.plot->drawnPoints(accuracy.line("Averaged"));
  const auto lowest = accuracy.plot->drawnPoints(accuracy.line("Lowest"));
  ASSERT_EQ(p1.size(), points.size());
  ASSERT_EQ(lowest.size(), points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto x = static_cast<double>(points[i].iteration);
    EXPECT_EQ(p1[i], QPointF(x, 100 * double{points[i].accuracy[1]}));
    EXPECT_EQ(mean[i], QPointF(x, 100 * double{points[i].meanAccuracy}));
    EXPECT_EQ(averaged[i], QPointF(x, 100 * double{points[i].globalAccuracy}));
    EXPECT_EQ(lowest[i].y(), 100 * double{*std::ranges::min_element(points[i].accuracy)});
  }
  EXPECT_EQ(accuracy.plot->yRange(), (Range{0, 100}));
}

TEST(AccuracyView, GrowsWithEveryBatch) {
  const auto events = test::events({.iterations = 400});
  Shown whole{"accuracy"};
  whole.view->consume(events);
  Shown pieces{"accuracy"};
  for (std::size_t i = 0; i < events.size(); i += 7) {
    pieces.view->consume({events.data() + i, std::min<std::size_t>(7, events.size() - i)});
  }
  for (int line = 0; line < whole.plot->lineCount(); ++line) {
    EXPECT_EQ(whole.plot->drawnPoints(line), pieces.plot->drawnPoints(line)) << line;
  }
}

TEST(AccuracyView, HasOneLineForOnePartition) {
  Shown accuracy{"accuracy"};
  accuracy.view->consume(test::events({.partitions = 1, .iterations = 200}));
  EXPECT_EQ(accuracy.plot->lineCount(), 1);
  EXPECT_GT(accuracy.plot->pointCount(0), 1U);
}

TEST(AccuracyView, SaysWhatItShows) {
  Shown accuracy{"accuracy"};
  EvaluationPoint point;
  point.iteration = 1990;
  point.accuracy = {0.75F, 0.5F};
  point.meanAccuracy = 0.625F;
  point.globalAccuracy = 0.5F;
  accuracy.view->consume(std::vector<Event>{test::started({.partitions = 2}), point});
  EXPECT_EQ(accuracy.view->summary(),
            "Iteration 1,990: mean accuracy 62.5 %, worst partition P1 with 50.0 %, gap 25.0 points, "
            "averaged model "
            "50.0 %.");
  EXPECT_EQ(accuracy.plot->accessibleDescription(), accuracy.view->summary());
}

TEST(AccuracyView, SaysWhatItWasAtTheMomentThatIsLookedAt) {
  Shown accuracy{"accuracy"};
  accuracy.view->consume(test::events({.partitions = 2, .iterations = 400}));
  accuracy.view->setTime(Place{.iteration = 290, .epoch = 0, .seconds = 0, .bytes = 0});
  EXPECT_THAT(accuracy.view->summary().toStdString(), testing::StartsWith("Iteration 260:"));
  EXPECT_EQ(accuracy.plot->time(), 290);
  accuracy.view->setTime(std::nullopt);
  EXPECT_THAT(accuracy.view->summary().toStdString(), testing::StartsWith("Iteration 400:"));
}

TEST(AccuracyView, EndsTheLineOfADivergedPartitionWithACross) {
  const auto events = test::events({.iterations = 400, .diverging = 2});
  Shown accuracy{"accuracy"};
  accuracy.view->consume(events);
  ASSERT_EQ(accuracy.plot->marks().size(), 1U);
  const auto line = accuracy.plot->drawnPoints(accuracy.line("P2"));
  const PlotMark mark = accuracy.plot->marks().front();
  const auto diverged = allOf<PartitionDiverged>(events).front().iteration;
  EXPECT_LE(mark.x, static_cast<double>(diverged));
  EXPECT_TRUE(std::ranges::find(line, QPointF(mark.x, mark.y)) != line.end());
  for (const auto& point : line) EXPECT_EQ(std::isnan(point.y()), point.x() > mark.x);
  EXPECT_THAT(accuracy.view->findChild<TileHeader*>()->badge().toStdString(), HasSubstr("P2 diverged"));
}

TEST(AccuracyView, MovesToAnotherAxisWithAllItsPoints) {
  const auto events = test::events({.iterations = 400});
  const auto points = allOf<EvaluationPoint>(events);
  Shown accuracy{"accuracy"};
  accuracy.view->consume(events);
  const auto last = points.back();
  const std::pair<XAxis, double> axes[]{{XAxis::Seconds, last.seconds},
                                        {XAxis::Bytes, static_cast<double>(last.bytes)},
                                        {XAxis::Epoch, last.epoch},
                                        {XAxis::Iteration, static_cast<double>(last.iteration)}};
  for (const auto& [axis, x] : axes) {
    accuracy.view->setXAxis(axis);
    const auto drawn = accuracy.plot->drawnPoints(accuracy.line("P0"));
    ASSERT_EQ(drawn.size(), points.size());
    EXPECT_DOUBLE_EQ(drawn.back().x(), x);
    EXPECT_DOUBLE_EQ(drawn.back().y(), 100 * double{last.accuracy[0]});
  }
}

TEST(AccuracyView, KeepsItsPointsWhenTheThemeChanges) {
  Shown accuracy{"accuracy"};
  accuracy.view->consume(test::events({.iterations = 400}));
  const auto before = accuracy.plot->drawnPoints(accuracy.line("P3"));
  accuracy.view->setTheme(Theme::of(ThemeId::Dark));
  EXPECT_EQ(accuracy.plot->drawnPoints(accuracy.line("P3")), before);
  EXPECT_EQ(accuracy.plot->line(accuracy.line("P3")).style.colour,
            Theme::of(ThemeId::Dark).partition(3).colour);
}

TEST(AccuracyView, KeepsHiddenWhatWasHiddenInTheNextRun) {
  Shown accuracy{"accuracy"};
  accuracy.view->consume(test::events({.iterations = 100}));
  accuracy.plot->setShown("P1", false);
  accuracy.view->consume(test::events({.partitions = 3, .iterations = 100}));
  EXPECT_FALSE(accuracy.plot->isShown(accuracy.line("P1")));
  EXPECT_TRUE(accuracy.plot->isShown(accuracy.line("P2")));
}

TEST(AccuracyView, StartsAfreshWithTheNextRunInOneBatch) {
  auto batch = test::events({.partitions = 5, .iterations = 400});
  const auto second = test::events({.partitions = 5, .iterations = 100});
  batch.insert(batch.end(), second.begin(), second.end());
  Shown accuracy{"accuracy"};
  accuracy.view->consume(batch);
  EXPECT_EQ(accuracy.plot->pointCount(accuracy.line("P0")), allOf<EvaluationPoint>(second).size());
}

TEST(AccuracyView, StopsFollowingOnTheWheelAndResumesWithTheNextRun) {
  Shown accuracy{"accuracy"};
  accuracy.view->consume(test::events({}));
  QSignalSpy followed{accuracy.view.get(), &View::followChanged};
  for (auto* child : accuracy.plot->findChildren<QWidget*>()) {
    if (!child->inherits("QCustomPlot")) continue;
    const QPointF centre = child->rect().center();
    QWheelEvent event{centre, centre, {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false};
    QCoreApplication::sendEvent(child, &event);
  }
  ASSERT_EQ(followed.count(), 1);
  EXPECT_FALSE(followed[0][0].toBool());
  accuracy.view->consume(test::events({}));
  ASSERT_EQ(followed.count(), 2);
  EXPECT_TRUE(followed[1][0].toBool());
}

TEST(AccuracyView, CatchesUpWhenItIsShown) {
  const auto view = make("accuracy");
  auto* plot = view->findChild<LinePlot*>();
  view->consume(test::events({.iterations = 400}));
  EXPECT_TRUE(plot->drawnPoints(0).empty());
  EXPECT_GT(plot->pointCount(0), 0U);
  view->show();
  EXPECT_EQ(plot->drawnPoints(0).size(), plot->pointCount(0));
}

TEST(LossView, DrawsEveryPartitionAndPlacesPointsBetweenCommunicationPoints) {
  const auto events = test::events({.partitions = 2, .iterations = 400});
  const auto points = allOf<TrainingPoint>(events);
  Shown loss{"loss"};
  loss.view->consume(events);
  const auto drawn = loss.plot->drawnPoints(loss.line("P1"));
  ASSERT_EQ(drawn.size(), points.size());
  for (std::size_t i = 0; i < points.size(); ++i) EXPECT_EQ(drawn[i].y(), double{points[i].loss[1]});
  loss.view->setXAxis(XAxis::Seconds);
  EXPECT_THAT(loss.view->summary().toStdString(), HasSubstr("interpolated"));
  EXPECT_DOUBLE_EQ(loss.plot->drawnPoints(loss.line("P1")).back().x(),
                   allOf<CommunicationPoint>(events).back().seconds);
}

TEST(Views, TellTheStateOfTheRun) {
  Shown accuracy{"accuracy"};
  auto* header = accuracy.view->findChild<TileHeader*>();
  EXPECT_EQ(header->badge(), "");
  accuracy.view->consume(test::events({.iterations = 100}));
  EXPECT_EQ(header->badge(), "Live");
  accuracy.view->consume(std::vector<Event>{RunPaused{.iteration = 100}});
  EXPECT_EQ(header->badge(), "Paused");
  accuracy.view->consume(std::vector<Event>{RunEnded{}});
  EXPECT_EQ(header->badge(), "Finished");
  accuracy.view->consume(std::vector<Event>{
      RunEnded{.iteration = 100, .seconds = 0, .status = RunStatus::Failed, .error = "Disk full."}});
  EXPECT_EQ(header->badge(), "Failed");
  EXPECT_THAT(accuracy.plot->accessibleDescription().toStdString(), HasSubstr("Disk full."));
  accuracy.view->clear();
  EXPECT_EQ(header->badge(), "");
}

}  // namespace
}  // namespace lab::ui
