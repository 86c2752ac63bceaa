// A run that is stopped, or killed, and resumed from its checkpoint gives the series of one that never was.

#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/nn/operations.h"
#include "engine/train/checkpoint.h"
#include "engine/train/device.h"
#include "engine/train/trainer.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

using test::Listener;
using test::Scratch;
using test::series;
using test::shortRun;
using test::talkativeAndSilent;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using Reaction = std::function<void(const Event&, RunControl&)>;

class Resuming : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] TrainerOptions options(bool resume = false) const {
    return {.device = GetParam(), .threads = 2, .checkpoint = file, .resume = resume, .specJson = "{}"};
  }

  static std::unique_ptr<Listener> train(const ExperimentSpec& spec, const TrainerOptions& options,
                                         const Reaction& react = {}) {
    RunControl control;
    auto listener = std::make_unique<Listener>([&](const Event& event) {
      if (react) react(event, control);
    });
    Trainer{spec, *listener, control, options}.run();
    return listener;
  }

  // Stops where `react` says so, resumes, and compares with a run that was left alone.
  void expectSeamless(const ExperimentSpec& spec, const Reaction& react) {
    const auto whole = series(train(spec, {.device = GetParam(), .threads = 2})->log);
    const auto first = train(spec, options(), react);
    EXPECT_EQ(first->log.all<RunEnded>()[0].status, RunStatus::Stopped);
    const auto second = train(spec, options(true));
    EXPECT_EQ(second->log.all<RunEnded>()[0].status, RunStatus::Finished);
    auto joined = series(first->log);
    const auto rest = series(second->log);
    joined.insert(joined.end(), rest.begin(), rest.end());
    EXPECT_EQ(joined, whole);
  }

  Scratch scratch;
  const std::filesystem::path file = scratch / "run.h5.checkpoint";
};
INSTANTIATE_TEST_SUITE_P(Devices, Resuming, ::testing::ValuesIn(deviceNames()));

template <class E>
Reaction stopAt(std::int64_t iteration) {
  return [iteration](const Event& event, RunControl& control) {
    const auto* point = std::get_if<E>(&event);
    if (point != nullptr && point->iteration == iteration) control.stop();
  };
}

TEST_P(Resuming, AfterAStopIsSeamlessForEveryAlgorithm) {
  for (const auto& algorithm : talkativeAndSilent()) {
    SCOPED_TRACE(algorithm.id);
    // 14: between two training points, in the middle of a FedAvg round, just after a divergence point.
    expectSeamless(shortRun(algorithm.id, algorithm.params), stopAt<DivergencePoint>(14));
  }
}

TEST_P(Resuming, AfterAStopInTheMiddleOfAWindowOfChannelMeansIsSeamless) {
  auto spec = shortRun("gaia", {{"threshold", 0.1}});
  spec.diagnostics.every = 11;
  spec.diagnostics.window = 5;  // minibatches 6 to 10 and 17 to 21
  expectSeamless(spec, stopAt<TrainingPoint>(20));
}

TEST_P(Resuming, AfterAStopInsideAnEvaluationDoesTheEvaluationAgain) {
  for (const std::int64_t iteration : {0, 20, 30}) {
    SCOPED_TRACE(iteration);
    expectSeamless(shortRun("dgc"), stopAt<CommunicationPoint>(iteration));  // the evaluation comes next
  }
}

TEST_P(Resuming, WithStatisticsAsInTheCodeIsSeamless) {
  for (const auto& algorithm : talkativeAndSilent()) {
    SCOPED_TRACE(algorithm.id);
    auto spec = shortRun(algorithm.id, algorithm.params);
    spec.normalization = {"batch", {{"statistics", 1}}};
    expectSeamless(spec, stopAt<TrainingPoint>(10));
  }
}

TEST_P(Resuming, WithAugmentationAndRecomputedStatisticsIsSeamless) {
  auto spec = shortRun("fedavg", {{"local_iterations", 4}});
  spec.dataset.augment = "mirror+crop";
  spec.normalization = {"batch",
                        {{"statistics", static_cast<double>(StatisticsPolicy::Recompute)}, {"statistics_minibatches", 2}}};
  expectSeamless(spec, stopAt<TrainingPoint>(10));
  expectSeamless(spec, stopAt<CommunicationPoint>(20));
}

