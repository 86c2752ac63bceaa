// The loop: its events, and that nobody but spec and device has a say in its numbers.

#include "engine/train/trainer.h"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <ATen/Parallel.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/train/checkpoint.h"
#include "engine/train/device.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

using test::hashes;
using test::Listener;
using test::Scratch;
using test::series;
using test::shortRun;
using test::talkativeAndSilent;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Lt;
using ::testing::SizeIs;

using Reaction = std::function<void(const Event&, RunControl&)>;

class Training : public ::testing::TestWithParam<std::string> {
 protected:
  // Runs to the end and keeps what was heard.
  EventLog& train(const ExperimentSpec& spec, TrainerOptions options = {}, const Reaction& react = {}) {
    options.device = GetParam();
    if (options.threads == 0) options.threads = 2;
    RunControl control;
    listener_ = std::make_unique<Listener>([&](const Event& event) {
      if (react) react(event, control);
    });
    Trainer{spec, *listener_, control, options}.run();
    const auto& events = listener_->log.events;
    EXPECT_TRUE(std::holds_alternative<RunStarted>(events.front()));
    EXPECT_TRUE(std::holds_alternative<RunEnded>(events.back()));
    EXPECT_THAT(listener_->log.all<RunEnded>(), SizeIs(1));
    return listener_->log;
  }

  std::vector<std::string> seriesOf(const ExperimentSpec& spec, const TrainerOptions& options = {},
                                    const Reaction& react = {}) {
    return series(train(spec, options, react));
  }

  std::unique_ptr<Listener> listener_;
};
INSTANTIATE_TEST_SUITE_P(Devices, Training, ::testing::ValuesIn(deviceNames()));

TEST_P(Training, ReportsWhatItPromises) {
  const auto& log = train(shortRun());
  std::vector<std::int64_t> training, evaluation, traffic, divergence;
  for (const auto& point : log.all<TrainingPoint>()) training.push_back(point.iteration);
  for (const auto& point : log.all<EvaluationPoint>()) evaluation.push_back(point.iteration);
  for (const auto& point : log.all<CommunicationPoint>()) traffic.push_back(point.iteration);
  for (const auto& point : log.all<DivergencePoint>()) divergence.push_back(point.iteration);
  EXPECT_THAT(training, ElementsAre(10, 20, 30));
  EXPECT_THAT(evaluation, ElementsAre(0, 20, 30));
  EXPECT_THAT(traffic, ElementsAre(0, 10, 20, 30));
  EXPECT_THAT(divergence, ElementsAre(7, 14, 21, 28));
  EXPECT_EQ(log.all<RunEnded>()[0].status, RunStatus::Finished);
  EXPECT_EQ(log.all<RunEnded>()[0].iteration, 30);
}

TEST_P(Training, DescribesItself) {
  auto spec = shortRun();
  spec.partition = {"modulo", {}};
  const auto started = train(spec).all<RunStarted>()[0];
  const std::int64_t parameters = 16 * 145 + 2 * 16 + 16 * 17 + 2 * 16 + 10 * 17;
  EXPECT_EQ(started.partitions, 3);
  EXPECT_EQ(started.parameters, parameters);
  EXPECT_EQ(started.statistics, 2 * (2 * 16 + 1));
  EXPECT_EQ(started.iterations, 30);
  EXPECT_DOUBLE_EQ(started.iterationsPerEpoch, 1000.0 / 24);
  EXPECT_EQ(started.labelCounts[0], 100);  // label 0 belongs to partition 0 alone
  EXPECT_EQ(started.labelCounts[1], 0);
  EXPECT_EQ(started.labelCounts[10 + 1], 100);
  EXPECT_THAT(started.partitionOffsets, ElementsAre(0, 400, 700, 1000));
  EXPECT_THAT(started.partitionIndices, SizeIs(1000));
  ASSERT_THAT(started.normLayers, SizeIs(2));
  EXPECT_EQ(started.normLayers[0].channels, 16);
  // Test image i goes to partition i mod 3, whatever its label: 67, 67 and 66 of 200.
  const auto sliceSize = [&](std::ptrdiff_t k) {
    const auto row = started.testLabelCounts.begin() + 10 * k;
    return std::accumulate(row, row + 10, std::int64_t{0});
  };
  EXPECT_THAT((std::vector{sliceSize(0), sliceSize(1), sliceSize(2)}), ElementsAre(67, 67, 66));
}

