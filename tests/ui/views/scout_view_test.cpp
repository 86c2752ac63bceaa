#include <cmath>
#include <memory>
#include <optional>

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <gmock/gmock.h>

#include "tests/ui/views/canvas_of.h"
#include "tests/ui/views/fake_run.h"
#include "ui/plot/strips.h"
#include "ui/views/decision_table.h"
#include "ui/views/elided_label.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

using testing::HasSubstr;

RunStarted scouted() {
  return test::started({.partitions = 2, .travelEvery = 100});
}

SkewScoutDecision decisionAt(std::int64_t iteration, double before, double after, double loss) {
  SkewScoutDecision decision;
  decision.iteration = iteration;
  decision.thetaBefore = before;
  decision.thetaAfter = after;
  decision.accuracyLoss = loss;
  decision.tolerated = 0.05;
  decision.communication = 0.25;
  decision.lossTerm = 2;
  decision.trafficTerm = 0.25;
  decision.objective = 2.25;
  decision.action = after < before ? "tighter" : after > before ? "looser" : "stay";
  decision.reason = "Reason " + std::to_string(iteration) + ".";
  decision.pairAccuracy = {1.0F, 0.5F, 0.5F, 0.5F};
  decision.hosts = {1, 0};
  return decision;
}

class ScoutViewTest : public testing::Test {
 protected:
  ScoutViewTest() {
    for (const auto& entry : views::all()) {
      if (entry.id == "skewscout") view.reset(entry.make(nullptr));
    }
    view->resize(700, 620);
    view->show();
    forks_.emplace(view.get(), &View::forkWanted);
    strips = view->findChild<Strips*>();
    table = view->findChild<QTableView*>();
  }

  void consume(std::vector<Event> events) { view->consume(events); }
  std::vector<QPointF> drawn(int strip, const QString& line) {
    const LinePlot& plot = strips->at(strip);
    for (int i = 0; i < plot.lineCount(); ++i) {
      if (plot.line(i).name == line) return plot.drawnPoints(i);
    }
    return {};
  }
  [[nodiscard]] QString sentence() const { return view->findChild<ElidedLabel*>()->sentence(); }

  std::unique_ptr<View> view;
  std::optional<QSignalSpy> forks_;
  Strips* strips = nullptr;
  QTableView* table = nullptr;
};

TEST_F(ScoutViewTest, DrawsTheKnobAsAStaircaseInPercentWithAMarkerPerDecision) {
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.1), decisionAt(200, 0.1, 0.15, 0),
           decisionAt(300, 0.15, 0.15, 0)});
  const std::vector<QPointF> steps{{0, 20}, {100, 20}, {100, 10}, {200, 10}, {200, 15}, {300, 15}, {300, 15}};
  EXPECT_EQ(drawn(0, "Setting"), steps);
  EXPECT_EQ(drawn(0, "Talk more"), (std::vector<QPointF>{{100, 10}}));
  EXPECT_EQ(drawn(0, "Talk less"), (std::vector<QPointF>{{200, 15}}));
  EXPECT_EQ(drawn(0, "Stay"), (std::vector<QPointF>{{300, 15}}));
}

TEST_F(ScoutViewTest, DrawsLossToleranceAndBothTerms) {
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.25)});
  EXPECT_EQ(drawn(1, "Mean"), (std::vector<QPointF>{{100, 25}}));
  EXPECT_EQ(drawn(1, "Each visit"), (std::vector<QPointF>{{100, 50}, {100, 0}}));
  EXPECT_EQ(drawn(1, "Tolerated").front(), QPointF(0, 5));
  EXPECT_EQ(drawn(1, "Upper"), (std::vector<QPointF>{{100, 25}}));
  EXPECT_EQ(drawn(2, "Loss term"), (std::vector<QPointF>{{100, 2}}));
  EXPECT_EQ(drawn(2, "Traffic term"), (std::vector<QPointF>{{100, 0.25}}));
}

TEST_F(ScoutViewTest, HasALogarithmicAxisForAKnobThatGrowsByFactors) {
  RunStarted started = scouted();
  consume({started});
  EXPECT_FALSE(strips->at(0).isLogarithmic());
  started.knob = {.parameter = "local_iterations",
                  .title = "Local iterations",
                  .unit = "iterations",
                  .ladder = {1, 10, 100}};
  consume({started, decisionAt(100, 10, 1, 0.1)});
  EXPECT_TRUE(strips->at(0).isLogarithmic());
  EXPECT_EQ(drawn(0, "Setting").front(), QPointF(0, 10));
  EXPECT_THAT(view->summary().toStdString(), HasSubstr("Local iterations is 1 iterations (talk more)"));
}

