// What a run needs besides tensors: order of the samples, threads and the handling of pause and
// stop.

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#ifdef __linux__
#include <sched.h>
#endif

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/rng.h"
#include "engine/train/run_control.h"
#include "engine/train/sampler.h"
#include "engine/train/split.h"
#include "engine/train/workers.h"

namespace lab {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

// --- Sampler

std::vector<std::int64_t> samplesFrom(std::int64_t first, std::int64_t count) {
  std::vector<std::int64_t> samples(static_cast<std::size_t>(count));
  std::iota(samples.begin(), samples.end(), first);
  return samples;
}

TEST(Sampler, DealsEverySampleOncePerPass) {
  const auto samples = samplesFrom(100, 30);
  Sampler sampler{samples, Seed{1}};
  for (int pass = 0; pass < 4; ++pass) {
    EXPECT_THAT(sampler.next(30), UnorderedElementsAreArray(samples)) << pass;
  }
}

TEST(Sampler, ChangesTheOrderFromPassToPass) {
  Sampler sampler{samplesFrom(0, 30), Seed{1}};
  const auto first = sampler.next(30);
  const auto second = sampler.next(30);
  EXPECT_NE(first, second);
  EXPECT_NE(first, samplesFrom(0, 30));
}

TEST(Sampler, FillsAMinibatchFromTheNextPass) {
  Sampler whole{samplesFrom(0, 10), Seed{2}};
  auto expected = whole.next(10);
  const auto second = whole.next(10);
  expected.insert(expected.end(), second.begin(), second.end());

  Sampler sampler{samplesFrom(0, 10), Seed{2}};
  std::vector<std::int64_t> dealt;
  for (int i = 0; i < 5; ++i) {
    const auto batch = sampler.next(4);
    EXPECT_EQ(batch.size(), 4U);
    dealt.insert(dealt.end(), batch.begin(), batch.end());
  }
  EXPECT_EQ(dealt, expected);
}

TEST(Sampler, GivesAMinibatchLargerThanThePartition) {
  Sampler sampler{{7, 8}, Seed{3}};
  const auto batch = sampler.next(5);
  EXPECT_EQ(batch.size(), 5U);
  EXPECT_EQ(std::ranges::count(batch, 7) + std::ranges::count(batch, 8), 5);
  EXPECT_GE(std::ranges::count(batch, 7), 2);
}

TEST(Sampler, IsAFunctionOfItsSeed) {
  const auto order = [](std::uint64_t seed) { return Sampler{samplesFrom(0, 50), Seed{seed}}.next(100); };
  EXPECT_EQ(order(4), order(4));
  EXPECT_NE(order(4), order(5));
}

TEST(Sampler, GoesOnFromARestoredState) {
  for (const std::int64_t before : {0, 3, 9, 10, 17, 25}) {
    Sampler original{samplesFrom(0, 10), Seed{6}};
    (void)original.next(before);
    Sampler restored{samplesFrom(0, 10), Seed{6}};
    restored.restore(original.state());
    EXPECT_EQ(restored.next(23), original.next(23)) << "after " << before;
  }
}

// --- Split

TEST(SplitFor, IsAFunctionOfTheSpecsPartitionAndSeed) {
  std::vector<std::int64_t> labels;
  for (std::int64_t i = 0; i < 200; ++i) labels.push_back(i % 10);
  ExperimentSpec spec;
  spec.partitions = 4;
  spec.partition = {"iid", {}};
  const auto split = splitFor(spec, labels, 10);
  EXPECT_EQ(split.size(), 4U);
  spec.training.learningRate = 5;
  spec.algorithm = {"bsp", {}};
  EXPECT_EQ(splitFor(spec, labels, 10), split);
}

// --- Workers

class WorkersOf : public ::testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Threads, WorkersOf, ::testing::Values(1, 2, 5),
                         [](const auto& tested) { return std::to_string(tested.param); });

TEST_P(WorkersOf, DoEveryPieceExactlyOnce) {
  Workers workers{GetParam(), [] {}};
  for (const std::int64_t pieces : {0, 1, 2, 5, 100}) {
    std::vector<std::atomic<int>> done(static_cast<std::size_t>(pieces));
    workers.forEach(pieces, [&](std::int64_t i) { ++done[static_cast<std::size_t>(i)]; });
    for (const auto& times : done) EXPECT_EQ(times, 1);
  }
}

TEST_P(WorkersOf, DoManyRoundsInARow) {
  Workers workers{GetParam(), [] {}};
  std::atomic<std::int64_t> sum{0};
  for (int round = 0; round < 2000; ++round) {
    workers.forEach(3, [&](std::int64_t i) { sum += i; });
  }
  EXPECT_EQ(sum, 2000 * 3);
}

TEST_P(WorkersOf, PassOnTheExceptionAndStayUsable) {
  Workers workers{GetParam(), [] {}};
  std::atomic<int> done{0};
  const auto one = [&](std::int64_t i) {
    ++done;
    if (i == 3) throw std::runtime_error("piece 3");
  };
  EXPECT_THROW(workers.forEach(10, one), std::runtime_error);
  EXPECT_EQ(done, 10);  // the others were not abandoned
  std::atomic<int> later{0};
  workers.forEach(10, [&](std::int64_t) { ++later; });
  EXPECT_EQ(later, 10);
}

