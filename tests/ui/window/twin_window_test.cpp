// Two runs in lockstep as the window sees them: one set of buttons, two columns, one moment.

#include <QPushButton>
#include <QSlider>
#include <QTabBar>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "tests/ui/views/fake_run.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/plot/line_plot.h"
#include "ui/twin_menu.h"
#include "ui/twin_page.h"

namespace lab::ui {
namespace {

using test::eventually;
using test::FakeEngine;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class TwinController : public testing::Test {
 protected:
  TwinController() { EXPECT_TRUE(controller_.startTwins({ExperimentSpec{}, ExperimentSpec{}}, "cpu")); }

  [[nodiscard]] bool reach(RunState state) const {
    return eventually([&] { return controller_.state() == state; });
  }

  FakeEngine left_{.path = "left.h5"};
  FakeEngine right_{.path = "right.h5"};
  SessionController controller_{recordedSession, resumedSession, test::twinFactory(left_, right_)};
};

TEST_F(TwinController, StartsBothAndKnowsBothFiles) {
  EXPECT_THAT(left_.calls, ElementsAre("start"));
  EXPECT_THAT(right_.calls, ElementsAre("start"));
  EXPECT_EQ(controller_.path(), "left.h5");
  EXPECT_EQ(controller_.twinPath(), "right.h5");
}

TEST_F(TwinController, IsPausedWhenBothAre) {
  controller_.pause();
  EXPECT_THAT(left_.calls, ElementsAre("start", "pause"));  // which holds for both
  EXPECT_THAT(right_.calls, ElementsAre("start"));
  left_.send(RunPaused{3});
  right_.send(RunPaused{3});
  ASSERT_TRUE(reach(RunState::Paused));
  left_.send(RunResumed{3});
  ASSERT_TRUE(reach(RunState::Running));
}

TEST_F(TwinController, HasEndedWhenBothHave) {
  left_.send(RunEnded{30, 1, RunStatus::Finished, {}});
  right_.send(RunPaused{31});
  ASSERT_TRUE(reach(RunState::Paused));  // of the one that is left
  controller_.stop();
  EXPECT_THAT(right_.calls, Contains("stop"));
  right_.send(RunEnded{31, 1, RunStatus::Stopped, {}});
  ASSERT_TRUE(reach(RunState::Ended));
  EXPECT_THAT(left_.calls, ElementsAre("start", "gone"));
}

TEST_F(TwinController, FinishesBoth) {
  controller_.finish();
  EXPECT_EQ(controller_.state(), RunState::Ended);
  EXPECT_THAT(left_.calls, ElementsAre("start", "stop", "wait", "gone"));
  EXPECT_THAT(right_.calls, ElementsAre("start", "wait", "gone"));
}

class TwinWindow : public testing::Test {
 protected:
  TwinWindow() {
    left_.path = sandbox_.runs() / "left.h5";
    right_.path = sandbox_.runs() / "right.h5";
    window_.show();
    window_.begin();
    window_.findChild<SpecPanel*>()->setSpec(test::plainSpec());
  }

  [[nodiscard]] QString said() const {
    QStringList sentences;
    for (const auto* bar : window_.findChildren<MessageBar*>()) {
      if (bar->isVisibleTo(&window_)) sentences << bar->sentence();
    }
    return sentences.join('|');
  }
  [[nodiscard]] TwinPage* page() const { return window_.findChild<TwinPage*>(); }
  [[nodiscard]] TwinMenu* menu() const { return window_.findChild<TwinMenu*>(); }
  [[nodiscard]] LinePlot* plot(Side side, const char* view) const {
    return page()->view(side, view)->findChild<LinePlot*>();
  }

  // Starts the experiment in the form beside the same with BSP, and plays both up to an iteration.
  void play(std::int64_t until) {
    Q_EMIT menu()->algorithmChosen("bsp");
    for (auto* engine : {&left_, &right_}) {
      auto events = test::eventsOf({.spec = engine->spec});
      events.pop_back();  // the end
      for (const auto& event : test::until(events, until)) engine->send(event);
    }
    ASSERT_TRUE(eventually([&] { return page()->digest(Side::Right).iteration == until; }));
    ASSERT_TRUE(eventually([&] { return page()->digest(Side::Left).iteration == until; }));
  }

