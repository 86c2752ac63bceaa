// What each normalization computes, against LibTorch's own operations and against its definition.

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
#include "tests/engine/nn/made_up_images.h"

namespace lab {
namespace {

using test::distance;

constexpr ImageShape kShape{6, 5, 4};

class Normalization : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};

  // Noise [count, 6, 5, 4] with another mean in every channel.
  [[nodiscard]] at::Tensor noise(std::int64_t count, std::int64_t seed = 1) const {
    auto x = test::madeUpImages(kShape, count, Seed{7}.child(seed)).images;
    for (std::int64_t c = 0; c < kShape.channels; ++c) x.select(1, c).add_(static_cast<double>(c) - 1);
    return x.to(device);
  }

  // A network of this one operation.
  [[nodiscard]] static Network only(const Operation& operation, std::int64_t statistics = 0) {
    Plan plan;
    plan.input = kShape;
    plan.nodes.push_back({operation, kShape});
    plan.statistics = statistics;
    return {plan, false};
  }

  [[nodiscard]] static at::Tensor apply(const Network& network, const at::Tensor& x) {
    Pass pass;
    return network.forward(x, {}, pass);
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, Normalization, ::testing::ValuesIn(deviceNames()));

TEST_P(Normalization, OneGroupIsLayerNorm) {
  const auto x = noise(3);
  const auto expected = at::layer_norm(x, {6, 5, 4}, {}, {}, 1e-5);
  EXPECT_LT(distance(apply(only(GroupNorm{.channels = 6, .groups = 1}), x), expected), 1e-5);
}

TEST_P(Normalization, OneGroupPerChannelIsInstanceNorm) {
  const auto x = noise(3);
  const auto expected = at::instance_norm(x, {}, {}, {}, {}, true, 0, 1e-5, false);
  EXPECT_LT(distance(apply(only(GroupNorm{.channels = 6, .groups = 6}), x), expected), 1e-5);
}

TEST_P(Normalization, TwoGroupsHaveMeanZeroAndUnitVarianceEach) {
  const auto y = apply(only(GroupNorm{.channels = 6, .groups = 2}), noise(3)).reshape({3, 2, 60});
  EXPECT_LT(distance(y.mean(2), at::zeros({3, 2})), 1e-5);
  EXPECT_LT(distance(y.var(2, false), at::ones({3, 2})), 1e-3);  // epsilon
}

TEST_P(Normalization, GroupNormDoesNotSeeTheRestOfTheMinibatch) {
  const auto x = noise(3, 1);
  auto other = noise(3, 2);
  other.select(0, 1).copy_(x.select(0, 1));
  for (const std::int64_t groups : {1, 2, 6}) {
    const auto network = only(GroupNorm{.channels = 6, .groups = groups});
    EXPECT_EQ(distance(apply(network, x).select(0, 1), apply(network, other).select(0, 1)), 0) << groups;
  }
}

TEST_P(Normalization, BatchNormInTrainingUsesTheMinibatchAlone) {
  const auto network = only(BatchNorm{.channels = 6}, 13);
  const auto x = noise(4);
  Pass pass{.training = true,
            .statistics = at::full({13}, 17.0, x.options()),  // must not matter
            .statisticsChange = at::zeros({13}, x.options())};
  const auto mean = x.mean({0, 2, 3}, true);
  const auto variance = x.var({0, 2, 3}, false, true);
  const auto expected = (x - mean) / (variance + 1e-5).sqrt();
  EXPECT_LT(distance(network.forward(x, {}, pass), expected), 1e-5);
}

TEST_P(Normalization, BatchNormAddsMeanUnbiasedVarianceAndOneToItsSums) {
  const auto network = only(BatchNorm{.channels = 6}, 13);
  const auto x = noise(4);
  Pass pass{.training = true,
            .statistics = at::arange(13, x.options()),
            .statisticsChange = at::zeros({13}, x.options())};
  (void)network.forward(x, {}, pass);
  auto expected = at::cat({x.mean({0, 2, 3}), x.var({0, 2, 3}, true), at::ones({1}, x.options())});
  expected.add_(pass.statistics, 0.999 - 1);
  EXPECT_LT(distance(pass.statisticsChange, expected), 1e-5);
}

TEST_P(Normalization, BatchNormBeforeTheFirstMinibatchTakesTheStandardDistribution) {
  const auto network = only(BatchNorm{.channels = 6}, 13);
  const auto x = noise(2);
  Pass pass{.training = false, .statistics = at::zeros({13}, x.options())};
  EXPECT_LT(distance(network.forward(x, {}, pass), x / std::sqrt(1 + 1e-5)), 1e-6);
}

TEST_P(Normalization, BatchNormInTestDividesItsSumsByTheirCount) {
  const auto network = only(BatchNorm{.channels = 6}, 13);
  const auto x = noise(2);
  const auto mean = at::arange(6, x.options());
  const auto variance = at::arange(6, x.options()) + 0.5;
  Pass pass{.training = false,
            .statistics = at::cat({mean * 8, variance * 8, at::full({1}, 8.0, x.options())})};
  const auto expected = (x - mean.view({1, 6, 1, 1})) / (variance.view({1, 6, 1, 1}) + 1e-5).sqrt();
  EXPECT_LT(distance(network.forward(x, {}, pass), expected), 1e-5);
}

TEST_P(Normalization, BatchNormsRunningMeanConvergesToTheMeanOfMinibatchMeans) {
  const auto network = only(BatchNorm{.channels = 6}, 13);
  auto sums = at::zeros({13}, at::TensorOptions(device).dtype(at::kFloat));
  std::vector<at::Tensor> batches;
  for (std::int64_t i = 0; i < 4; ++i) batches.push_back(noise(4, i));
  for (int step = 0; step < 400; ++step) {
    Pass pass{.training = true, .statistics = sums, .statisticsChange = at::zeros_like(sums)};
    (void)network.forward(batches[static_cast<std::size_t>(step % 4)], {}, pass);
    sums.add_(pass.statisticsChange);
  }
  const auto all = at::cat(batches);
  auto variances = at::zeros({6}, sums.options());
  for (const auto& batch : batches) variances.add_(batch.var({0, 2, 3}, true), 0.25);
  EXPECT_LT(distance(sums.narrow(0, 0, 6) / sums[12], all.mean({0, 2, 3})), 1e-3);
  EXPECT_LT(distance(sums.narrow(0, 6, 6) / sums[12], variances), 1e-3);
  EXPECT_NEAR(sums[12].item<double>(), 1000 * (1 - std::pow(0.999, 400)), 0.1);
}

TEST_P(Normalization, GivesTheMeanPerChannelOfWhatItIsGiven) {
  const auto x = noise(4);
  const auto expected = x.mean({0, 2, 3});
  std::vector<at::Tensor> means;
  Pass pass{.training = true,
            .statistics = at::zeros({13}, x.options()),
            .statisticsChange = at::zeros({13}, x.options()),
            .occasion = {.channelMeans = &means}};
  (void)only(BatchNorm{.channels = 6}, 13).forward(x, {}, pass);
  (void)only(GroupNorm{.channels = 6, .groups = 2}).forward(x, {}, pass);
  ASSERT_EQ(means.size(), 2U);
  for (const auto& mean : means) EXPECT_LT(distance(mean, expected), 1e-5);
}

}  // namespace
}  // namespace lab
