// The task "verification" in the loop: it flows through the same events, every algorithm carries its centres
// as weights, and a run goes on as if it had never stopped.

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/train/checkpoint.h"
#include "engine/train/device.h"
#include "engine/train/setup.h"
#include "engine/train/trainer.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

using test::Listener;
using test::Scratch;
using test::series;
using test::shortRun;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::int64_t kHidden = 16;

// The synthetic set's pairs are of classes that were trained on: it shows that learning helps, and no more.
ExperimentSpec verifying(const std::string& algorithm, const ParamValues& params) {
  auto spec = shortRun(algorithm, params);
  spec.task = {"verification", {{"centre_weight", 0.01}}};
  spec.model = {"mlp", {{"hidden", kHidden}}};
  spec.normalization = {"none", {}};
  spec.partition = {"iid", {}};
  spec.training.iterations = 120;
  spec.evaluation.every = 60;
  return spec;
}

std::vector<Choice> algorithms() {
  return {{"gaia", {{"threshold", 0.1}}}, {"fedavg", {{"local_iterations", 4}}}};
}

class Verifying : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};

  static std::unique_ptr<Listener> train(const ExperimentSpec& spec, TrainerOptions options) {
    RunControl control;
    auto listener = std::make_unique<Listener>();
    options.device = GetParam();
    if (options.threads == 0) options.threads = 2;
    Trainer{spec, *listener, control, options}.run();
    return listener;
  }

  Scratch scratch;
};
INSTANTIATE_TEST_SUITE_P(Devices, Verifying, ::testing::ValuesIn(deviceNames()));

// 200 pairs of which half are of one identity: guessing is 0.5 with a standard deviation of 0.035.
TEST_P(Verifying, LearnsToTellPairsApartWithEveryAlgorithm) {
  for (const auto& algorithm : algorithms()) {
    SCOPED_TRACE(algorithm.id);
    const auto log = train(verifying(algorithm.id, algorithm.params), {});
    const auto points = log->log.all<EvaluationPoint>();
    ASSERT_THAT(points, SizeIs(3));
    EXPECT_GT(points.back().meanAccuracy, 0.8F);
    EXPECT_GT(points.back().globalAccuracy, 0.8F);
    EXPECT_THAT(points.back().accuracy, Each(::testing::Gt(0.75F)));
    EXPECT_EQ(log->log.all<RunEnded>()[0].status, RunStatus::Finished);
  }
}

TEST_P(Verifying, GivesNoTestLossAndNoAccuracyByClass) {
  auto spec = verifying("bsp", {});
  spec.training.iterations = 4;
  spec.evaluation.cross = true;
  const auto point = train(spec, {})->log.all<EvaluationPoint>().back();
  const auto isNan = ::testing::Truly([](float value) { return std::isnan(value); });
  EXPECT_THAT(point.loss, ::testing::AllOf(SizeIs(3), Each(isNan)));
  EXPECT_THAT(point.classAccuracy, ::testing::AllOf(SizeIs(30), Each(isNan)));
  EXPECT_TRUE(std::isnan(point.globalLoss));
  EXPECT_THAT(point.crossAccuracy, ::testing::AllOf(SizeIs(9), Each(::testing::Not(isNan))));
}

TEST_P(Verifying, DoesNotDependOnTheNumberOfThreads) {
  auto spec = verifying("gaia", {{"threshold", 0.1}});
  spec.training.iterations = 20;
  EXPECT_EQ(series(train(spec, {.threads = 1})->log), series(train(spec, {.threads = 3})->log));
}

TEST_P(Verifying, AfterAStopIsSeamless) {
  for (const auto& algorithm : algorithms()) {
    SCOPED_TRACE(algorithm.id);
    auto spec = verifying(algorithm.id, algorithm.params);
    spec.training.iterations = 40;
    spec.evaluation.every = 20;
    const auto whole = series(train(spec, {})->log);
    TrainerOptions options{.checkpoint = scratch / algorithm.id, .specJson = "{}", .stopAfter = 17};
    auto joined = series(train(spec, options)->log);
    options.resume = true;
    options.stopAfter = 0;
    const auto rest = series(train(spec, options)->log);
    joined.insert(joined.end(), rest.begin(), rest.end());
    EXPECT_EQ(joined, whole);
  }
}

// The centres are the last numbers of the flat vectors. They move, and what moves is exchanged.
TEST_P(Verifying, EveryAlgorithmCarriesTheCentresAsWeights) {
  for (const auto& algorithm : algorithms()) {
    SCOPED_TRACE(algorithm.id);
    auto spec = verifying(algorithm.id, algorithm.params);
    spec.training.iterations = 5;
    spec.training.learningRate = 0.1;
    const auto file = scratch / (algorithm.id + "-centres");
    const auto log = train(spec, {.checkpoint = file, .specJson = "{}", .stopAfter = 4});
    const lab::Setup start{spec, device};
    const auto first = start.replicas.front().weights.to(at::kCPU);
    const auto& after = readCheckpoint(file).vectors.at("partition0.weights");
    ASSERT_EQ(static_cast<std::int64_t>(after.size()), first.numel());
    EXPECT_EQ(log->log.all<RunStarted>()[0].parameters, first.numel());
    const auto centres = static_cast<std::size_t>(10 * kHidden);
    std::size_t moved = 0;
    for (std::size_t i = after.size() - centres; i < after.size(); ++i) {
      moved += after[i] == first.data_ptr<float>()[i] ? 0U : 1U;
    }
    EXPECT_GT(moved, centres / 2);
  }
}

TEST_P(Verifying, TheWeightOfTheCentresChangesWhatIsLearnt) {
  auto spec = verifying("bsp", {});
  spec.training.iterations = 4;
  const auto with = test::hashes(train(spec, {})->log);
  spec.task.params["centre_weight"] = 0;
  EXPECT_NE(test::hashes(train(spec, {})->log).back(), with.back());
}

TEST_P(Verifying, IdentitiesAreDealtToPartitionsByTheSchemesForLabels) {
  auto spec = verifying("bsp", {});
  spec.partition = {"modulo", {}};
  const lab::Setup setup{spec, device};
  for (std::size_t k = 0; k < setup.partition.size(); ++k) {
    std::set<std::int64_t> identities;
    for (const auto sample : setup.partition[k]) {
      identities.insert(setup.dataset.train.labels[static_cast<std::size_t>(sample)]);
    }
    for (const auto identity : identities) EXPECT_EQ(identity % 3, static_cast<std::int64_t>(k));
    EXPECT_EQ(identities.size(), k == 0 ? 4U : 3U);
  }
}

TEST_P(Verifying, IsRefusedWithoutPairsInTwoFolds) {
  auto spec = verifying("bsp", {});
  spec.dataset.testLimit = 3;  // image 0's partner is image 10
  EXPECT_THAT([&] { (void)train(spec, {}); }, ::testing::ThrowsMessage<Error>(HasSubstr("are of 0 folds")));
}

}  // namespace
}  // namespace lab