  test::Sandbox sandbox_;
  FakeEngine single_;
  FakeEngine left_;
  FakeEngine right_;
  MainWindow window_{single_.factory(), resumedSession, test::twinFactory(left_, right_)};
};

TEST_F(TwinWindow, RunsTheFormBesideAnotherAlgorithm) {
  play(100);
  EXPECT_EQ(left_.spec, test::plainSpec());
  EXPECT_EQ(right_.spec.algorithm, (Choice{"bsp", {}}));
  EXPECT_EQ(right_.spec.partition, left_.spec.partition);
  EXPECT_TRUE(page()->isVisibleTo(&window_));
  EXPECT_EQ(page()->heading(Side::Left), QStringLiteral("Left: Gaia"));
  EXPECT_EQ(page()->heading(Side::Right), QStringLiteral("Right: BSP"));
}

TEST_F(TwinWindow, RunsTheFormBesideAnotherNormalization) {
  Q_EMIT menu()->normalizationChosen("batch");
  EXPECT_EQ(right_.spec.normalization, (Choice{"batch", {}}));
  EXPECT_EQ(right_.spec.algorithm, left_.spec.algorithm);
}

TEST_F(TwinWindow, BothColumnsHaveTheSameRanges) {
  play(100);
  for (const auto* view : {"accuracy", "communication"}) {
    EXPECT_EQ(plot(Side::Left, view)->yRange(), plot(Side::Right, view)->yRange()) << view;
    EXPECT_EQ(plot(Side::Left, view)->xRange(), plot(Side::Right, view)->xRange()) << view;
  }
  plot(Side::Left, "communication")->setLogarithmic(true);
  EXPECT_TRUE(plot(Side::Right, "communication")->isLogarithmic());
  EXPECT_EQ(plot(Side::Left, "communication")->yRange(), plot(Side::Right, "communication")->yRange());
}

TEST_F(TwinWindow, OneSliderTakesBothColumnsBack) {
  play(100);
  auto* slider = window_.findChild<Workspace*>()->scrubBar().findChild<QSlider*>();
  slider->setValue(slider->maximum() / 2);
  const auto time = plot(Side::Left, "accuracy")->time();
  ASSERT_TRUE(time.has_value());
  EXPECT_LT(*time, 100);
  EXPECT_EQ(plot(Side::Right, "accuracy")->time(), time);
}

TEST_F(TwinWindow, BothRunsAreRowsOfTheTable) {
  play(100);
  const auto& rows = window_.findChild<RunLibrary*>()->model().rows();
  ASSERT_TRUE(eventually([&] { return rows.size() == 2; }));
  for (const auto& row : rows) EXPECT_EQ(row.summary.status, RunStatus::Running);
}

TEST_F(TwinWindow, TheEndCardSpeaksOfBoth) {
  play(100);
  for (auto* engine : {&left_, &right_}) engine->send(RunEnded{100, 9, RunStatus::Finished, {}});
  ASSERT_TRUE(eventually([&] { return said().contains(QStringLiteral("Right: ")); }));
  EXPECT_THAT(said().toStdString(), HasSubstr("Left: Gaia reached"));
  EXPECT_THAT(said().toStdString(), HasSubstr("Right: BSP reached"));
}

TEST_F(TwinWindow, WhatCannotBeTwinsIsSaidAndNothingStarts) {
  ExperimentSpec other = test::plainSpec();
  other.seed = 99;
  test::writeRun(sandbox_.runs() / "other.h5", {.spec = other});
  auto* library = window_.findChild<RunLibrary*>();
  library->refresh();
  ASSERT_TRUE(eventually([&] { return library->model().rowCount() == 1; }));
  library->table().select({sandbox_.runs() / "other.h5"});
  Q_EMIT menu()->selectedRunChosen();
  EXPECT_THAT(said().toStdString(), HasSubstr("seed is "));
  EXPECT_THAT(left_.calls, IsEmpty());
}

TEST_F(TwinWindow, ItsTabGoesWhenARunGoesAlone) {
  play(100);
  for (auto* engine : {&left_, &right_}) engine->send(RunEnded{100, 9, RunStatus::Finished, {}});
  ASSERT_TRUE(eventually([&] { return said().contains(QStringLiteral("Right: ")); }));
  window_.findChild<TransportBar*>()->runAction()->trigger();
  EXPECT_THAT(single_.calls, ElementsAre("start"));
  EXPECT_FALSE(page()->isVisibleTo(&window_));
}

TEST_F(TwinWindow, ARecordedTwinIsShownBesideTheOther) {
  const auto write = [&](const char* name, const char* twin, const Choice& algorithm) {
    auto spec = test::plainSpec();
    spec.algorithm = algorithm;
    test::writeRun(sandbox_.runs() / name, {.spec = spec, .twin = twin});
  };
  write("a.h5", "b.h5", {"gaia", {}});
  write("b.h5", "a.h5", {"bsp", {}});
  window_.openFile(sandbox_.runs() / "a.h5");
  const auto offer = [&]() -> QPushButton* {
    for (auto* button : window_.findChildren<QPushButton*>()) {
      if (button->text().remove('&') == QStringLiteral("Beside its twin")) return button;
    }
    return nullptr;
  };
  ASSERT_TRUE(eventually([&] { return offer() != nullptr; }));
  offer()->click();
  ASSERT_TRUE(eventually([&] { return page()->digest(Side::Right).iteration == 100; }));
  EXPECT_EQ(page()->heading(Side::Right), QStringLiteral("Right: BSP"));
  EXPECT_TRUE(page()->isVisibleTo(&window_));
}

/// With the engine behind the window.
class RealTwins : public testing::Test {
 protected:
  RealTwins() {
    window_.show();
    window_.begin();
    auto* panel = window_.findChild<SpecPanel*>();
    panel->setPreset("signature");
    auto spec = panel->spec();
    spec.training.iterations = 10'000'000;  // only a button ends it
    spec.evaluation.every = 7;
    panel->setSpec(spec);
    const std::string other = spec.algorithm.id == "bsp" ? "fedavg" : "bsp";
    Q_EMIT window_.findChild<TwinMenu*>()->algorithmChosen(other);
  }