TEST_P(Training, DocumentsItsCircumstances) {
  const auto environment = [&](ExperimentSpec spec) {
    spec.training.iterations = 1;
    const TrainerOptions options{
        .threads = 2,
        .commandLine = "skewlab run /some/folder/spec.json -o ../b/c.h5 --set name=x --export=/a/m.json"};
    return nlohmann::json::parse(train(spec, options).all<RunStarted>()[0].environmentJson);
  };
  auto spec = shortRun();
  const auto mlp = environment(spec);
  EXPECT_EQ(mlp.at("memory_format"), "contiguous");
  EXPECT_EQ(mlp.at("executor"), "autograd");
  EXPECT_EQ(mlp.at("threads"), 2);
  EXPECT_EQ(mlp.at("device"), GetParam());
  EXPECT_EQ(mlp.at("dataset_sha256").get<std::string>().size(), 64U);
  EXPECT_EQ(mlp.at("command_line"), "skewlab run spec.json -o c.h5 --set name=x --export=m.json");
  spec.training.memoryFormat = MemoryFormat::ChannelsLast;
  EXPECT_EQ(environment(spec).at("memory_format"), "channels_last");
  spec.model = {"lenet", {}};
  spec.training.memoryFormat = MemoryFormat::Auto;
  EXPECT_EQ(environment(spec).at("memory_format"), "channels_last");
  spec.training.memoryFormat = MemoryFormat::Contiguous;
  EXPECT_EQ(environment(spec).at("memory_format"), "contiguous");
}

TEST_P(Training, GivesTheSameBitsForAnyNumberOfThreads) {
  for (const auto& algorithm : talkativeAndSilent()) {
    SCOPED_TRACE(algorithm.id);
    const auto spec = shortRun(algorithm.id, algorithm.params);
    const auto alone = seriesOf(spec, {.threads = 1});
    EXPECT_EQ(seriesOf(spec, {.threads = 2}), alone);
    EXPECT_EQ(seriesOf(spec, {.threads = 5}), alone);
  }
}

TEST_P(Training, OfALenetGivesTheSameBitsForAnyNumberOfThreads) {
  for (const std::string norm : {"none", "group", "batch"}) {
    auto spec = shortRun("gaia");
    spec.model = {"lenet", {{"variant", 1}}};
    spec.normalization = {norm, {}};
    spec.training.iterations = 6;
    const auto alone = seriesOf(spec, {.threads = 1});
    EXPECT_EQ(seriesOf(spec, {.threads = 2}), alone) << norm;
    EXPECT_EQ(seriesOf(spec, {.threads = 5}), alone) << norm;
  }
}

TEST_P(Training, DoesNotDependOnLibTorchsThreadsInItsCaller) {
  auto spec = shortRun("gaia");
  spec.model = {"lenet", {{"variant", 1}}};  // enough weights for a sum in several parts
  spec.training.iterations = 8;
  const int before = at::get_num_threads();
  at::set_num_threads(1);
  const auto alone = seriesOf(spec);
  at::set_num_threads(4);
  EXPECT_EQ(seriesOf(spec), alone);
  at::set_num_threads(before);
}

TEST_P(Training, GivesTheSameBitsWithPausesAndSteps) {
  for (const auto& algorithm : talkativeAndSilent()) {
    const auto spec = shortRun(algorithm.id, algorithm.params);
    const auto plain = seriesOf(spec);
    int pauses = 0;
    const auto interrupted = seriesOf(spec, {}, [&](const Event& event, RunControl& control) {
      if (std::holds_alternative<CommunicationPoint>(event)) control.pause();  // before evaluations, too
      if (!std::holds_alternative<RunPaused>(event)) return;
      if (++pauses % 2 == 0) {
        control.resume();
      } else {
        control.step(3);
      }
    });
    EXPECT_GE(pauses, 4) << algorithm.id;
    EXPECT_EQ(interrupted, plain) << algorithm.id;
  }
}

TEST_P(Training, StepGoesOnForSoManyIterations) {
  std::vector<std::int64_t> pauses;
  auto spec = shortRun();
  spec.evaluation.every = 1000;
  (void)train(spec, {}, [&](const Event& event, RunControl& control) {
    if (std::holds_alternative<RunStarted>(event)) control.pause();
    const auto* paused = std::get_if<RunPaused>(&event);
    if (paused == nullptr) return;
    pauses.push_back(paused->iteration);
    if (pauses.size() < 4) {
      control.step(5);
    } else {
      control.resume();
    }
  });
  // The first is before the evaluation of the start; it pauses again only after five iterations.
  EXPECT_THAT(pauses, ElementsAre(0, 5, 10, 15));
}

TEST_P(Training, DependsOnTheSeed) {
  auto spec = shortRun();
  const auto one = hashes(train(spec));
  spec.seed = 2;
  const auto two = hashes(train(spec));
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NE(one[i], two[i]);
}

