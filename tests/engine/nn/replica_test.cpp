// Replicas: where they start, what a minibatch gives, and that all that they are is one vector.

#include "engine/nn/replica.h"

#include <cctype>
#include <cmath>
#include <ostream>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/nn/model.h"
#include "engine/nn/norm.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"
#include "tests/engine/nn/made_up_images.h"
#include "tests/engine/nn/plan_words.h"

namespace lab {
namespace {

using test::distance;
using test::Minibatch;

constexpr ImageShape kSmall{1, 12, 12};
const ParamValues kStandard{{"variant", static_cast<double>(model::Variant::Standard)}};

Choice learnable(const std::string& id) {
  if (id == "face-net") return {id, {{"width", 0.125}}};
  return {id, id == "lenet" || id == "resnet20" ? kStandard : ParamValues{}};
}

// Networks of 20 layers and more learn from one kind of image only: they take seconds.
bool isDeep(const std::string& network) {
  return network.starts_with("resnet") || network == "googlenet" || network == "face-net";
}

// --- Every network with every normalization on every device

struct Combination {
  std::string device, model, norm;
  friend void PrintTo(const Combination& one, std::ostream* out) {
    *out << one.device << one.model << one.norm;
  }
};

std::vector<Combination> combinations() {
  std::vector<Combination> all;
  for (const auto& device : deviceNames()) {
    for (const auto& network : model::all()) {
      for (const auto& norm : norm::all()) {
        if (test::refused(network.id, norm.id)) continue;
        // The largest take as long as all others together; two normalizations show that they can have one.
        const bool large = isDeep(network.id) && network.id != "resnet20";
        if (large && norm.id != "none" && norm.id != "batch") continue;
        all.push_back({device, network.id, norm.id});
      }
    }
  }
  return all;
}

class EveryNetwork : public ::testing::TestWithParam<Combination> {
 protected:
  const at::Device device{resolveDevice(GetParam().device)};