TEST_P(WorkersOf, StartOnceInEachThreadAndKeepOffTheCaller) {
  std::mutex mutex;
  std::set<std::thread::id> started;
  std::set<std::thread::id> seen;
  Workers workers{GetParam(), [&] {
                    const std::lock_guard lock{mutex};
                    EXPECT_TRUE(started.insert(std::this_thread::get_id()).second);
                  }};
  workers.forEach(50, [&](std::int64_t) {
    const std::lock_guard lock{mutex};
    seen.insert(std::this_thread::get_id());
  });
  const std::lock_guard lock{mutex};
  EXPECT_EQ(workers.count(), GetParam());
  EXPECT_EQ(started.size(), static_cast<std::size_t>(GetParam()));
  EXPECT_FALSE(seen.contains(std::this_thread::get_id()));
  EXPECT_TRUE(std::ranges::includes(started, seen));
}

#ifdef __linux__
// Several runs at once, each with its threads tied to the same cores, would share those and leave the others idle.
TEST_P(WorkersOf, MayRunOnEveryCoreOfTheProcess) {
  cpu_set_t mine;
  ASSERT_EQ(sched_getaffinity(0, sizeof mine, &mine), 0);
  Workers workers{GetParam(), [] {}};
  workers.forEach(20, [&](std::int64_t) {
    cpu_set_t theirs;
    ASSERT_EQ(sched_getaffinity(0, sizeof theirs, &theirs), 0);
    EXPECT_TRUE(CPU_EQUAL(&mine, &theirs));
  });
}
#endif

TEST(Workers, WorkAtTheSameTime) {
  // Each of two pieces waits for the other: with one of them at a time this would never end.
  Workers workers{2, [] {}};
  std::promise<void> mine[2];
  workers.forEach(2, [&](std::int64_t i) {
    mine[i].set_value();
    mine[1 - i].get_future().wait();
  });
}

TEST(DefaultThreads, AreAtLeastOneAndAtMostOnePerPartition) {
  EXPECT_EQ(defaultThreads(1), 1);
  EXPECT_EQ(defaultThreads(5, 1000), 1);
  for (const int partitions : {2, 5, 200}) {
    EXPECT_GE(defaultThreads(partitions), 1);
    EXPECT_LE(defaultThreads(partitions), partitions);
  }
}

// --- RunControl

struct Waits {
  int paused = 0;
  int resumed = 0;
};

// Looks once between two iterations, as the loop does.
void look(RunControl& control, Waits& waits, const std::function<void()>& whilePaused = {}) {
  control.waitWhilePaused(
      [&] {
        ++waits.paused;
        if (whilePaused) whilePaused();
      },
      [&] { ++waits.resumed; });
}

TEST(RunControl, DoesNotWaitUnasked) {
  RunControl control;
  Waits waits;
  look(control, waits);
  EXPECT_EQ(waits.paused, 0);
  EXPECT_FALSE(control.stopRequested());
}

TEST(RunControl, WaitsFromPauseToResume) {
  RunControl control;
  Waits waits;
  control.pause();
  std::promise<void> paused;
  std::jthread run{[&] { look(control, waits, [&] { paused.set_value(); }); }};
  paused.get_future().wait();
  control.resume();
  run.join();
  EXPECT_EQ(waits.paused, 1);
  EXPECT_EQ(waits.resumed, 1);
  look(control, waits);
  EXPECT_EQ(waits.paused, 1);
}

TEST(RunControl, MayBeCalledByWhoeverHearsOfThePause) {
  RunControl control;
  Waits waits;
  control.pause();
  look(control, waits, [&] { control.resume(); });
  EXPECT_EQ(waits.resumed, 1);
}

TEST(RunControl, StepsAndPausesAgain) {
  RunControl control;
  Waits waits;
  control.pause();
  look(control, waits, [&] { control.step(3); });
  EXPECT_EQ(waits.resumed, 1);
  std::int64_t done = 0;
  for (int i = 0; i < 2; ++i) {
    control.iterationDone(++done, 0.5);
    look(control, waits);
    EXPECT_EQ(waits.paused, 1) << "after " << done;
  }
  control.iterationDone(++done, 0.5);
  look(control, waits, [&] { control.resume(); });
  EXPECT_EQ(waits.paused, 2);
  EXPECT_EQ(control.iteration, 3);
}

TEST(RunControl, StepWhileRunningPausesAfterwards) {
  RunControl control;
  Waits waits;
  control.step(1);
  look(control, waits);
  EXPECT_EQ(waits.paused, 0);
  control.iterationDone(1, 0);
  look(control, waits, [&] { control.resume(); });
  EXPECT_EQ(waits.paused, 1);
}

TEST(RunControl, ResumeForgetsStepsThatAreLeft) {
  RunControl control;
  Waits waits;
  control.step(5);
  control.iterationDone(1, 0);
  control.resume();
  for (std::int64_t done = 2; done < 20; ++done) {
    control.iterationDone(done, 0);
    look(control, waits);
  }
  EXPECT_EQ(waits.paused, 0);
}

TEST(RunControl, StopEndsAPauseWithoutResuming) {
  RunControl control;
  Waits waits;
  control.pause();
  look(control, waits, [&] { control.stop(); });
  EXPECT_EQ(waits.paused, 1);
  EXPECT_EQ(waits.resumed, 0);
  EXPECT_TRUE(control.stopRequested());
  control.pause();
  look(control, waits);
  EXPECT_EQ(waits.paused, 1);
}

}  // namespace
}  // namespace lab
