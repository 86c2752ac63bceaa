// The window with experiments that wait, and with runs that are chosen to be compared.

#include <algorithm>
#include <fstream>
#include <sstream>

#include <QAction>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run_store.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/menu_entry.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/queue_panel.h"

namespace lab::ui {
namespace {

using test::eventually;
using test::FakeEngine;
using testing::ElementsAre;
using testing::HasSubstr;

class QueueWindow : public testing::Test {
 protected:
  QueueWindow() {
    engine_.path = sandbox_.runs() / "made-up.h5";
    window_.show();
    window_.begin();
    panel_ = window_.findChild<SpecPanel*>();
    panel_->setPreset("quickstart");
  }

  void trigger(const QString& text) {
    for (auto* action : window_.findChildren<QAction*>()) {
      if (action->text().remove('&') == text) return action->trigger();
    }
    FAIL() << "no action " << text.toStdString();
  }

  /// Adds the form's experiment, with that seed, to the queue.
  void queue(std::int64_t seed) {
    ExperimentSpec spec = panel_->spec();
    spec.seed = seed;
    panel_->setSpec(spec);
    trigger(QStringLiteral("Add to the queue"));
  }

  void end(RunStatus status) {
    const auto before = engine_.calls.size();
    engine_.send(RunEnded{10, 1, status, status == RunStatus::Failed ? "no" : ""});
    ASSERT_TRUE(eventually([&] { return engine_.calls.size() > before; }));
  }

  [[nodiscard]] int waiting() const {
    return window_.findChild<QueuePanel*>()->findChild<QListView*>()->model()->rowCount();
  }
  [[nodiscard]] std::size_t starts() const {
    return static_cast<std::size_t>(std::ranges::count(engine_.calls, "start"));
  }