TEST_F(ScoutViewTest, ListsDecisionsNewestFirstWithTheReasonAsTooltip) {
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.25), decisionAt(200, 0.1, 0.1, 0)});
  const auto* model = table->model();
  ASSERT_EQ(model->rowCount(), 2);
  const auto cell = [model](int row, int column) { return model->index(row, column).data().toString(); };
  EXPECT_EQ(cell(0, DecisionTable::Iteration), "200");
  EXPECT_EQ(cell(0, DecisionTable::Setting), "10 %");
  EXPECT_EQ(cell(1, DecisionTable::Setting), "20 % → 10 %");
  EXPECT_EQ(cell(1, DecisionTable::Action), "talk more");
  EXPECT_EQ(cell(1, DecisionTable::Loss), "25.0");
  EXPECT_EQ(cell(1, DecisionTable::Traffic), "25.0 %");
  EXPECT_EQ(cell(1, DecisionTable::Objective), "2.250");
  EXPECT_EQ(model->index(1, 0).data(Qt::ToolTipRole).toString(), "Reason 100.");
  EXPECT_TRUE(table->isVisible());
  view->resize(500, 220);
  EXPECT_FALSE(table->isVisible()) << "a low tile gives its height to the strips";
}

TEST_F(ScoutViewTest, SaysTheReasonOfTheNewestDecisionOrOfTheOneBelowTheCrosshair) {
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.25), decisionAt(200, 0.1, 0.1, 0)});
  EXPECT_THAT(sentence().toStdString(), HasSubstr("Reason 200."));
  auto* plot = &strips->at(1);
  for (const int key : {Qt::Key_Left, Qt::Key_Left}) {
    QKeyEvent press{QEvent::KeyPress, key, Qt::NoModifier};
    QApplication::sendEvent(plot, &press);
  }
  EXPECT_THAT(sentence().toStdString(), HasSubstr("Reason 100."));
  EXPECT_EQ(strips->at(0).crosshair(), 100) << "all strips share it";
  EXPECT_EQ(table->currentIndex().row(), 1);
}

TEST_F(ScoutViewTest, SaysWhenTheFirstTravelComesAndWhatToSwitchOn) {
  EXPECT_EQ(view->summary(), "No decision of SkewScout yet.");
  RunStarted silent = scouted();
  silent.knob.start = std::nan("");
  consume({silent});
  EXPECT_FALSE(strips->at(1).isVisible()) << "one strip says it for all";
  EXPECT_EQ(strips->at(0).message(), "First travel at iteration 100");
  consume({test::started({.partitions = 2})});
  EXPECT_EQ(strips->at(0).message(), "This run has no SkewScout");
  view->clear();
  EXPECT_EQ(strips->at(0).message(), "Switch on SkewScout in the form");
}

TEST_F(ScoutViewTest, DrawsTheSettingBeforeTheFirstDecision) {
  CommunicationPoint sent;
  sent.iteration = 50;
  consume({scouted(), sent});
  EXPECT_EQ(drawn(0, "Setting"), (std::vector<QPointF>{{0, 20}, {50, 20}}));
  EXPECT_FALSE(strips->at(1).isVisible());
  EXPECT_EQ(sentence(), "First travel at iteration 100");
}

TEST_F(ScoutViewTest, TellsTheDecisionInForceAtTheMomentThatIsLookedAt) {
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.25), decisionAt(200, 0.1, 0.15, 0)});
  view->setTime(Place{.iteration = 150, .epoch = 0, .seconds = 0, .bytes = 0});
  EXPECT_THAT(view->summary().toStdString(), HasSubstr("Iteration 100: Threshold T0 is 10"));
  EXPECT_THAT(sentence().toStdString(), HasSubstr("Reason 100."));
  EXPECT_EQ(strips->at(0).time(), 150);
  view->setTime(Place{.iteration = 50, .epoch = 0, .seconds = 0, .bytes = 0});
  EXPECT_EQ(view->summary(), "No decision of SkewScout yet.");
  view->setTime(std::nullopt);
  EXPECT_THAT(sentence().toStdString(), HasSubstr("Reason 200."));
}