  [[nodiscard]] static Plan plan(const ImageShape& shape) {
    return model::plan(learnable(GetParam().model), {GetParam().norm, {}}, shape, 10);
  }
  // Some are refused on smaller images.
  [[nodiscard]] static ImageShape image(std::int64_t channels = 1) {
    const auto& id = GetParam().model;
    const std::int64_t side = id == "googlenet" || id == "face-net" ? test::imagesFor(id).height : 28;
    return {channels, side, side};
  }
  [[nodiscard]] Minibatch batch(const ImageShape& shape, std::int64_t number,
                                bool channelsLast = false) const {
    return test::on(test::madeUpImages(shape, 20, Seed{3}.child(number)), device, channelsLast);
  }
  // A rate at which the loss falls whatever the last bits are: they differ between processors.
  static double rate() {
    const auto& [on, architecture, norm] = GetParam();
    if (architecture == "googlenet") return 0.005;
    return norm == "none" || norm == "weight" ? 0.01 : 0.03;  // He's start without normalization is easily upset
  }
  // One step of momentum SGD, statistics included. Gives the loss before it.
  static double descend(Replica& replica, const Minibatch& batch) {
    const auto loss = replica.learn(batch.images, batch.labels).item<double>();
    const std::int64_t P = replica.parameters();
    const std::int64_t B = replica.statisticsCount();
    replica.velocity.mul_(0.9).sub_(replica.gradient, rate());
    replica.velocity.narrow(0, P, B).copy_(replica.gradient.narrow(0, P, B));
    replica.weights.add_(replica.velocity);
    return loss;
  }
};
INSTANTIATE_TEST_SUITE_P(Catalogue, EveryNetwork, ::testing::ValuesIn(combinations()),
                         [](const auto& tested) {
                           std::string name =
                               tested.param.device + "_" + tested.param.model + "_" + tested.param.norm;
                           for (auto& letter : name)
                             letter = std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
                           return name;
                         });

TEST_P(EveryNetwork, Learns) {
  const auto& [on, architecture, norm] = GetParam();
  if (architecture == "googlenet" && norm == "none") GTEST_SKIP() << "does not leave chance in so few steps";
  if (architecture == "resnet20" && norm == "instance") GTEST_SKIP() << "the last mean per channel is always 0";
  std::vector<ImageShape> shapes{test::imagesFor(architecture)};
  if (!isDeep(architecture)) shapes.push_back({1, 28, 28});
  for (const auto& shape : shapes) {
    const auto chosen = plan(shape);
    const Network network{chosen, chosen.channelsLast};
    Replica replica{0, network, device};
    replica.initialize(Seed{1});
    double early = 0;
    double late = 0;
    // PyTorch's fillers start slowly, and so do the face net's.
    const std::int64_t steps = architecture == "simple-cnn" || architecture == "face-net" ? 60 : 24;
    for (std::int64_t i = 0; i < steps; ++i) {
      const double loss = descend(replica, batch(shape, i, network.channelsLast()));
      if (i < 4) early += loss / 4;
      if (i >= steps - 4) late += loss / 4;
    }
    EXPECT_LT(late, 0.75 * early) << shape.channels << "x" << shape.height;
  }
}

TEST_P(EveryNetwork, IsCopiedByCopyingItsVector) {
  const auto chosen = plan(image());
  const Network network{chosen, chosen.channelsLast};
  const auto [images, labels] = batch(chosen.input, 0);
  Replica original{0, network, device};
  Replica copy{1, network, device};
  original.initialize(Seed{1});
  copy.initialize(Seed{2});
  (void)descend(original, {images, labels});
  EXPECT_GT(distance(copy.predict(images), original.predict(images)), 1e-3);

  copy.weights.copy_(original.weights);
  const auto before = copy.predict(images).clone();
  EXPECT_EQ(distance(before, original.predict(images)), 0);
  for (std::int64_t i = 1; i < 4; ++i) (void)descend(original, batch(chosen.input, i));
  EXPECT_EQ(distance(copy.predict(images), before), 0);
  EXPECT_GT(distance(original.predict(images), before), 1e-3);
}

TEST_P(EveryNetwork, DoesTheSameInBothMemoryFormats) {
  const ImageShape shape = image(3);
  const auto chosen = plan(shape);
  const Network rows{chosen, false};
  const Network pixels{chosen, true};
  Replica contiguous{0, rows, device};
  Replica channelsLast{0, pixels, device};
  contiguous.initialize(Seed{5});
  channelsLast.initialize(Seed{5});
  const auto sameWeights = [&](const at::Tensor& a, const at::Tensor& b, double tolerance) {
    const auto left = rows.windows(a);
    const auto right = pixels.windows(b);
    for (std::size_t i = 0; i < left.size(); ++i) {
      EXPECT_LE(distance(left[i].contiguous(), right[i].contiguous()), tolerance)
          << chosen.parameters[i].name;
    }
  };
  sameWeights(contiguous.weights, channelsLast.weights, 0);

  const auto a = batch(shape, 0, false);
  const auto b = batch(shape, 0, true);
  const double loss = contiguous.learn(a.images, a.labels).item<double>();
  EXPECT_NEAR(channelsLast.learn(b.images, b.labels).item<double>(), loss, 1e-4);
  // Rounding grows with depth, most where BatchNorm divides by the spread of 20 numbers.
  const double rounding = GetParam().model == "googlenet" ? 1e-2 : isDeep(GetParam().model) ? 1e-3 : 1e-4;
  sameWeights(contiguous.gradient, channelsLast.gradient,
              rounding * (1 + contiguous.gradient.abs().max().item<double>()));
}

TEST_P(EveryNetwork, GivesAFreshGradientEveryTime) {
  const auto chosen = plan(image());
  const Network network{chosen, chosen.channelsLast};
  Replica replica{0, network, device};
  replica.initialize(Seed{1});
  const auto [images, labels] = batch(chosen.input, 0);
  const auto weights = replica.weights.clone();
  const double loss = replica.learn(images, labels).item<double>();
  const auto gradient = replica.gradient.clone();
  EXPECT_GT(gradient.norm().item<double>(), 0);
  EXPECT_EQ(replica.learn(images, labels).item<double>(), loss);
  EXPECT_EQ(distance(replica.gradient, gradient), 0);
  (void)replica.predict(images);
  EXPECT_EQ(distance(replica.gradient, gradient), 0);
  EXPECT_EQ(distance(replica.weights, weights), 0);  // learning gives a gradient and changes nothing
}

TEST_P(EveryNetwork, MeasuresOneMeanPerChannelOfEachNormalizationLayer) {
  const auto chosen = plan(image());
  const Network network{chosen, chosen.channelsLast};
  Replica replica{0, network, device};
  replica.initialize(Seed{1});
  const auto [images, labels] = batch(chosen.input, 0);
  std::vector<at::Tensor> means;
  (void)replica.learn(images, labels, {.channelMeans = &means});
  ASSERT_EQ(means.size(), chosen.normLayers.size());
  for (std::size_t i = 0; i < means.size(); ++i) EXPECT_EQ(means[i].numel(), chosen.normLayers[i].channels);
}

TEST(SimpleCnnOnSmallImages, IsRefusedInOneSentence) {
  try {
    (void)model::plan({"simple-cnn", {}}, {"none", {}}, kSmall, 10);
    FAIL() << "a 4x4 image passed a 5x5 window";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Usage);
  }
}

// --- The start

class Start : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};

  [[nodiscard]] at::Tensor weight(const Network& network, std::size_t index, std::uint64_t seed = 1) const {
    Replica replica{0, network, device};
    replica.initialize(Seed{seed});
    return network.windows(replica.weights).at(index).to(at::kCPU, at::kDouble).contiguous();
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, Start, ::testing::ValuesIn(deviceNames()));

