#include "ui/series/run_state.h"

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

TEST(RunState, FollowsARunFromStartToEnd) {
  RunState state;
  EXPECT_EQ(state.phase, RunPhase::Empty);
  RunStarted started;
  started.partitions = 4;
  started.iterations = 900;
  state.add(started);
  EXPECT_EQ(state.phase, RunPhase::Running);
  EXPECT_EQ(state.partitions, 4);
  EXPECT_EQ(state.iterations, 900);
  state.add(RunPaused{.iteration = 10});
  EXPECT_EQ(state.phase, RunPhase::Paused);
  EXPECT_FALSE(state.ended());
  state.add(RunResumed{.iteration = 10});
  EXPECT_EQ(state.phase, RunPhase::Running);
  state.add(RunEnded{.iteration = 20, .seconds = 1, .status = RunStatus::Failed, .error = "disk full"});
  EXPECT_EQ(state.phase, RunPhase::Failed);
  EXPECT_TRUE(state.ended());
  EXPECT_EQ(state.error, "disk full");
  EXPECT_EQ(state.iteration, 20);
}

TEST(RunState, TakesAnyEventForASignOfARun) {
  RunState state;
  state.add(CheckpointWritten{.iteration = 5});
  EXPECT_EQ(state.phase, RunPhase::Running);
  EXPECT_EQ(state.iteration, 5);
}

TEST(RunState, PlacesChangesOnEveryAxisOnceTheyCanBe) {
  RunState state;
  RunStarted started;
  started.iterationsPerEpoch = 20;
  state.add(started);
  state.add(CommunicationPoint{.iteration = 10, .epoch = 0.5, .seconds = 5, .bytes = {100}, .values = {}});
  state.add(SettingChanged{15, "algorithm.threshold", "0.1", "0.3"});
  state.add(SettingChanged{15, "training.learning_rate", "0.01", "0.05"});
  EXPECT_THAT(state.changesOn(XAxis::Iteration), testing::ElementsAre(15));
  EXPECT_THAT(state.changesOn(XAxis::Epoch), testing::ElementsAre(0.75));
  EXPECT_THAT(state.changesOn(XAxis::Seconds), testing::IsEmpty());  // not before the next point
  state.add(CommunicationPoint{.iteration = 20, .epoch = 1, .seconds = 7, .bytes = {300}, .values = {}});
  EXPECT_THAT(state.changesOn(XAxis::Seconds), testing::ElementsAre(6));
  EXPECT_THAT(state.changesOn(XAxis::Bytes), testing::ElementsAre(200));
}

TEST(RunState, RemembersEachDivergedPartitionOnce) {
  RunState state;
  state.add(PartitionDiverged{.iteration = 7, .partition = 2});
  state.add(PartitionDiverged{.iteration = 9, .partition = 2});
  state.add(PartitionDiverged{.iteration = 9, .partition = 0});
  ASSERT_EQ(state.diverged.size(), 2U);
  EXPECT_EQ(state.diverged[0].iteration, 7);
  EXPECT_TRUE(state.hasDiverged(0));
  EXPECT_FALSE(state.hasDiverged(1));
}

TEST(RunState, ForgetsTheRunBefore) {
  RunState state;
  state.add(PartitionDiverged{.iteration = 7, .partition = 2});
  state.add(RunEnded{.iteration = 8, .seconds = 1, .status = RunStatus::Stopped, .error = {}});
  state.add(RunStarted{});
  EXPECT_EQ(state.phase, RunPhase::Running);
  EXPECT_TRUE(state.diverged.empty());
  EXPECT_EQ(state.iteration, 0);
}

}  // namespace
}  // namespace lab::ui