TEST_F(ScoutViewTest, OffersAForkAtTheDecisionThatIsClicked) {
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.25), decisionAt(200, 0.1, 0.15, 0)});
  LinePlot& knob = strips->at(0);
  QWidget* canvas = test::canvasOf(knob);
  const auto click = [&](Qt::MouseButton button, const QPointF& point) {
    QTest::mouseClick(canvas, button, Qt::NoModifier, canvas->mapFrom(&knob, knob.placeOf(point)));
    return view->findChild<QMenu*>({}, Qt::FindDirectChildrenOnly);
  };
  EXPECT_EQ(click(Qt::LeftButton, {150, 10}), nullptr) << "between two decisions";
  for (const auto button : {Qt::LeftButton, Qt::RightButton}) {
    QMenu* menu = click(button, {100, 10});
    ASSERT_NE(menu, nullptr);
    EXPECT_THAT(menu->actions().front()->text().toStdString(), HasSubstr("100: talk more, 10 %"));
    QTest::keyClick(menu, Qt::Key_Return);
    EXPECT_EQ(forks_->takeLast().front().toLongLong(), 100);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
}

TEST_F(ScoutViewTest, ForksWithTheKeyAtTheCrosshairOrTheMomentOrTheNewestDecision) {
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.25), decisionAt(200, 0.1, 0.15, 0)});
  const auto forkByKey = [this] {
    QTest::keyClick(&strips->at(2), Qt::Key_F, Qt::ShiftModifier);
    return forks_->isEmpty() ? 0 : forks_->takeLast().front().toLongLong();
  };
  EXPECT_EQ(forkByKey(), 200);
  view->setTime(Place{.iteration = 150, .epoch = 0, .seconds = 0, .bytes = 0});
  EXPECT_EQ(forkByKey(), 100);
  view->setTime(Place{.iteration = 50, .epoch = 0, .seconds = 0, .bytes = 0});
  EXPECT_EQ(forkByKey(), 0) << "nothing was decided until then";
  view->setTime(std::nullopt);
  for (int i = 0; i < 2; ++i) QTest::keyClick(&strips->at(2), Qt::Key_Left);
  EXPECT_EQ(forkByKey(), 100);
}

TEST_F(ScoutViewTest, ForksFromARowOfTheTable) {
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.25), decisionAt(200, 0.1, 0.15, 0)});
  EXPECT_EQ(table->contextMenuPolicy(), Qt::ActionsContextMenu);
  table->setFocus();
  table->selectRow(1);
  ASSERT_EQ(table->actions().size(), 1);
  table->actions().front()->trigger();
  ASSERT_EQ(forks_->count(), 1);
  EXPECT_EQ(forks_->takeLast().front().toLongLong(), 100);
  table->selectRow(0);
  QApplication::setActiveWindow(view.get());
  QTest::keyClick(table, Qt::Key_Return);
  ASSERT_EQ(forks_->count(), 1);
  EXPECT_EQ(forks_->takeLast().front().toLongLong(), 200);
}

TEST_F(ScoutViewTest, MovesToAnotherAxisWithAllItsPoints) {
  CommunicationPoint sent;
  sent.iteration = 200;
  sent.seconds = 20;
  sent.bytes = {800};
  consume({scouted(), decisionAt(100, 0.2, 0.1, 0.25), sent});
  view->setXAxis(XAxis::Bytes);
  EXPECT_EQ(drawn(0, "Setting").back(), QPointF(800, 10));
  EXPECT_EQ(drawn(1, "Mean"), (std::vector<QPointF>{{400, 25}}));
}

TEST_F(ScoutViewTest, ZoomsAllStripsTogetherAndFollowsAgainWithAll) {
  consume(test::events({.travelEvery = 100}));
  QKeyEvent closer{QEvent::KeyPress, Qt::Key_Plus, Qt::NoModifier};
  QApplication::sendEvent(&strips->at(2), &closer);
  EXPECT_EQ(strips->at(0).xRange(), strips->at(2).xRange());
  EXPECT_FALSE(strips->at(1).follows());
  view->setFollow(true);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(strips->at(i).follows());
  EXPECT_EQ(strips->at(0).xRange(), strips->at(1).xRange());
}

}  // namespace
}  // namespace lab::ui