TEST_P(Training, HandsTheRateOfTheScheduleToTheAlgorithm) {
  auto spec = shortRun();
  spec.training.schedule.milestones = {0.5};  // of 30 iterations
  std::vector<double> rates;
  for (const auto& point : train(spec).all<TrainingPoint>()) rates.push_back(point.learningRate);
  EXPECT_THAT(rates, ElementsAre(0.02, 0.02 * 0.1, 0.02 * 0.1));
}

TEST_P(Training, LearnsTheSyntheticSet) {
  for (const auto& algorithm : talkativeAndSilent()) {
    auto spec = shortRun(algorithm.id, algorithm.params);
    spec.partition = {"iid", {}};
    spec.training.iterations = 100;
    spec.training.learningRate = 0.1;
    EXPECT_GT(train(spec).all<EvaluationPoint>().back().meanAccuracy, 0.6F) << algorithm.id;
  }
}

TEST_P(Training, EvaluatesWhatItSays) {
  auto spec = shortRun("fedavg", {{"local_iterations", 1000}});  // only at the end
  spec.evaluation.cross = true;
  const auto& log = train(spec);
  const auto counts = log.all<RunStarted>()[0].testLabelCounts;
  for (const auto& point : log.all<EvaluationPoint>()) {
    ASSERT_THAT(point.accuracy, SizeIs(3));
    ASSERT_THAT(point.classAccuracy, SizeIs(30));
    EXPECT_THAT(point.crossAccuracy, SizeIs(9));
    EXPECT_FLOAT_EQ(point.meanAccuracy, (point.accuracy[0] + point.accuracy[1] + point.accuracy[2]) / 3);
    for (std::size_t k = 0; k < 3; ++k) {
      double correct = 0;
      double all = 0;
      for (std::size_t c = 0; c < 10; ++c) {
        const auto count = static_cast<double>(counts[10 * k + c]);
        correct += static_cast<double>(point.classAccuracy[10 * k + c]) * count;
        all += count;
      }
      EXPECT_NEAR(static_cast<double>(point.accuracy[k]), correct / all, 1e-6);
    }
  }
  // Each replica knows its own labels better than those of the others, until the averaging at the end.
  const auto cross = log.all<EvaluationPoint>().end()[-2].crossAccuracy;
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_GT(cross[3 * i + i], cross[3 * i + (i + 1) % 3]);
    EXPECT_GT(cross[3 * i + i], cross[3 * i + (i + 2) % 3]);
  }
}

// 30 iterations, 7 a round: four rounds and one of two iterations.
TEST_P(Training, EndsWithAnAveragingHoweverShortTheLastRound) {
  const auto& log = train(shortRun("fedavg", {{"local_iterations", 7}}));
  EXPECT_THAT(log.all<DivergencePoint>().back().weights, Each(Lt(1e-6F)));  // a mean of equals, rounded
  const auto traffic = log.all<CommunicationPoint>().back();
  const auto sent = std::accumulate(traffic.bytes.begin(), traffic.bytes.end(), std::int64_t{0});
  EXPECT_EQ(sent * 30, traffic.bspBytes * 5);
}

TEST_P(Training, TestsEveryoneOnTheWholeSetWhenAsked) {
  auto spec = shortRun();
  spec.evaluation.test = TestMode::Full;
  spec.evaluation.perClass = false;
  for (const auto& point : train(spec).all<EvaluationPoint>()) {
    // BSP: all replicas and their average are one model.
    for (const auto accuracy : point.accuracy) EXPECT_FLOAT_EQ(accuracy, point.globalAccuracy);
    EXPECT_NEAR(point.loss[0], point.globalLoss, 1e-5F);
    EXPECT_THAT(point.classAccuracy, SizeIs(0));
    EXPECT_THAT(point.crossAccuracy, SizeIs(0));
  }
}

TEST_P(Training, CountsWhatBspWouldHaveSent) {
  const auto& log = train(shortRun("dgc"));
  const auto started = log.all<RunStarted>()[0];
  const std::int64_t numbers = 3 * (started.parameters + started.statistics);
  for (const auto& point : log.all<CommunicationPoint>()) {
    EXPECT_EQ(point.bspValues, point.iteration * numbers);
    EXPECT_EQ(point.bspBytes, 4 * point.iteration * numbers);
  }
  const auto& bsp = train(shortRun());
  EXPECT_EQ(bsp.all<CommunicationPoint>().back().bspBytes, bsp.all<EvaluationPoint>().back().bytes);
}