TEST_P(Resuming, WithDropoutIsSeamless) {
  auto spec = shortRun();
  spec.model = {"alexnet", {}};
  spec.normalization = {"none", {}};
  spec.training.batchSize = 2;
  spec.training.iterations = 6;
  spec.diagnostics.every = 2;
  spec.evaluation.every = 6;
  spec.dataset.testLimit = 9;
  expectSeamless(spec, stopAt<DivergencePoint>(2));
}

TEST_P(Resuming, OfALenetIsSeamless) {
  auto spec = shortRun("gaia");
  spec.model = {"lenet", {{"variant", 1}}};
  spec.training.iterations = 12;
  expectSeamless(spec, stopAt<DivergencePoint>(7));
}

TEST_P(Resuming, MayHappenManyTimes) {
  const auto spec = shortRun("gaia", {{"threshold", 0.1}});
  const auto whole = series(train(spec, {.device = GetParam(), .threads = 2})->log);
  std::vector<std::string> joined;
  for (std::int64_t after = 4; after <= 36; after += 4) {
    auto how = options(after > 4);
    how.stopAfter = after;
    const auto part = train(spec, how);
    const auto ended = part->log.all<RunEnded>()[0];
    EXPECT_EQ(ended.iteration, std::min<std::int64_t>(after, 30));
    EXPECT_EQ(ended.status, after < 30 ? RunStatus::Stopped : RunStatus::Finished);
    const auto lines = series(part->log);
    joined.insert(joined.end(), lines.begin(), lines.end());
    if (after >= 30) break;
  }
  EXPECT_EQ(joined, whole);
}

// The tail of a run that goes on from any checkpoint is the tail of the whole run, as after a kill.
TEST_P(Resuming, FromAnyCheckpointGivesTheSameTail) {
  for (const auto& algorithm : talkativeAndSilent()) {
    SCOPED_TRACE(algorithm.id);
    auto spec = shortRun(algorithm.id, algorithm.params);
    spec.checkpoint.everySeconds = 1e-6;  // after every iteration
    std::vector<std::int64_t> checkpoints;
    const auto killed = scratch / "killed.checkpoint";
    const auto whole = train(spec, options(), [&](const Event& event, RunControl&) {
      const auto* written = std::get_if<CheckpointWritten>(&event);
      if (written == nullptr) return;
      checkpoints.push_back(written->iteration);
      // The event comes before the file: what lies there is the checkpoint before.
      if (written->iteration == 17)
        std::filesystem::copy_file(file, killed, std::filesystem::copy_options::overwrite_existing);
    });
    EXPECT_THAT(checkpoints, SizeIs(29));
    EXPECT_EQ(readCheckpoint(killed).iteration, 16);

    auto how = options(true);
    how.checkpoint = killed;
    const auto tail = series(train(spec, how)->log);
    auto expected = series(whole->log);
    ASSERT_GT(expected.size(), tail.size());
    expected.erase(expected.begin(), expected.end() - static_cast<std::ptrdiff_t>(tail.size()));
    EXPECT_EQ(tail, expected);
    std::filesystem::remove(file);
  }
}

TEST_P(Resuming, KeepsTheClockOfTraining) {
  const auto spec = shortRun();
  const auto first = train(spec, options(), stopAt<TrainingPoint>(20));
  const auto second = train(spec, options(true));
  EXPECT_GT(first->log.all<RunEnded>()[0].seconds, 0);
  EXPECT_GT(second->log.all<RunEnded>()[0].seconds, first->log.all<RunEnded>()[0].seconds);
}

TEST_P(Resuming, SaysNothingOfAStopWithoutACheckpointFile) {
  auto how = options();
  how.checkpoint.clear();
  const auto log = train(shortRun(), how, stopAt<TrainingPoint>(10));
  EXPECT_THAT(log->log.all<CheckpointWritten>(), SizeIs(0));
  EXPECT_EQ(log->log.all<RunEnded>()[0].status, RunStatus::Stopped);
}

TEST_P(Resuming, IsRefusedWithoutACheckpoint) {
  EXPECT_THAT([&] { (void)train(shortRun(), options(true)); },
              ::testing::ThrowsMessage<Error>(HasSubstr("there is no such file")));
}

TEST_P(Resuming, IsRefusedWithTheCheckpointOfAnotherExperiment) {
  (void)train(shortRun(), options(), stopAt<TrainingPoint>(10));
  auto how = options(true);
  how.specJson = "{\"seed\": 2}";
  EXPECT_THAT([&] { (void)train(shortRun(), how); },
              ::testing::ThrowsMessage<Error>(HasSubstr("it was written by a different experiment")));
}

}  // namespace
}  // namespace lab