TEST_P(Start, FollowsTheGaussianFiller) {
  const Network network{model::plan({"lenet", {}}, {"none", {}}, {3, 32, 32}, 10), true};
  const auto conv2 = weight(network, 2);  // 25,600 numbers
  EXPECT_NEAR(conv2.mean().item<double>(), 0, 4 * 0.01 / 160);
  EXPECT_NEAR(conv2.std().item<double>(), 0.01, 2e-4);
  const double inside = (conv2.abs() < 0.01).to(at::kDouble).mean().item<double>();
  EXPECT_NEAR(inside, 0.6827, 0.012);
  EXPECT_EQ(weight(network, 1).abs().max().item<double>(), 0);  // biases
}

TEST_P(Start, FollowsTheUniformFiller) {
  const Network network{model::plan({"simple-cnn", {}}, {"none", {}}, {3, 32, 32}, 10), true};
  const auto fc1 = weight(network, 4);  // 120 x 400: +-1/20
  EXPECT_LE(fc1.abs().max().item<double>(), 0.05 + 1e-9);
  EXPECT_GT(fc1.abs().max().item<double>(), 0.0499);
  EXPECT_NEAR(fc1.mean().item<double>(), 0, 5e-4);
  EXPECT_NEAR(fc1.std().item<double>(), 0.05 / std::sqrt(3), 3e-4);
}

TEST_P(Start, FollowsTheConstantFiller) {
  const Network network{model::plan({"lenet", kStandard}, {"group", {}}, {3, 32, 32}, 10), true};
  EXPECT_EQ(distance(weight(network, 1), at::ones({32})), 0);
  EXPECT_EQ(distance(weight(network, 2), at::zeros({32})), 0);
}

TEST_P(Start, IsAFunctionOfTheSeed) {
  const Network network{model::plan({"mlp", {}}, {"none", {}}, kSmall, 10), false};
  EXPECT_EQ(distance(weight(network, 0, 1), weight(network, 0, 1)), 0);
  EXPECT_GT(distance(weight(network, 0, 1), weight(network, 0, 2)), 0.01);
}

TEST_P(Start, OfAParameterDependsOnItsNameAlone) {
  // Without biases and with them: the same conv2.
  const Network with{model::plan({"lenet", {}}, {"none", {}}, {3, 32, 32}, 10), true};
  const Network without{model::plan({"lenet", {}}, {"group", {}}, {3, 32, 32}, 10), true};
  EXPECT_EQ(distance(weight(with, 2), weight(without, 1)), 0);
}

TEST_P(Start, ClearsEverythingElse) {
  const Network network{model::plan({"mlp", {}}, {"batch", {}}, kSmall, 10), false};
  Replica replica{0, network, device};
  replica.residual = at::ones_like(replica.weights);
  replica.velocity.fill_(1);
  replica.gradient.fill_(1);
  replica.weights.fill_(1);
  replica.initialize(Seed{1});
  for (const auto* vector : {&replica.residual, &replica.velocity, &replica.gradient}) {
    EXPECT_EQ(vector->abs().max().item<double>(), 0);
  }
  EXPECT_EQ(
      replica.weights.narrow(0, replica.parameters(), replica.statisticsCount()).abs().max().item<double>(),
      0);
  EXPECT_EQ(replica.statisticsCount(), 2 * 400 + 2);
}

TEST_P(Start, GivesWindowsThatWriteThrough) {
  const Network network{model::plan({"lenet", {}}, {"group", {}}, {3, 32, 32}, 10), true};
  Replica replica{0, network, device};
  auto windows = network.windows(replica.weights);
  windows[0].fill_(2);
  EXPECT_EQ(replica.weights.narrow(0, 0, 2400).min().item<double>(), 2);
  EXPECT_EQ(replica.weights.narrow(0, 2400, 100).max().item<double>(), 0);
}

}  // namespace
}  // namespace lab
