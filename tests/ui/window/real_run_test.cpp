// The window with the engine behind it, from the first button to the file on the disk.

#include <QPushButton>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run_store.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/wording.h"

namespace lab::ui {
namespace {

using test::eventually;
using testing::HasSubstr;

class RealRun : public testing::Test {
 protected:
  RealRun() {
    window_.show();
    window_.begin();
    panel_ = window_.findChild<SpecPanel*>();
    transport_ = window_.findChild<TransportBar*>();
    panel_->setPreset("signature");
  }

  /// The signature preset, so long that only a button ends it.
  void runForever() {
    ExperimentSpec spec = panel_->spec();
    spec.training.iterations = 10'000'000;
    spec.evaluation.every = 7;
    spec.evaluation.test = TestMode::Slices;
    panel_->setSpec(spec);
    transport_->runAction()->trigger();
    ASSERT_TRUE(eventually([this] { return iteration() > 0; })) << said();
  }

  [[nodiscard]] std::string said() const {
    std::string sentences;
    for (const auto* bar : window_.findChildren<MessageBar*>()) {
      if (bar->isVisibleTo(&window_)) sentences += bar->sentence().toStdString();
    }
    return sentences;
  }
  [[nodiscard]] std::int64_t iteration() const {
    for (const auto* label : transport_->findChildren<QLabel*>()) {
      if (label->accessibleName() == "Progress") {
        return QLocale{}.toLongLong(label->text().section(" /", 0, 0));
      }
    }
    return -1;
  }
  [[nodiscard]] bool paused() const { return transport_->pauseAction()->text() == QStringLiteral("&Resume"); }

  test::Sandbox sandbox_;
  MainWindow window_;
  SpecPanel* panel_ = nullptr;
  TransportBar* transport_ = nullptr;
};

TEST_F(RealRun, GoesFromTheFormToTheEndCardAndTheStore) {
  ASSERT_TRUE(panel_->problems().empty()) << panel_->problems().front().text;
  transport_->runAction()->trigger();
  ASSERT_TRUE(eventually([this] { return !said().empty(); }));
  EXPECT_THAT(said(), HasSubstr("reached"));
  const auto runs = listRuns(sandbox_.runs());
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs.front().problem, "");
  EXPECT_EQ(runs.front().summary.status, RunStatus::Finished);
  EXPECT_EQ(readSpec(runs.front().summary.specJson), panel_->spec());
}

TEST_F(RealRun, PausesAndStepsByExactlyWhatWasAsked) {
  runForever();
  transport_->pauseAction()->trigger();
  ASSERT_TRUE(eventually([this] { return paused(); }));
  const std::int64_t first = iteration();
  Q_EMIT transport_->stepRequested(StepSize::Minibatch);
  ASSERT_TRUE(eventually([&] { return paused() && iteration() > first; }));
  EXPECT_EQ(iteration(), first + 1);
  Q_EMIT transport_->stepRequested(StepSize::Evaluation);
  ASSERT_TRUE(eventually([&] { return paused() && iteration() > first + 1 && iteration() % 7 == 0; }));
  EXPECT_EQ(iteration(), (first + 1) / 7 * 7 + 7);
  transport_->stopAction()->trigger();
  ASSERT_TRUE(eventually([this] { return transport_->runAction()->isEnabled(); }));
  EXPECT_THAT(said(), HasSubstr("ended after"));
}

TEST_F(RealRun, AStoppedRunGoesOnToTheSameEnd) {
  ExperimentSpec spec = panel_->spec();
  spec.evaluation.every = 10;
  panel_->setSpec(spec);
  transport_->runAction()->trigger();
  transport_->pauseAction()->trigger();
  ASSERT_TRUE(eventually([this] { return paused(); }));
  Q_EMIT transport_->stepRequested(StepSize::Evaluation);
  ASSERT_TRUE(eventually([this] { return paused() && iteration() > 0 && iteration() % 10 == 0; }));
  transport_->stopAction()->trigger();
  ASSERT_TRUE(eventually([this] { return transport_->runAction()->isEnabled(); }));
  const auto stopped = listRuns(sandbox_.runs()).front().summary;
  ASSERT_EQ(stopped.status, RunStatus::Stopped);

  Q_EMIT window_.findChild<RunLibrary*>()->resumeRequested(stopped.path);
  ASSERT_TRUE(eventually([&] {
    const auto runs = listRuns(sandbox_.runs());
    return runs.front().summary.status == RunStatus::Finished && transport_->runAction()->isEnabled();
  })) << said();
  const auto resumed = listRuns(sandbox_.runs());
  ASSERT_EQ(resumed.size(), 1u) << "it is the same run";
  // The views have seen one run, every evaluation of it.
  const auto* plot = window_.findChild<Workspace*>()->view("accuracy")->findChild<LinePlot*>();
  const auto evaluations = static_cast<std::size_t>(resumed.front().summary.iteration / 10 + 1);
  EXPECT_TRUE(eventually([&] { return plot->pointCount(0) == evaluations; })) << plot->pointCount(0);

  transport_->runAction()->trigger();
  ASSERT_TRUE(eventually([&] {
    const auto runs = listRuns(sandbox_.runs());
    return runs.size() == 2 && runs.front().summary.status == RunStatus::Finished;
  }));
  EXPECT_EQ(listRuns(sandbox_.runs()).front().summary.weightHash, resumed.front().summary.weightHash);
}

TEST_F(RealRun, ClosingLeavesAStoppedRunWithItsCheckpoint) {
  runForever();
  EXPECT_TRUE(window_.close());
  const auto runs = listRuns(sandbox_.runs());
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs.front().summary.status, RunStatus::Stopped);
  EXPECT_TRUE(std::filesystem::exists(checkpointOf(runs.front().summary.path)));
}

}  // namespace
}  // namespace lab::ui
