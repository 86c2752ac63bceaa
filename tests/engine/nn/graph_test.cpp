// Plans with forks: what a node gives reaches all its readers unchanged, heads train and stay silent in test,
// dropout follows its stream.

#include <cmath>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/nn/norm.h"
#include "engine/nn/plan_builder.h"
#include "engine/nn/replica.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"
#include "tests/engine/nn/made_up_images.h"

namespace lab {
namespace {

using test::distance;

class Graph : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};
  const ParamValues none;

  [[nodiscard]] PlanBuilder builder(const ImageShape& shape, const std::string& norm = "none") const {
    return {shape, norm::named(norm), none};
  }
  [[nodiscard]] at::Tensor numbers(std::vector<float> values, at::IntArrayRef shape) const {
    return at::tensor(at::ArrayRef<float>{values}).view(shape).to(device);
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, Graph, ::testing::ValuesIn(deviceNames()));

at::Tensor output(const Plan& plan, const at::Tensor& x, Pass pass = {}) {
  return Network{plan, false}.forward(x, {}, pass);
}

TEST_P(Graph, AReluLeavesWhatOthersReadAsItIs) {
  // The average over one pixel makes a value that belongs to the network.
  auto net = builder({1, 1, 4});
  net.averagePool(1, 1);
  net.residual([&] { net.relu(); });
  const auto x = numbers({-3, -1, 2, 5}, {1, 1, 1, 4});
  EXPECT_LT(distance(output(net.finish(), x), numbers({-3, -1, 4, 10}, {4})), 1e-6);
}

TEST_P(Graph, AReluLeavesTheImagesAsTheyAre) {
  auto net = builder({1, 1, 4});
  net.relu();
  const auto x = numbers({-3, -1, 2, 5}, {1, 1, 1, 4});
  EXPECT_LT(distance(output(net.finish(), x), numbers({0, 0, 2, 5}, {4})), 1e-6);
  EXPECT_EQ(x.min().item<double>(), -3);
}

TEST_P(Graph, ANormalizationThatTwoReadIsNotRectifiedForBoth) {
  for (const std::string norm : {"batch", "layer"}) {
    auto net = builder({2, 2, 2}, norm);
    net.normalize({});
    net.residual([&] { net.relu(); });
    const auto plan = net.finish();
    const auto x = test::madeUpImages({2, 2, 2}, 6, Seed{1})
                       .images.to(device)
                       .contiguous(at::MemoryFormat::ChannelsLast);
    const auto statistics = at::zeros({plan.statistics}, x.options());
    const Pass pass{
        .training = true, .statistics = statistics, .statisticsChange = at::zeros_like(statistics)};
    const auto over =
        norm == "batch" ? std::vector<std::int64_t>{0, 2, 3} : std::vector<std::int64_t>{1, 2, 3};
    const auto normed = (x - x.mean(over, true)) / (x.var(over, false, true) + 1e-5).sqrt();
    EXPECT_LT(distance(output(plan, x, pass), normed + normed.clamp_min(0)), 1e-5) << norm;
  }
}

TEST_P(Graph, ADropoutThatDoesNothingDoesNotLetAReluOverwriteItsInput) {
  auto net = builder({1, 1, 4});
  net.averagePool(1, 1);
  net.residual([&] {
    net.dropout(0.5);
    net.relu();
  });
  const auto x = numbers({-3, -1, 2, 5}, {1, 1, 1, 4});
  EXPECT_LT(distance(output(net.finish(), x), numbers({-3, -1, 4, 10}, {4})), 1e-6);
}

TEST_P(Graph, ConcatStacksChannelsInTheOrderOfThePaths) {
  auto net = builder({1, 1, 2});
  net.concat({[&] { net.relu(); }, [] {}});
  const auto y = output(net.finish(), numbers({-4, 6}, {1, 1, 1, 2}));
  EXPECT_LT(distance(y, numbers({0, 6, -4, 6}, {4})), 1e-6);
}

TEST_P(Graph, MaxPoolPadsSoThatThePaddingNeverWins) {
  auto net = builder({1, 2, 2});
  net.maxPool(3, 1, 1);
  const auto y = output(net.finish(), numbers({-4, -6, -8, -2}, {1, 1, 2, 2}));
  EXPECT_LT(distance(y, numbers({-2, -2, -2, -2}, {4})), 1e-6);
}

TEST_P(Graph, GlobalAveragePoolGivesTheMeanPerChannel) {
  auto net = builder({2, 1, 2});
  net.globalAveragePool();
  const auto y = output(net.finish(), numbers({1, 3, 10, 20}, {1, 2, 1, 2}));
  EXPECT_LT(distance(y, numbers({2, 15}, {2})), 1e-6);
}

// --- Dropout

TEST_P(Graph, DropoutIsInvertedAndSilentInTest) {
  auto net = builder({1, 100, 100});
  net.dropout(0.7);
  const auto plan = net.finish();
  const auto x = at::ones({1, 1, 100, 100}, at::TensorOptions(device));
  EXPECT_EQ(distance(output(plan, x), x), 0);
  const auto y = output(plan, x, {.training = true, .occasion = {.noise = Seed{4}}});
  const double share = (y == 0).to(at::kFloat).mean().item<double>();
  EXPECT_NEAR(share, 0.7, 0.02);  // 4 deviations of 10,000 draws
  EXPECT_LT(distance(y.max(), at::tensor(1 / 0.3F)), 1e-5);
}

TEST_P(Graph, DropoutIsAFunctionOfItsStreamAndPlace) {
  auto net = builder({1, 8, 8});
  net.dropout(0.5);
  net.concat({[] {}, [&] { net.dropout(0.5); }});
  const auto plan = net.finish();
  const auto x = at::ones({1, 1, 8, 8}, at::TensorOptions(device));
  const auto draw = [&](std::uint64_t seed) {
    return output(plan, x, {.training = true, .occasion = {.noise = Seed{seed}}});
  };
  EXPECT_EQ(distance(draw(1), draw(1)), 0);
  EXPECT_GT(distance(draw(1), draw(2)), 0);
  // Were both masks the same, the second would drop nothing that the first has kept.
  const auto y = draw(1);
  const auto keptByFirst = y.select(1, 0) > 0;
  EXPECT_TRUE(((y.select(1, 1) == 0) & keptByFirst).any().item<bool>());
}

// --- Auxiliary heads

Plan headed(PlanBuilder& net, double weight) {
  const auto layer = [](const char* name) {
    return PlanBuilder::Layer{.name = name, .outputs = 3, .filler = gaussian(1)};
  };
  net.linear(layer("trunk"));
  if (weight > 0) net.auxiliaryHead(weight, [&] { net.linear(layer("head")); });
  net.linear(layer("main"));
  return net.finish();
}

TEST_P(Graph, AnAuxiliaryHeadAddsItsWeightedGradientAndNotItsLoss) {
  auto with = builder({1, 1, 4});
  auto without = builder({1, 1, 4});
  const Network headedNetwork{headed(with, 0.3), false};
  const Network plainNetwork{headed(without, 0), false};
  Replica replica{0, headedNetwork, device};
  Replica plain{0, plainNetwork, device};
  replica.initialize(Seed{1});
  plain.initialize(Seed{1});
  const auto images = test::madeUpImages({1, 1, 4}, 5, Seed{2}).images.to(device);
  const auto labels = at::tensor(std::vector<std::int64_t>{0, 1, 2, 1, 0}).to(device);

  const double loss = replica.learn(images, labels).item<double>();
  EXPECT_FLOAT_EQ(static_cast<float>(loss), plain.learn(images, labels).item<float>());
  EXPECT_LT(distance(replica.predict(images), plain.predict(images)), 1e-6);

  // The trunk's gradient: the main head's and 0.3 times that of a network whose main head is this head.
  const auto w = headedNetwork.windows(replica.weights);
  auto trunk = w[0].detach().clone().requires_grad_();
  const auto features = at::linear(images.flatten(1), trunk, w[1]);
  const auto head = at::cross_entropy_loss(at::linear(features, w[2], w[3]), labels);
  const auto main = at::cross_entropy_loss(at::linear(features, w[4], w[5]), labels);
  (main + 0.3 * head).backward();
  EXPECT_LT(distance(headedNetwork.windows(replica.gradient)[0], trunk.grad()), 1e-5);
}

}  // namespace
}  // namespace lab
