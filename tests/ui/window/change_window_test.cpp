// A run that gets other settings while it goes, as the window offers it.

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QTableView>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "engine/verify.h"
#include "tests/ui/views/fake_run.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/plot/line_plot.h"
#include "ui/run_log.h"
#include "ui/twin_menu.h"

namespace lab::ui {
namespace {

using test::eventually;
using test::FakeEngine;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ChangeWindow : public testing::Test {
 protected:
  ChangeWindow() {
    engine_.path = sandbox_.runs() / "made-up.h5";
    window_.show();
    window_.begin();
    panel_ = window_.findChild<SpecPanel*>();
    panel_->setSpec(test::plainSpec());
  }

  [[nodiscard]] QString said() const {
    QStringList sentences;
    for (const auto* bar : window_.findChildren<MessageBar*>()) {
      if (bar->isVisibleTo(&window_)) sentences << bar->sentence();
    }
    return sentences.join('|');
  }
  [[nodiscard]] QAction* action() const {
    for (auto* action : window_.findChildren<QAction*>()) {
      if (action->text().remove('&') == QStringLiteral("Change the running run")) return action;
    }
    return nullptr;
  }

  void run() {
    window_.findChild<TransportBar*>()->runAction()->trigger();
    auto events = test::eventsOf({.spec = engine_.spec});
    events.pop_back();  // the end
    for (const auto& event : test::until(events, 50)) engine_.send(event);
    ASSERT_TRUE(eventually([&] { return action()->isEnabled(); }));
  }

  void setForm(double learningRate) {
    auto spec = panel_->spec();
    spec.training.learningRate = learningRate;
    panel_->setSpec(spec);
  }

  test::Sandbox sandbox_;
  FakeEngine engine_;
  FakeEngine right_{.path = "right.h5"};
  MainWindow window_{engine_.factory(), resumedSession, test::twinFactory(engine_, right_)};
  SpecPanel* panel_ = nullptr;
};

TEST_F(ChangeWindow, GivesTheRunningRunTheSettingsOfTheForm) {
  EXPECT_FALSE(action()->isEnabled());
  run();
  setForm(0.25);
  action()->trigger();
  EXPECT_THAT(engine_.calls, ElementsAre("start", "change"));
  auto expected = engine_.spec;
  expected.training.learningRate = 0.25;
  EXPECT_EQ(engine_.changed, expected);
}

TEST_F(ChangeWindow, SaysWhatHasChangedAndMarksItInThePlots) {
  run();
  setForm(0.25);
  action()->trigger();
  engine_.send(SettingChanged{50, "training.learning_rate", "0.01", "0.25"});
  ASSERT_TRUE(eventually([&] { return said().contains(QStringLiteral("Changed at iteration 50")); }));
  EXPECT_THAT(said().toStdString(), HasSubstr("Learning rate from 0.01 to 0.25."));
  for (const auto* view : {"accuracy", "communication"}) {
    EXPECT_THAT(window_.findChild<Workspace*>()->view(view)->findChild<LinePlot*>()->changes(),
                ElementsAre(50));
  }
  action()->trigger();  // the form says the same as the run now
  EXPECT_THAT(said().toStdString(), HasSubstr("has the settings of the form already"));
}

TEST_F(ChangeWindow, TheLogLeadsToTheSettingThatWasChanged) {
  run();
  engine_.send(SettingChanged{50, "training.learning_rate", "0.01", "0.25"});
  auto* log = window_.findChild<RunLog*>();
  auto* table = log->findChild<QTableView*>();
  const auto& lines = log->model().lines();
  ASSERT_TRUE(eventually([&] { return !lines.empty() && lines.back().field == "training.learning_rate"; }));
  table->selectRow(table->model()->rowCount() - 1);
  QApplication::setActiveWindow(&window_);
  table->actions().back()->trigger();
  EXPECT_TRUE(eventually([&] { return panel_->focusedKey() == "training.learning_rate"; }));
}

TEST_F(ChangeWindow, SaysWhatCannotBeChanged) {
  run();
  auto spec = panel_->spec();
  spec.partitions = 3;
  panel_->setSpec(spec);
  action()->trigger();
  EXPECT_THAT(said().toStdString(), HasSubstr("Partitions cannot be changed while the run goes"));
  EXPECT_THAT(engine_.calls, Not(Contains("change")));
}

TEST_F(ChangeWindow, OffersItWhileTheFormIsEdited) {
  run();
  const auto before = panel_->state();
  setForm(0.25);
  Q_EMIT panel_->edited(QStringLiteral("training.learning_rate"), before);
  EXPECT_THAT(said().toStdString(), HasSubstr("The running run keeps its settings"));
  for (auto* button : window_.findChildren<QPushButton*>()) {
    if (button->text().remove('&') == QStringLiteral("Change the running run")) button->click();
  }
  EXPECT_THAT(engine_.calls, Contains("change"));
}

TEST_F(ChangeWindow, LeavesTwinsAlone) {
  Q_EMIT window_.findChild<TwinMenu*>()->algorithmChosen("bsp");
  engine_.send(RunStarted{});
  right_.send(RunStarted{});
  EXPECT_FALSE(action()->isEnabled());
}

// With the engine behind the window.
TEST(RealChange, IsInTheFileAndRepeatedByVerify) {
  const test::Sandbox sandbox;
  MainWindow window;
  window.show();
  window.begin();
  auto* panel = window.findChild<SpecPanel*>();
  panel->setPreset("signature");
  auto spec = panel->spec();
  spec.training.iterations = 10'000'000;  // only a button ends it
  spec.evaluation.every = 7;
  panel->setSpec(spec);
  auto* transport = window.findChild<TransportBar*>();
  transport->runAction()->trigger();
  ASSERT_TRUE(eventually([&] { return transport->stopAction()->isEnabled(); }));
  spec.training.learningRate *= 0.5;
  panel->setSpec(spec);
  Q_EMIT window.findChild<MainMenu*>()->changeRequested();
  const auto runs = [&] { return listRuns(sandbox.runs()); };
  const auto changed = [&] {
    return runs().size() == 1 && !recordedChanges(runs().front().summary.path).empty();
  };
  ASSERT_TRUE(eventually(changed));
  const auto path = runs().front().summary.path;
  const auto change = recordedChanges(path).front();
  EXPECT_EQ(change.field, "training.learning_rate");
  const auto farther = [&] { return weightHashes(path).back().iteration > change.iteration + 7; };
  ASSERT_TRUE(eventually(farther));
  transport->stopAction()->trigger();
  ASSERT_TRUE(eventually([&] { return transport->runAction()->isEnabled(); }));
  EXPECT_EQ(verifyRun(path, change.iteration + 7).firstDifference, std::nullopt);
}

}  // namespace
}  // namespace lab::ui
