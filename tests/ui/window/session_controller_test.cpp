#include "ui/bridge/session_controller.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/sandbox.h"
#include "ui/transport_bar.h"

namespace lab::ui {
namespace {

using test::eventually;
using test::FakeEngine;
using testing::ElementsAre;
using testing::IsEmpty;

class Controller : public testing::Test {
 protected:
  Controller() {
    QObject::connect(&controller_, &SessionController::stateChanged, &controller_,
                     [this](RunState state) { states_.push_back(state); });
    QObject::connect(&controller_, &SessionController::problem, &controller_,
                     [this](const QString& sentence) { problems_ << sentence; });
  }

  void start() {
    ExperimentSpec spec;
    spec.evaluation.every = 50;
    ASSERT_TRUE(controller_.start(spec, "cpu"));
    RunStarted started;
    started.iterations = 600;
    started.iterationsPerEpoch = 59.7;
    engine_.send(started);
  }

  [[nodiscard]] bool reach(RunState state) const {
    return eventually([&] { return controller_.state() == state; });
  }

  FakeEngine engine_;
  SessionController controller_{engine_.factory()};
  std::vector<RunState> states_;
  QStringList problems_;
};

TEST_F(Controller, StartsOneRunWithTheSpecAndTheDevice) {
  start();
  EXPECT_EQ(controller_.state(), RunState::Running);
  EXPECT_EQ(engine_.device, "cpu");
  EXPECT_EQ(engine_.spec.evaluation.every, 50);
  EXPECT_EQ(controller_.path(), engine_.path);
  EXPECT_FALSE(controller_.start({}, "cpu"));
  EXPECT_THAT(engine_.calls, ElementsAre("start"));
}

TEST_F(Controller, IsPausedOnlyWhenTheEngineSaysSo) {
  start();
  controller_.pause();
  EXPECT_EQ(controller_.state(), RunState::Running);
  engine_.send(RunPaused{3});
  ASSERT_TRUE(reach(RunState::Paused));
  controller_.resume();
  EXPECT_EQ(controller_.state(), RunState::Paused);
  engine_.send(RunResumed{3});
  ASSERT_TRUE(reach(RunState::Running));
  EXPECT_THAT(engine_.calls, ElementsAre("start", "pause", "resume"));
}

TEST_F(Controller, StepsByAMinibatchToTheNextEvaluationAndByAnEpoch) {
  start();
  engine_.send(RunPaused{130});
  ASSERT_TRUE(reach(RunState::Paused));
  engine_.now = {130, 600, 1};
  controller_.step(StepSize::Minibatch);
  controller_.step(StepSize::Evaluation);  // evaluations at 50, 100, 150
  controller_.step(StepSize::Epoch);       // 59.7 iterations
  EXPECT_THAT(engine_.calls, ElementsAre("start", "step 1", "step 20", "step 60"));
}

TEST_F(Controller, StepsAWholeIntervalFromAnEvaluation) {
  start();
  engine_.now = {150, 600, 1};
  controller_.step(StepSize::Evaluation);
  EXPECT_THAT(engine_.calls, ElementsAre("start", "step 50"));
}

TEST_F(Controller, StopGoesThroughStoppingToEnded) {
  start();
  controller_.stop();
  controller_.stop();
  EXPECT_EQ(controller_.state(), RunState::Stopping);
  engine_.send(CheckpointWritten{7});
  engine_.send(RunEnded{7, 1, RunStatus::Stopped, {}});
  ASSERT_TRUE(reach(RunState::Ended));
  EXPECT_THAT(states_, ElementsAre(RunState::Running, RunState::Stopping, RunState::Ended));
  EXPECT_THAT(engine_.calls, ElementsAre("start", "stop", "gone"));
}

TEST_F(Controller, APauseThatCrossesAStopDoesNotRevive) {
  start();
  controller_.stop();
  engine_.send(RunPaused{7});
  engine_.send(RunResumed{7});
  engine_.send(RunEnded{7, 1, RunStatus::Stopped, {}});
  ASSERT_TRUE(reach(RunState::Ended));
  EXPECT_THAT(states_, ElementsAre(RunState::Running, RunState::Stopping, RunState::Ended));
}

TEST_F(Controller, StartsAgainAfterTheEnd) {
  start();
  engine_.send(RunEnded{600, 9, RunStatus::Finished, {}});
  ASSERT_TRUE(reach(RunState::Ended));
  EXPECT_TRUE(controller_.start({}, "cpu"));
  EXPECT_EQ(controller_.state(), RunState::Running);
}

TEST_F(Controller, IgnoresButtonsWithoutARun) {
  controller_.pause();
  controller_.resume();
  controller_.step(StepSize::Epoch);
  controller_.stop();
  controller_.finish();
  EXPECT_THAT(engine_.calls, IsEmpty());
  EXPECT_EQ(controller_.state(), RunState::Idle);
}

TEST_F(Controller, TellsWhyARunCannotStart) {
  engine_.refuses = true;
  EXPECT_FALSE(controller_.start({}, "cpu"));
  EXPECT_EQ(controller_.state(), RunState::Idle);
  EXPECT_THAT(problems_.join('|').toStdString(), testing::StartsWith("disk: full"));
}

TEST_F(Controller, TellsOnceThatTheRunIsNoLongerRecorded) {
  start();
  engine_.recordingProblem = "run.h5: no space left on the disk";
  engine_.send(TrainingPoint{});
  ASSERT_TRUE(eventually([&] { return !problems_.isEmpty(); }));
  engine_.send(RunEnded{600, 9, RunStatus::Finished, {}});
  ASSERT_TRUE(reach(RunState::Ended));
  EXPECT_EQ(problems_, QStringList{"run.h5: no space left on the disk"});
}

TEST_F(Controller, FinishStopsAndDeliversTheLastEvents) {
  start();
  std::vector<RunStatus> ends;
  QObject::connect(&controller_, &SessionController::arrived, &controller_,
                   [&](const std::vector<Event>& batch) {
                     for (const auto& event : batch) {
                       if (const auto* end = std::get_if<RunEnded>(&event)) ends.push_back(end->status);
                     }
                   });
  controller_.finish();
  EXPECT_EQ(controller_.state(), RunState::Ended);
  EXPECT_THAT(ends, ElementsAre(RunStatus::Stopped));
  EXPECT_THAT(engine_.calls, ElementsAre("start", "stop", "wait", "gone"));
}

TEST_F(Controller, ReportsProgressRateAndTimeLeft) {
  start();
  RunProgress latest;
  QObject::connect(&controller_, &SessionController::progressed, &controller_,
                   [&](const RunProgress& progress) { latest = progress; });
  engine_.now = {100, 600, 10};
  engine_.send(TrainingPoint{});
  ASSERT_TRUE(eventually([&] { return latest.iteration == 100; }));
  engine_.now = {120, 600, 12};
  engine_.send(TrainingPoint{});
  ASSERT_TRUE(eventually([&] { return latest.iteration == 120; }));
  EXPECT_DOUBLE_EQ(latest.perSecond, 10);
  EXPECT_EQ(latest.iterations, 600);
  ASSERT_TRUE(latest.secondsLeft);
  EXPECT_DOUBLE_EQ(*latest.secondsLeft, 48);
}

TEST(RateMeter, KnowsNothingFromOnePoint) {
  RateMeter meter;
  EXPECT_EQ(meter.perSecond(), 0);
  meter.add(1, 10);
  EXPECT_EQ(meter.perSecond(), 0);
  EXPECT_FALSE(meter.remaining(100));
}

TEST(RateMeter, ForgetsASlowStart) {
  RateMeter meter;
  meter.add(0, 0);
  meter.add(60, 6);  // one iteration in ten seconds while the data was loaded
  for (int second = 61; second <= 70; ++second) meter.add(second, 6 + (second - 60) * 20);
  EXPECT_DOUBLE_EQ(meter.perSecond(), 20);
}

TEST(RateMeter, IgnoresTimeThatStandsStill) {
  RateMeter meter;
  meter.add(1, 10);
  meter.add(2, 20);
  meter.add(2, 20);
  EXPECT_DOUBLE_EQ(meter.perSecond(), 10);
  EXPECT_DOUBLE_EQ(meter.remaining(15).value_or(-1), 0);
}

/// Which buttons can be pressed: run, pause, step, stop.
std::vector<bool> buttons(const TransportBar& bar) {
  return {bar.runAction()->isEnabled(), bar.pauseAction()->isEnabled(), bar.stepMenu()->isEnabled(),
          bar.stopAction()->isEnabled()};
}

TEST(TransportBar, OffersWhatTheStateAllows) {
  TransportBar bar;
  EXPECT_THAT(buttons(bar), ElementsAre(true, false, false, false));
  bar.setState(RunState::Running);
  EXPECT_THAT(buttons(bar), ElementsAre(false, true, true, true));
  bar.setState(RunState::Paused);
  EXPECT_THAT(buttons(bar), ElementsAre(false, true, true, true));
  bar.setState(RunState::Stopping);
  EXPECT_THAT(buttons(bar), ElementsAre(false, false, false, false));
  bar.setState(RunState::Ended);
  EXPECT_THAT(buttons(bar), ElementsAre(true, false, false, false));
}

TEST(TransportBar, PauseBecomesResume) {
  TransportBar bar;
  std::vector<std::string> asked;
  QObject::connect(&bar, &TransportBar::pauseRequested, &bar, [&] { asked.emplace_back("pause"); });
  QObject::connect(&bar, &TransportBar::resumeRequested, &bar, [&] { asked.emplace_back("resume"); });
  bar.setState(RunState::Running);
  bar.pauseAction()->trigger();
  bar.setState(RunState::Paused);
  EXPECT_EQ(bar.pauseAction()->text(), QStringLiteral("&Resume"));
  bar.pauseAction()->trigger();
  EXPECT_THAT(asked, ElementsAre("pause", "resume"));
}

TEST(TransportBar, WritesTimesAsAClockDoes) {
  EXPECT_EQ(clockText(0), "0:00");
  EXPECT_EQ(clockText(40.2), "0:41");
  EXPECT_EQ(clockText(725), "12:05");
  EXPECT_EQ(clockText(3723), "1:02:03");
}

}  // namespace
}  // namespace lab::ui
