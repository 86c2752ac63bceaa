// A fork from the window: from the menu of the run table over the form to a new file, with the engine behind
// it.

#include <algorithm>
#include <string>
#include <vector>

#include <QMenu>
#include <QPushButton>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/fork.h"
#include "engine/run_store.h"
#include "tests/ui/window/sandbox.h"
#include "ui/bridge/session_controller.h"
#include "ui/forms/spec_panel.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/run_library.h"
#include "ui/transport_bar.h"

namespace lab::ui {
namespace {

using test::eventually;
using testing::Contains;
using testing::Field;
using testing::SizeIs;

class WindowFork : public testing::Test {
 protected:
  WindowFork() {
    window_.resize(1366, 768);
    window_.show();
    window_.begin();
    panel_ = window_.findChild<SpecPanel*>();
    library_ = window_.findChild<RunLibrary*>();
  }

  // Sixty iterations with a checkpoint after each, all kept.
  void runParent() {
    panel_->setPreset("signature");
    ExperimentSpec spec = panel_->spec();
    spec.training.iterations = 60;
    spec.evaluation.every = 20;
    spec.checkpoint.everySeconds = 1e-6;
    spec.checkpoint.keep = 1000;
    panel_->setSpec(spec);
    runToTheEnd(1);
  }

  void runToTheEnd(std::size_t runs) {
    QAction* button = window_.findChild<TransportBar*>()->runAction();
    ASSERT_TRUE(
        eventually([&] { return button->isEnabled(); }));  // the window hears of an end after the file
    button->trigger();
    const auto done = [&] {
      const auto listed = listRuns(sandbox_.runs());
      return listed.size() == runs && std::ranges::all_of(listed, [](const StoredRun& run) {
               return run.summary.status == RunStatus::Finished;
             });
    };
    ASSERT_TRUE(eventually(done));
  }

  [[nodiscard]] QMenu* forkMenu() {
    library_->refresh();
    const auto listed = [this] { return !library_->model().rows().empty(); };
    EXPECT_TRUE(eventually(listed));
    library_->table().setCurrentIndex(library_->table().model()->index(0, 1));
    for (QAction* action : library_->table().actions()) {
      if (action->menu() != nullptr) {
        Q_EMIT action->menu()->aboutToShow();
        return action->menu();
      }
    }
    return nullptr;
  }

  // For people to look at: FORK_SCREENSHOTS names a folder.
  void picture(const QString& name) {
    const QString folder = qEnvironmentVariable("FORK_SCREENSHOTS");
    if (!folder.isEmpty()) window_.grab().save(folder + '/' + name + ".png");
  }

  test::Sandbox sandbox_;
  MainWindow window_;
  SpecPanel* panel_ = nullptr;
  RunLibrary* library_ = nullptr;
};

TEST_F(WindowFork, GoesFromTheRunTableOverTheFormToANewFile) {
  runParent();
  const auto parent = listRuns(sandbox_.runs()).front().summary;
  QMenu* menu = forkMenu();
  ASSERT_NE(menu, nullptr);
  for (QAction* action : menu->actions()) {
    if (action->text().endsWith("50")) action->trigger();
  }
  ASSERT_TRUE(eventually([this] { return panel_->fork().has_value(); }));
  EXPECT_EQ(panel_->fork()->iteration, 50);
  auto* chip = window_.findChild<ForkChip*>();
  EXPECT_TRUE(chip->isVisibleTo(&window_));
  EXPECT_TRUE(chip->text().endsWith("at iteration 50")) << chip->text().toStdString();
  picture("form");

  runToTheEnd(2);
  picture("ended");
  for (const auto& run : listRuns(sandbox_.runs())) {
    EXPECT_EQ(run.summary.weightHash, parent.weightHash);
    if (run.summary.path == parent.path) continue;
    EXPECT_EQ(forkOrigin(run.summary.environmentJson)->iteration, 50);
  }
}

TEST_F(WindowFork, StartsAtADecisionThatHasACheckpoint) {
  runParent();
  auto* view = window_.findChild<Workspace*>()->view("skewscout");
  Q_EMIT view->forkWanted(40);
  ASSERT_TRUE(eventually([this] { return panel_->fork().has_value(); }));
  EXPECT_EQ(panel_->fork()->iteration, 40);
}

TEST_F(WindowFork, SaysInOneSentenceWhyADecisionHasNoForkAndOffersTheNearest) {
  runParent();
  const auto run = listRuns(sandbox_.runs()).front().summary.path;
  std::filesystem::remove(checkpointOf(run).string() + "s/40");
  auto* view = window_.findChild<Workspace*>()->view("skewscout");
  Q_EMIT view->forkWanted(40);
  auto* message = window_.findChild<MessageBar*>();
  ASSERT_TRUE(eventually([&] { return message->sentence().startsWith("No checkpoint of iteration 40"); }));
  EXPECT_FALSE(panel_->fork().has_value());
  picture("no-checkpoint");
  for (auto* button : message->findChildren<QPushButton*>()) {
    if (button->text().contains("39")) button->click();
  }
  ASSERT_TRUE(eventually([this] { return panel_->fork().has_value(); }));
  EXPECT_EQ(panel_->fork()->iteration, 39);
}

TEST_F(WindowFork, ShowsWhatTheFileHoldsFromTheParent) {
  runParent();
  const auto from = forkOf(listRuns(sandbox_.runs()).front().summary.path, 30);
  SessionController controller;
  std::vector<Event> heard;
  QObject::connect(
      &controller, &SessionController::arrived, &controller,
      [&](const std::vector<Event>& batch) { heard.insert(heard.end(), batch.begin(), batch.end()); });
  ASSERT_TRUE(
      controller.goOn({.run = from.run, .spec = forkSpec(from), .iteration = 30, .fork = from}, "cpu"));
  ASSERT_TRUE(eventually([&] { return controller.state() == RunState::Ended; }));
  std::vector<std::int64_t> evaluations;
  std::size_t starts = 0;
  for (const auto& event : heard) {
    if (const auto* point = std::get_if<EvaluationPoint>(&event)) evaluations.push_back(point->iteration);
    if (std::holds_alternative<RunStarted>(event)) ++starts;
  }
  EXPECT_EQ(starts, 1U);
  EXPECT_EQ(evaluations, (std::vector<std::int64_t>{0, 20, 40, 60}));
}

TEST_F(WindowFork, SaysAtTheFieldWhatCannotBeChanged) {
  runParent();
  const auto from = forkOf(listRuns(sandbox_.runs()).front().summary.path, 30);
  panel_->setFork(from);
  EXPECT_THAT(panel_->problems(), SizeIs(0));
  auto state = panel_->state();
  state.spec.partitions += 1;
  panel_->restore(state);
  EXPECT_THAT(panel_->problems(), Contains(Field(&Problem::field, "partition.count")));
  EXPECT_FALSE(panel_->field("partition.count")->problem().isEmpty());
  picture("problem");
  panel_->setSpec(from.spec);  // another experiment is no fork
  EXPECT_FALSE(panel_->fork().has_value());
}

}  // namespace
}  // namespace lab::ui
