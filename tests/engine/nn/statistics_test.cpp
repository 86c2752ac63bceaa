// Batch renormalization and the policies for running statistics, by numbers small enough to check by hand.

#include <cmath>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/nn/network.h"
#include "engine/nn/replica.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"

namespace lab {
namespace {

using test::distance;

class Statistics : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};

  // One channel, an image each.
  [[nodiscard]] at::Tensor pixels(std::vector<float> values) const {
    const auto count = static_cast<std::int64_t>(values.size());
    return at::tensor(at::ArrayRef<float>{values}).view({count, 1, 1, 1}).to(device);
  }
  [[nodiscard]] at::Tensor sums(float mean, float variance, float count) const {
    return at::tensor(std::vector<float>{mean * count, variance * count, count}).to(device);
  }
  [[nodiscard]] static Network only(BatchNorm operation) {
    operation.channels = 1;
    operation.epsilon = 0;
    Plan plan;
    plan.input = {1, 1, 1};
    plan.nodes.push_back({operation, plan.input});
    plan.statistics = 3;
    return {plan, false};
  }
  [[nodiscard]] static at::Tensor change(const Network& network, const at::Tensor& x,
                                         const at::Tensor& statistics) {
    Pass pass{.training = true, .statistics = statistics, .statisticsChange = at::zeros_like(statistics)};
    (void)network.forward(x, {}, pass);
    return pass.statisticsChange;
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, Statistics, ::testing::ValuesIn(deviceNames()));

TEST_P(Statistics, PooledAddsTheSpreadBetweenPartitionsToTheVariance) {
  // Partition 0 sees 0 and 2 (mean 1, variance 1), partition 1 sees 4 and 8 (mean 6, variance 4): within 2.5,
  // between
  // ((1 - 3.5)^2 + (6 - 3.5)^2) / 2 = 6.25, in all 8.75 about 3.5.
  const auto network = only({.policy = StatisticsPolicy::Pooled});
  const auto nothing = at::zeros({3}, at::TensorOptions(device));
  const auto mean = (change(network, pixels({0, 2}), nothing) + change(network, pixels({4, 8}), nothing)) / 2;
  Pass test{.statistics = mean};
  const auto y = network.forward(pixels({3.5F, 3.5F + std::sqrt(8.75F)}), {}, test);
  EXPECT_LT(distance(y, pixels({0, 1})), 1e-5);
}

TEST_P(Statistics, AveragedLeavesTheSpreadBetweenPartitionsOut) {
  // Unbiased variances 2 and 8: 5 about 3.5.
  const auto network = only({.policy = StatisticsPolicy::Average});
  const auto nothing = at::zeros({3}, at::TensorOptions(device));
  const auto mean = (change(network, pixels({0, 2}), nothing) + change(network, pixels({4, 8}), nothing)) / 2;
  Pass test{.statistics = mean};
  const auto y = network.forward(pixels({3.5F, 3.5F + std::sqrt(5.0F)}), {}, test);
  EXPECT_LT(distance(y, pixels({0, 1})), 1e-5);
}

TEST_P(Statistics, DropTestsWithTheMomentsOfTheImagesAtHand) {
  const auto network = only({.policy = StatisticsPolicy::Drop});
  Pass test{.statistics = sums(100, 100, 1)};
  const auto y = network.forward(pixels({4, 8}), {}, test);
  EXPECT_LT(distance(y, pixels({-1, 1})), 1e-5);
}

TEST_P(Statistics, MeasuredOnesAreThePlainMeanOverMinibatches) {
  const auto network = only({.decay = 0.5, .policy = StatisticsPolicy::Recompute});
  Replica replica{0, network, device};
  replica.weights.fill_(17);
  const std::vector<at::Tensor> minibatches{pixels({0, 2}), pixels({4, 8})};
  replica.measureStatistics(minibatches);
  // Means 1 and 6, unbiased variances 2 and 8.
  EXPECT_LT(distance(replica.weights, at::tensor(std::vector<float>{7, 10, 2}).to(device)), 1e-5);
}

// --- Batch renormalization

TEST(Renormalization, RaisesItsLimitsLinearlyByFractionsOrIterations) {
  for (const double unit : {0.001, 1.0}) {
    const Renormalization ramp{
        .stepToInit = 100 * unit, .stepToRMax = 300 * unit, .stepToDMax = 500 * unit, .rMax = 4, .dMax = 6};
    const auto at = [&](std::int64_t iteration) { return ramp.at(iteration, 1000); };
    EXPECT_EQ(at(99).r, 1);
    EXPECT_EQ(at(99).d, 0);
    EXPECT_DOUBLE_EQ(at(200).r, 2.5);
    EXPECT_DOUBLE_EQ(at(200).d, 1.5);
    EXPECT_DOUBLE_EQ(at(400).r, 4);
    EXPECT_DOUBLE_EQ(at(400).d, 4.5);
    EXPECT_DOUBLE_EQ(at(999).d, 6);
  }
}

TEST_P(Statistics, RenormalizationNormalizesWithTheRunningMomentsInsideItsLimits) {
  // Minibatch: mean 6, deviation 2. Running: mean 5, deviation 4. r = 1/2, d = 1/4: (x - 5) / 4.
  const auto network = only({.renormalization = Renormalization{.rMax = 4, .dMax = 6}});
  Pass pass{.training = true,
            .statistics = sums(5, 16, 8),
            .statisticsChange = at::zeros({3}, at::TensorOptions(device))};
  EXPECT_LT(distance(network.forward(pixels({4, 8}), {}, pass), pixels({-0.25F, 0.75F})), 1e-5);
  // What it adds to the sums is BatchNorm's: the minibatch itself.
  auto expected = sums(6, 8, 1);
  expected.add_(pass.statistics, 0.999 - 1);
  EXPECT_LT(distance(pass.statisticsChange, expected), 1e-4);
}

TEST_P(Statistics, RenormalizationStopsAtItsLimits) {
  // r = 2 / 0.5 = 4 and d = (6 - 0) / 0.5 = 12, cut to 3 and 2: (x - 6) / 2 * 3 + 2.
  const auto network = only({.renormalization = Renormalization{.rMax = 3, .dMax = 2}});
  Pass pass{.training = true,
            .statistics = sums(0, 0.25F, 4),
            .statisticsChange = at::zeros({3}, at::TensorOptions(device))};
  EXPECT_LT(distance(network.forward(pixels({4, 8}), {}, pass), pixels({-1, 5})), 1e-5);
}

TEST_P(Statistics, RenormalizationIsBatchNormUntilItStarts) {
  const auto network =
      only({.renormalization = Renormalization{.stepToInit = 10, .stepToRMax = 20, .stepToDMax = 20}});
  Pass pass{.training = true,
            .statistics = sums(5, 16, 8),
            .statisticsChange = at::zeros({3}, at::TensorOptions(device)),
            .occasion = {.iteration = 9, .iterations = 100}};
  EXPECT_LT(distance(network.forward(pixels({4, 8}), {}, pass), pixels({-1, 1})), 1e-5);
}

TEST_P(Statistics, RenormalizationTakesItsCorrectionAsConstant) {
  // Constant r: the gradient in x is r times BatchNorm's.
  const auto gradient = [&](const Network& network) {
    auto x = pixels({4, 8, 1, 3}).requires_grad_();
    Pass pass{.training = true,
              .statistics = sums(5, 16, 8),
              .statisticsChange = at::zeros({3}, at::TensorOptions(device))};
    (network.forward(x, {}, pass) * pixels({1, -2, 3, 5})).sum().backward();
    return x.grad();
  };
  const double r = std::sqrt(6.5) / 4;  // deviation of 4 8 1 3, running deviation
  const auto corrected = gradient(only({.renormalization = Renormalization{}}));
  EXPECT_LT(distance(corrected, gradient(only({})) * r), 1e-5);
}

}  // namespace
}  // namespace lab