TEST_P(Training, WithOnePartitionHasNobodyToTalkTo) {
  for (const auto& algorithm : talkativeAndSilent()) {
    auto spec = shortRun(algorithm.id, algorithm.params);
    spec.partitions = 1;
    spec.partition = {"iid", {}};
    const auto& log = train(spec);
    const auto traffic = log.all<CommunicationPoint>().back();
    EXPECT_THAT(traffic.bytes, ElementsAre(0)) << algorithm.id;
    EXPECT_EQ(traffic.bspBytes, 0) << algorithm.id;
    const auto divergence = log.all<DivergencePoint>().back();
    EXPECT_THAT(divergence.weights, ElementsAre(0.0F)) << algorithm.id;
    for (const auto& layer : divergence.norm) {
      for (const auto value : layer) EXPECT_TRUE(std::isnan(value)) << algorithm.id;
    }
    EXPECT_EQ(log.all<RunEnded>()[0].status, RunStatus::Finished);
  }
}

TEST_P(Training, MeasuresOnlyWhatIsWanted) {
  auto spec = shortRun();
  spec.diagnostics.normDivergence = false;
  const auto& withoutNorm = train(spec);
  EXPECT_THAT(withoutNorm.all<RunStarted>()[0].normLayers, SizeIs(0));
  EXPECT_THAT(withoutNorm.all<DivergencePoint>()[0].norm, SizeIs(0));
  EXPECT_THAT(withoutNorm.all<DivergencePoint>()[0].weights, SizeIs(3));
  EXPECT_THAT(withoutNorm.all<DivergencePoint>()[0].updates, SizeIs(3));
  spec.diagnostics = {.normDivergence = true, .weightDivergence = false, .updateSize = false, .every = 7, .window = 100};
  const auto& withoutWeights = train(spec);
  EXPECT_THAT(withoutWeights.all<DivergencePoint>()[0].norm, SizeIs(2));
  EXPECT_THAT(withoutWeights.all<DivergencePoint>()[0].weights, SizeIs(0));
  EXPECT_THAT(withoutWeights.all<DivergencePoint>()[0].updates, SizeIs(0));
}

// The recorder has no place for rows that nobody asked for.
TEST_P(Training, WithoutDiagnosticsNothingIsMeasured) {
  auto spec = shortRun();
  spec.diagnostics.normDivergence = false;
  spec.diagnostics.weightDivergence = false;
  spec.diagnostics.updateSize = false;
  EXPECT_THAT(train(spec).all<DivergencePoint>(), SizeIs(0));
  spec.diagnostics.normDivergence = true;
  spec.normalization = {"none", {}};
  EXPECT_THAT(train(spec).all<DivergencePoint>(), SizeIs(0));
}

TEST_P(Training, EndsAtTheTargetAccuracy) {
  auto spec = shortRun();
  spec.partition = {"iid", {}};
  spec.training.iterations = 1000;
  spec.evaluation.every = 5;
  spec.stop.targetAccuracy = 0.5;
  const auto& log = train(spec);
  const auto points = log.all<EvaluationPoint>();
  EXPECT_GE(points.back().meanAccuracy, 0.5F);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) EXPECT_LT(points[i].meanAccuracy, 0.5F);
  EXPECT_EQ(log.all<RunEnded>()[0].status, RunStatus::Finished);
  EXPECT_EQ(log.all<RunEnded>()[0].iteration, points.back().iteration);
  EXPECT_LT(points.back().iteration, 1000);
}

TEST_P(Training, EndsWhenALossIsNoLongerFinite) {
  auto spec = shortRun();
  spec.normalization = {"none", {}};
  spec.training.learningRate = 1000;
  const auto& log = train(spec);
  const auto ended = log.all<RunEnded>()[0];
  EXPECT_EQ(ended.status, RunStatus::Failed);
  EXPECT_THAT(ended.error, HasSubstr("is no longer a finite number at iteration"));
  EXPECT_THAT(ended.error, HasSubstr("lower training.learning_rate"));
  ASSERT_THAT(log.all<PartitionDiverged>(), SizeIs(1));
  EXPECT_TRUE(std::holds_alternative<PartitionDiverged>(log.events[log.events.size() - 2]));
  EXPECT_LT(ended.iteration, 30);
}

TEST_P(Training, GoesOnWithoutFiniteNumbersWhenAsked) {
  for (const auto& algorithm : talkativeAndSilent()) {
    auto spec = shortRun(algorithm.id, algorithm.params);
    spec.normalization = {"none", {}};
    spec.model = {"mlp", {{"hidden", 200}}};  // enough numbers for a sampled top-k
    spec.training.learningRate = 1000;
    spec.stop.onDivergence = false;
    const auto& log = train(spec);
    EXPECT_THAT(log.all<PartitionDiverged>(), SizeIs(3)) << algorithm.id;
    EXPECT_EQ(log.all<RunEnded>()[0].status, RunStatus::Finished) << algorithm.id;
    EXPECT_EQ(log.all<RunEnded>()[0].iteration, 30) << algorithm.id;
  }
}

}  // namespace
}  // namespace lab
