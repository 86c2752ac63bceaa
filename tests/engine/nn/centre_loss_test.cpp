// Centre loss and PReLU with numbers small enough to check by hand.

#include "engine/nn/centre_loss.h"

#include <cmath>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/nn/norm.h"
#include "engine/nn/plan_builder.h"
#include "engine/nn/replica.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"

namespace lab {
namespace {

using test::distance;

class CentreLossOn : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};

  [[nodiscard]] at::Tensor numbers(std::vector<float> values, at::IntArrayRef shape) const {
    return at::tensor(at::ArrayRef<float>{values}).view(shape).to(device);
  }
  [[nodiscard]] at::Tensor labels(const std::vector<std::int64_t>& values) const {
    return at::tensor(at::ArrayRef<std::int64_t>{values}).to(device);
  }

  // Images 0 and 2 are of class 0, image 1 of class 2; nothing is of class 1.
  const at::Tensor features = numbers({3, 0, 1, 1, 5, 4}, {3, 2});
  const at::Tensor centres = numbers({1, 0, 9, 9, 0, 3}, {3, 2});
  const at::Tensor of = labels({0, 2, 0});
};
INSTANTIATE_TEST_SUITE_P(Devices, CentreLossOn, ::testing::ValuesIn(deviceNames()));

// |2, 0|^2 + |1, -2|^2 + |4, 4|^2 = 4 + 5 + 32, over 2 x 3.
TEST_P(CentreLossOn, IsHalfTheMeanSquaredDistance) {
  EXPECT_NEAR(centreDistance(features, centres, of).item<double>(), 41.0 / 6, 1e-6);
}

TEST_P(CentreLossOn, DrawsEachFeatureToItsCentreAndNoCentre) {
  const auto x = features.clone().set_requires_grad(true);
  const auto c = centres.clone().set_requires_grad(true);
  centreDistance(x, c, of).backward();
  EXPECT_LT(distance(x.grad(), numbers({2, 0, 1, -2, 4, 4}, {3, 2}) / 3), 1e-6);
  EXPECT_FALSE(c.grad().defined());
}

// Class 0: (1 - 3 + 1 - 5, 0 - 0 + 0 - 4) / 3; class 2: (0 - 1, 3 - 1) / 2; class 1 is not there.
TEST_P(CentreLossOn, DirectsACentreByTheMeanOverItsImagesAndItself) {
  auto direction = at::ones_like(centres);
  addCentreDirection(direction, features, centres, of);
  const auto expected = numbers({-2, -4.0F / 3, 0, 0, -0.5, 1}, {3, 2});
  EXPECT_LT(distance(direction, expected + 1), 1e-6);
  // One step of rate 1 goes to (c + x + x') / 3.
  EXPECT_LT(distance((centres - expected)[0], numbers({3, 4.0F / 3}, {2})), 1e-6);
}

// A plan that gives its images as features, next to a head without weights.
class WithCentres : public CentreLossOn {
 protected:
  [[nodiscard]] Plan plan(double weight) const {
    const ParamValues none;
    PlanBuilder net{{2, 1, 1}, norm::named("none"), none};
    net.averagePool(1, 1);
    net.feature();
    net.linear({.name = "fc", .outputs = 3, .filler = {}});
    auto plan = net.finish();
    plan.centreLoss = {.centres = static_cast<int>(plan.parameters.size()), .weight = weight};
    plan.parameters.push_back({.name = "centres", .shape = {3, 2}, .filler = {}});
    return plan;
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, WithCentres, ::testing::ValuesIn(deviceNames()));

TEST_P(WithCentres, TheWeightOfTheLossDoesNotReachTheCentres) {
  for (const double weight : {0.003, 100.0}) {
    const Network network{plan(weight), false};
    Replica replica{0, network, device};
    network.windows(replica.weights).back().copy_(centres);
    (void)replica.learn(features.view({3, 2, 1, 1}), of);
    EXPECT_LT(
        distance(network.windows(replica.gradient).back(), numbers({-2, -4.0F / 3, 0, 0, -0.5, 1}, {3, 2})),
        1e-6);
  }
}

TEST_P(WithCentres, TheReportedLossIsTheCrossEntropyAlone) {
  const Network network{plan(100), false};
  Replica replica{0, network, device};
  EXPECT_NEAR(replica.learn(features.view({3, 2, 1, 1}), of).item<double>(), std::log(3.0), 1e-6);
}

TEST_P(WithCentres, FeaturesAreWhatTheirNodeGives) {
  const Network network{plan(1), false};
  const Replica replica{0, network, device};
  EXPECT_EQ(distance(replica.features(features.view({3, 2, 1, 1})), features), 0);
}

TEST_P(CentreLossOn, APReluHasASlopePerChannel) {
  const ParamValues none;
  PlanBuilder net{{2, 1, 2}, norm::named("none"), none};
  net.prelu("act");
  const Network network{net.finish(), false};
  ASSERT_EQ(network.plan().parameterCount(), 2);
  const auto slopes = numbers({0.25, 2}, {2}).set_requires_grad(true);
  const auto x = numbers({-4, 3, -1, 0, 8, -2, 5, -3}, {2, 2, 1, 2}).set_requires_grad(true);
  Pass pass;
  const auto y = network.forward(x, {slopes}, pass);
  EXPECT_LT(distance(y, numbers({-1, 3, -2, 0, 8, -0.5, 5, -6}, {8})), 1e-6);
  y.sum().backward();
  EXPECT_LT(distance(x.grad(), numbers({0.25, 1, 2, 2, 1, 0.25, 1, 2}, {8})), 1e-6);
  EXPECT_LT(distance(slopes.grad(), numbers({-6, -4}, {2})), 1e-6);
}

}  // namespace
}  // namespace lab