  [[nodiscard]] bool reach(Side side, std::int64_t iteration) const {
    return eventually([&] { return window_.findChild<TwinPage*>()->digest(side).iteration >= iteration; });
  }

  test::Sandbox sandbox_;
  MainWindow window_;
};

TEST_F(RealTwins, PauseAndStopTogetherAndNameEachOther) {
  auto* transport = window_.findChild<TransportBar*>();
  ASSERT_TRUE(reach(Side::Left, 14) && reach(Side::Right, 14));
  transport->pauseAction()->trigger();
  const auto paused = [&] { return transport->pauseAction()->text() == QStringLiteral("&Resume"); };
  ASSERT_TRUE(eventually(paused));
  const auto* page = window_.findChild<TwinPage*>();
  EXPECT_EQ(page->digest(Side::Left).iteration, page->digest(Side::Right).iteration);
  transport->stopAction()->trigger();
  ASSERT_TRUE(eventually([&] { return transport->runAction()->isEnabled(); }));
  const auto runs = listRuns(sandbox_.runs());
  ASSERT_EQ(runs.size(), 2U);
  for (const std::size_t i : {0U, 1U}) {
    EventLog log;
    replay(runs[i].summary.path, log);
    EXPECT_EQ(log.all<RunEnded>().at(0).status, RunStatus::Stopped);
    EXPECT_EQ(log.all<RunStarted>().at(0).twin, runs[1 - i].summary.path.filename().string());
  }
}

TEST(TwinMenuTest, OffersEverythingButWhatTheFormIs) {
  TwinMenu menu;
  ExperimentSpec form;
  form.algorithm = {"gaia", {}};
  menu.setForm(form);
  QStringList offered;
  for (const auto* action : menu.actions()) {
    if (action->isEnabled() && !action->isSeparator()) offered << action->text();
  }
  EXPECT_TRUE(offered.contains(QStringLiteral("BSP")));
  EXPECT_FALSE(offered.contains(QStringLiteral("Gaia")));
}

}  // namespace
}  // namespace lab::ui