  test::Sandbox sandbox_;
  FakeEngine engine_;
  MainWindow window_{engine_.factory()};
  SpecPanel* panel_ = nullptr;
};

TEST_F(QueueWindow, StartsAtOnceWhenNothingRuns) {
  queue(7);
  EXPECT_THAT(engine_.calls, ElementsAre("start"));
  EXPECT_EQ(engine_.spec.seed, 7);
  EXPECT_EQ(waiting(), 0);
}

TEST_F(QueueWindow, RunsOneAfterTheOtherWhateverTheFormSaysThen) {
  queue(1);
  queue(2);
  queue(3);
  EXPECT_EQ(waiting(), 2);
  panel_->setPreset("signature");
  end(RunStatus::Finished);
  EXPECT_EQ(engine_.spec.seed, 2);
  end(RunStatus::Failed);
  EXPECT_EQ(engine_.spec.seed, 3);
  end(RunStatus::Finished);
  EXPECT_EQ(starts(), 3U);
  EXPECT_EQ(waiting(), 0);
}

TEST_F(QueueWindow, AfterAStopItWaitsToBeStarted) {
  queue(1);
  queue(2);
  end(RunStatus::Stopped);
  EXPECT_EQ(starts(), 1U);
  EXPECT_EQ(waiting(), 1);
  for (auto* button : window_.findChild<QueuePanel*>()->findChildren<QPushButton*>()) {
    if (button->text().remove('&') == "Start the queue") button->click();
  }
  EXPECT_EQ(starts(), 2U);
  EXPECT_EQ(engine_.spec.seed, 2);
}

TEST_F(QueueWindow, AnInvalidFormIsNotQueued) {
  ExperimentSpec spec = panel_->spec();
  spec.training.learningRate = -1;
  panel_->setSpec(spec);
  trigger(QStringLiteral("Add to the queue"));
  EXPECT_TRUE(engine_.calls.empty());
  EXPECT_EQ(waiting(), 0);
}

TEST(KeptQueue, WhatWaitsIsStillThereAtTheNextStartAndStartsWhenAsked) {
  const test::Sandbox sandbox;
  {
    FakeEngine engine;
    MainWindow before{engine.factory()};
    before.begin();
    auto* panel = before.findChild<SpecPanel*>();
    for (const std::int64_t seed : {1, 2, 3}) {
      ExperimentSpec spec = panel->spec();
      spec.seed = seed;
      panel->setSpec(spec);
      test::menuEntry(before, QStringLiteral("Add to the queue"))->trigger();
    }
    EXPECT_TRUE(before.close());
  }
  FakeEngine engine;
  MainWindow after{engine.factory()};
  after.begin();
  auto* queue = after.findChild<QueuePanel*>();
  EXPECT_EQ(queue->findChild<QListView*>()->model()->rowCount(), 2);
  EXPECT_TRUE(engine.calls.empty());
  for (auto* button : queue->findChildren<QPushButton*>()) {
    if (button->text().remove('&') == "Start the queue") button->click();
  }
  EXPECT_EQ(engine.spec.seed, 2);
}

std::string said(const MainWindow& window) {
  std::string sentences;
  for (const auto* bar : window.findChildren<MessageBar*>()) {
    if (!bar->isHidden()) sentences += bar->sentence().toStdString();
  }
  return sentences;
}

TEST(KeptQueue, OneThatCannotBeReadIsSaidAndSetAside) {
  const test::Sandbox sandbox;
  const std::string unreadable = "[{\"device\": \"auto\"}]";
  std::ofstream{sandbox.runs() / "queue.json"} << unreadable;
  FakeEngine engine;
  MainWindow window{engine.factory()};
  window.begin();
  EXPECT_THAT(said(window), HasSubstr("queue.json: what waited in the queue cannot be read"));
  EXPECT_THAT(said(window), HasSubstr("it is kept as queue.unreadable.json"));
  std::stringstream kept;
  kept << std::ifstream{sandbox.runs() / "queue.unreadable.json"}.rdbuf();
  EXPECT_EQ(kept.str(), unreadable);
}

// Two windows writing one file would each throw away what waits in the other.
TEST_F(QueueWindow, ASecondWindowOnTheSameRunsLeavesTheKeptQueueAlone) {
  queue(1);
  queue(2);
  {
    FakeEngine engine;
    MainWindow second{engine.factory()};
    second.begin();
    EXPECT_EQ(second.findChild<QueuePanel*>()->findChild<QListView*>()->model()->rowCount(), 0);
    EXPECT_THAT(said(second), HasSubstr("Another window keeps the queue"));
    test::menuEntry(second, QStringLiteral("Add to the queue"))->trigger();
    test::menuEntry(second, QStringLiteral("Add to the queue"))->trigger();
    EXPECT_TRUE(second.close());
  }
  const auto file = sandbox_.runs() / "queue.json";
  ASSERT_TRUE(eventually([&] { return std::filesystem::exists(file); }));
  std::stringstream kept;
  kept << std::ifstream{file}.rdbuf();
  EXPECT_THAT(kept.str(), HasSubstr("\"seed\": 2"));
}

TEST_F(QueueWindow, ClosingStartsNothingThatWaits) {
  queue(1);
  queue(2);
  EXPECT_TRUE(window_.close());
  EXPECT_EQ(starts(), 1U);
}

TEST_F(QueueWindow, TheSecondChosenRunBringsTheCompareTab) {
  test::writeRun(sandbox_.runs() / "a.h5");
  test::writeRun(sandbox_.runs() / "b.h5");
  auto* library = window_.findChild<RunLibrary*>();
  library->refresh();
  ASSERT_TRUE(eventually([&] { return library->model().rowCount() == 2; }));
  auto* page = window_.findChild<ComparePage*>();
  library->table().select({sandbox_.runs() / "a.h5"});
  EXPECT_EQ(page->entries().size(), 1U);
  EXPECT_FALSE(page->isVisible());
  library->table().select({sandbox_.runs() / "a.h5", sandbox_.runs() / "b.h5"});
  EXPECT_TRUE(page->isVisible());
  const auto* rows = library->table().model();
  for (int row = 0; row < 2; ++row) {
    const auto name = rows->index(row, static_cast<int>(RunColumn::Name));
    EXPECT_TRUE(eventually([&] { return !name.data(Qt::DecorationRole).isNull(); })) << "its line's colour";
  }
  auto* workspace = window_.findChild<Workspace*>();
  workspace->showTab(Workspace::Live);
  EXPECT_FALSE(page->isVisible());
  EXPECT_TRUE(workspace->view("accuracy")->isVisibleTo(workspace));
}

TEST(Resume, WhatWasInterruptedIsOfferedOnce) {
  const test::Sandbox sandbox;
  test::RecordedRunFile cutOff{.created = "2026-11-25T10:00:00Z", .status = RunStatus::Interrupted};
  cutOff.spec.name = "cut off";
  test::writeRun(sandbox.runs() / "a.h5", cutOff);
  test::writeRun(sandbox.runs() / "b.h5", {.created = "2026-11-25T11:00:00Z"});
  test::writeRun(sandbox.runs() / "c.h5",
                 {.created = "2026-11-25T12:00:00Z", .status = RunStatus::Interrupted});
  std::ofstream{checkpointOf(sandbox.runs() / "a.h5")} << "damaged";  // c has none
  FakeEngine engine;
  MainWindow window{engine.factory()};
  window.begin();
  ASSERT_TRUE(eventually([&] { return !said(window).empty(); }));
  EXPECT_THAT(said(window), HasSubstr("“cut off” was interrupted"));
  for (auto* button : window.findChildren<QPushButton*>()) {
    if (button->text().remove('&') == "Resume it") {
      button->click();
      break;
    }
  }
  EXPECT_TRUE(eventually([&] { return said(window).find("a.h5.checkpoint") != std::string::npos; })) << said(window);
  EXPECT_TRUE(engine.calls.empty());
}

TEST(Resume, IsOfferedWhenWhatWasSaidBeforeHasBeenRead) {
  const test::Sandbox sandbox;
  test::writeRun(sandbox.runs() / "a.h5", {.status = RunStatus::Interrupted});
  std::ofstream{checkpointOf(sandbox.runs() / "a.h5")} << "made up";
  std::ofstream{sandbox.runs() / "queue.json"} << "[{}]";
  FakeEngine engine;
  MainWindow window{engine.factory()};
  window.begin();
  const auto* library = window.findChild<RunLibrary*>();
  ASSERT_TRUE(eventually([&] { return library->model().rowCount() == 1; }));
  EXPECT_THAT(said(window), HasSubstr("queue.unreadable.json"));
  for (auto* bar : window.findChildren<MessageBar*>()) bar->dismiss();
  EXPECT_TRUE(eventually([&] { return said(window).find("was interrupted") != std::string::npos; })) << said(window);
  for (auto* bar : window.findChildren<MessageBar*>()) bar->dismiss();
  QCoreApplication::processEvents();
  EXPECT_EQ(said(window), "") << "once";
}

TEST_F(QueueWindow, UndoIsInTheMenuAndSaysWhatItTakesBack) {
  test::writeRun(sandbox_.runs() / "a.h5");
  auto* library = window_.findChild<RunLibrary*>();
  library->refresh();
  ASSERT_TRUE(eventually([&] { return library->model().rowCount() == 1; }));
  library->trash({sandbox_.runs() / "a.h5"});
  QMenu* edit = window_.menuBar()->actions().at(1)->menu();
  QAction* undo = edit->actions().front();
  EXPECT_THAT(undo->text().toStdString(), HasSubstr("to the trash"));
  edit->popup({});
  QTest::mouseClick(edit, Qt::LeftButton, {}, edit->actionGeometry(undo).center());
  EXPECT_TRUE(eventually([&] { return std::filesystem::exists(sandbox_.runs() / "a.h5"); }));
}

}  // namespace
}  // namespace lab::ui
