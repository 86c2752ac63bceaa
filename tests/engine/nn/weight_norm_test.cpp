// Weight normalization: another way to write the same network, whose gradient is that of its definition.

#include <string>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/nn/model.h"
#include "engine/nn/replica.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"
#include "tests/engine/nn/made_up_images.h"
#include "tests/engine/nn/plan_words.h"

namespace lab {
namespace {

using test::distance;
using test::parameterOf;

constexpr ImageShape kShape{3, 32, 32};

class WeightNorm : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};
};
INSTANTIATE_TEST_SUITE_P(Devices, WeightNorm, ::testing::ValuesIn(deviceNames()));

TEST_P(WeightNorm, StartsAsTheNetworkWithoutNormalization) {
  const auto images = test::on(test::madeUpImages(kShape, 4, Seed{1}), device, true).images;
  for (const std::string id : {"lenet", "alexnet", "simple-cnn"}) {
    const Network plain{model::plan({id}, {"none"}, kShape, 10), true};
    const Network normalized{model::plan({id}, {"weight"}, kShape, 10), true};
    Replica one{0, plain, device};
    Replica other{0, normalized, device};
    one.initialize(Seed{1});
    other.initialize(Seed{1});
    EXPECT_LT(distance(one.predict(images), other.predict(images)), 1e-5) << id;
  }
}

TEST_P(WeightNorm, HasTheGradientOfItsDefinition) {
  Plan plan;
  plan.input = {1, 1, 2};
  plan.parameters = {{.name = "v", .shape = {1, 2}, .filler = {}}, {.name = "g", .shape = {1}, .filler = {}}};
  plan.nodes.push_back({Linear{.weight = 0, .bias = -1, .gain = 1}, {1, 1, 1}});
  const Network network{plan, false};
  const auto flat = at::tensor(std::vector<float>{3, 4, 10}).to(device);
  auto windows = network.windows(flat);
  for (auto& window : windows) window.set_requires_grad(true);
  const auto x = at::tensor(std::vector<float>{1, 2}).view({1, 1, 1, 2}).to(device);
  Pass pass;
  const auto y = network.forward(x, windows, pass);
  EXPECT_NEAR(y.item<double>(), 10 * (3 + 8) / 5.0, 1e-4);
  y.sum().backward();
  // dg = x v / |v| = 2.2; dv = g / |v| (x - (x v / |v|) v / |v|) = 2 ((1, 2) - 2.2 (0.6, 0.8))
  EXPECT_NEAR(windows[1].grad().item<double>(), 2.2, 1e-5);
  EXPECT_LT(distance(windows[0].grad(), at::tensor(std::vector<float>{-0.64F, 0.48F}).to(device)), 1e-5);
}

TEST(WeightNormPlan, DecaysTheGainInPlaceOfTheDirection) {
  const auto plan = model::plan({"lenet"}, {"weight"}, kShape, 10);
  EXPECT_EQ(plan.parameterCount(), 89578 + 32 + 32 + 64 + 10);
  EXPECT_EQ(parameterOf(plan, "fc.gain").decayFactor, 250);
  EXPECT_EQ(parameterOf(plan, "fc.weight").decayFactor, 0);
}

TEST(WeightNormPlan, LeavesALayerThatStartsAtZeroAsItIs) {
  const auto plan = model::plan({"alexnet"}, {"weight"}, kShape, 10);
  EXPECT_EQ(plan.parameterCount(), 765738 + 24 + 64 + 96 + 96 + 64 + 512);
  EXPECT_EQ(parameterOf(plan, "fc2.weight").decayFactor, 1);
}

}  // namespace
}  // namespace lab
