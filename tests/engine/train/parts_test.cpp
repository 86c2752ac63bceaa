// The parts of the loop that hold tensors: images on the device, marks of an evaluation, distances.

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/train/device.h"
#include "engine/train/device_data.h"
#include "engine/train/evaluate.h"
#include "engine/train/participant.h"
#include "engine/train/setup.h"
#include "engine/train/trainer.h"
#include "tests/engine/algo/team.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

using test::distance;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Parts : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};
};
INSTANTIATE_TEST_SUITE_P(Devices, Parts, ::testing::ValuesIn(deviceNames()));

// Three images of two channels, 1 x 2 pixels: bytes 0, 10, 20, ... in order.
ImageSet threeImages() {
  ImageSet set;
  for (int i = 0; i < 12; ++i) set.pixels.push_back(static_cast<std::uint8_t>(10 * i));
  set.labels = {4, 5, 6};
  return set;
}

TEST_P(Parts, ImagesAreNormalisedPerChannel) {
  const Normalisation normalisation{.scale = 10, .mean = {1, 2}, .deviation = {2, 4}};
  for (const bool channelsLast : {false, true}) {
    const DeviceImages images{threeImages(), {2, 1, 2}, normalisation, device, channelsLast};
    const auto indices = images.indices({2, 0});
    // Image 2 is 80 90 | 100 110: (8 - 1) / 2, (9 - 1) / 2 | (10 - 2) / 4, (11 - 2) / 4.
    const auto expected =
        at::tensor(std::vector<float>{3.5F, 4, 2, 2.25F, -0.5F, 0, 0, 0.25F}).view({2, 2, 1, 2});
    EXPECT_LT(distance(images.images(indices).contiguous(), expected), 1e-6);
    EXPECT_TRUE(images.images(indices).is_contiguous(channelsLast ? at::MemoryFormat::ChannelsLast
                                                                  : at::MemoryFormat::Contiguous));
    EXPECT_TRUE(at::equal(images.labels(indices).to(at::kCPU), at::tensor(std::vector<std::int64_t>{6, 4})));
    EXPECT_EQ(images.size(), 3);
  }
}

TEST_P(Parts, ImagesAreNormalisedPerPixelAsInThePaper) {
  // A mean image and no deviation: 0..255 minus the mean, no scaling.
  const Normalisation normalisation{.scale = 1, .mean = {1, 2, 3, 4}, .deviation = {}};
  const DeviceImages images{threeImages(), {2, 1, 2}, normalisation, device, true};
  const auto expected = at::tensor(std::vector<float>{39, 48, 57, 66});
  EXPECT_LT(distance(images.images(images.indices({1})).contiguous(), expected), 1e-5);
}

TEST_P(Parts, ImagesRefuseANormalisationThatDoesNotFit) {
  const Normalisation normalisation{.scale = 1, .mean = {1, 2, 3}, .deviation = {}};
  EXPECT_THAT(
      ([&] {
        (void)DeviceImages(threeImages(), {2, 1, 2}, normalisation, device, false);
      }),
      ::testing::ThrowsMessage<Error>(HasSubstr("3 numbers; expected one per channel or one per pixel")));
}

TEST(Marks, AreSharesOfWhatWasPresented) {
  const Marks marks{.lossSum = 12, .correct = {1, 0, 3}, .presented = {2, 0, 4}};
  EXPECT_FLOAT_EQ(marks.accuracy(), 4.0F / 6);
  EXPECT_FLOAT_EQ(marks.loss(), 2);
  const auto classes = marks.classAccuracy();
  EXPECT_FLOAT_EQ(classes[0], 0.5F);
  EXPECT_TRUE(std::isnan(classes[1]));
  EXPECT_FLOAT_EQ(classes[2], 0.75F);
  const Marks none{.lossSum = 0, .correct = {0}, .presented = {0}};
  EXPECT_TRUE(std::isnan(none.accuracy()));
  EXPECT_TRUE(std::isnan(none.loss()));
}

// Says class c for brightness c: score c x - c^2 / 2 is largest for the c nearest to x.
Plan nearestClass() {
  Plan plan;
  plan.input = {1, 1, 1};
  plan.parameters = {{.name = "weight", .shape = {3, 1}, .filler = {}},
                     {.name = "bias", .shape = {3}, .filler = {}}};
  plan.nodes.push_back({Linear{.weight = 0, .bias = 1}, {3, 1, 1}});
  return plan;
}

// Brightness 0 1 2 0 1 2 ...; the first half has the right labels, the second claims to be 0.
ImageSet halfHonest() {
  ImageSet set;
  for (int i = 0; i < 600; ++i) {
    set.pixels.push_back(static_cast<std::uint8_t>(i % 3));
    set.labels.push_back(i < 300 ? i % 3 : 0);
  }
  return set;
}

class Evaluation : public Parts {
 protected:
  Evaluation() { replica.weights.copy_(at::tensor(std::vector<float>{0, 1, 2, 0, -0.5F, -2})); }

  [[nodiscard]] Examination examination(std::int64_t begin, std::int64_t end) const {
    return {&replica, &images, at::arange(begin, end, at::TensorOptions(device).dtype(at::kLong))};
  }
  static void inOrder(std::int64_t count, const std::function<void(std::int64_t)>& f) {
    for (std::int64_t i = 0; i < count; ++i) f(i);
  }

  const Network network{nearestClass(), false};
  Replica replica{0, network, device};
  const Normalisation plain{.scale = 1, .mean = {0}, .deviation = {}};
  const DeviceImages images{halfHonest(), {1, 1, 1}, plain, device, false};
};
INSTANTIATE_TEST_SUITE_P(Devices, Evaluation, ::testing::ValuesIn(deviceNames()));

TEST_P(Evaluation, CountsPerClassInPiecesOfAnyWidth) {
  for (const int width : {1, 2, 5}) {
    const auto marks = evaluate({examination(0, 600), examination(0, 300), examination(5, 5)}, 3,
                                {.parallel = inOrder, .width = width, .mayGoOn = [] { return true; }});
    ASSERT_TRUE(marks.has_value());
    EXPECT_THAT(marks->at(0).presented, ElementsAre(400, 100, 100));
    EXPECT_THAT(marks->at(0).correct, ElementsAre(200, 100, 100));
    EXPECT_FLOAT_EQ(marks->at(0).accuracy(), 400.0F / 600);
    EXPECT_FLOAT_EQ(marks->at(1).accuracy(), 1);
    EXPECT_TRUE(std::isnan(marks->at(2).accuracy()));
  }
}

TEST_P(Evaluation, SumsTheCrossEntropy) {
  double expected = 0;
  for (int x = 0; x < 3; ++x) {
    const double scores[] = {0.0, x - 0.5, 2.0 * x - 2};
    expected += 100 * (std::log(std::exp(scores[0]) + std::exp(scores[1]) + std::exp(scores[2])) - scores[x]);
  }
  const auto marks =
      evaluate({examination(0, 300)}, 3, {.parallel = inOrder, .width = 1, .mayGoOn = [] { return true; }});
  EXPECT_NEAR(marks->at(0).lossSum, expected, 1e-3);
  EXPECT_NEAR(static_cast<double>(marks->at(0).loss()), expected / 300, 1e-5);
}

TEST_P(Evaluation, GivesNothingWhenItIsCutShort) {
  int rounds = 0;
  const auto marks = evaluate({examination(0, 600)}, 3,
                              {.parallel = inOrder, .width = 1, .mayGoOn = [&] { return ++rounds < 3; }});
  EXPECT_FALSE(marks.has_value());
  EXPECT_EQ(rounds, 3);  // 600 images are three pieces
}

TEST_P(Parts, DistanceOfWeightsIsRelativeToTheirMean) {
  test::Team team{test::numbersOnly(2, 1), {.partitions = 2, .device = GetParam()}};
  team[0].weights.copy_(at::tensor(std::vector<float>{3, 4, 1000}));  // the last is a statistic
  team[1].weights.copy_(at::tensor(std::vector<float>{3, -4, 5}));
  const auto distances = weightDivergence(team.replicas());
  EXPECT_FLOAT_EQ(distances[0], 4.0F / 3);
  EXPECT_FLOAT_EQ(distances[1], 4.0F / 3);
}

TEST_P(Parts, SizeOfUpdatesIsTheMeanRatioOfWhatIsHeldBack) {
  test::Team team{test::numbersOnly(4, 1), {.partitions = 1, .device = GetParam()}};
  EXPECT_TRUE(std::isnan(updateSize(team[0])));  // BSP holds nothing back
  team[0].weights.copy_(at::tensor(std::vector<float>{2, -4, 0, 5, 7}));
  team[0].residual = at::tensor(std::vector<float>{-1, 1, 3, 0, 9}).to(team[0].weights.device());
  // |-1 / 2|, |1 / -4|, 1 where the weight is 0; nothing is held back of the fourth, and the last is a statistic.
  EXPECT_FLOAT_EQ(updateSize(team[0]), (0.5F + 0.25F + 1) / 3);
  team[0].residual.zero_();
  EXPECT_TRUE(std::isnan(updateSize(team[0])));
}

TEST_P(Parts, FedAvgHoldsBackWhatItHasLearntSinceTheLastAveraging) {
  auto spec = test::shortRun("fedavg", {{"local_iterations", 4}});
  spec.diagnostics.every = 2;
  test::Listener listener;
  RunControl control;
  Trainer{spec, listener, control, {.device = GetParam(), .threads = 1}}.run();
  for (const auto& point : listener.log.all<DivergencePoint>()) {
    for (const auto size : point.updates) {
      EXPECT_EQ(std::isnan(size), point.iteration % 4 == 0 || point.iteration == spec.training.iterations)
          << point.iteration;
    }
  }
}

TEST(NormDivergence, AveragesPairsAndHasNoValueWhereMeansCancel) {
  const auto means = [](float first, float second) {
    return std::vector<at::Tensor>{at::tensor(std::vector<float>{first, second})};
  };
  const auto pair = normDivergence({means(1, 2), means(3, -2)});
  ASSERT_EQ(pair.size(), 1U);
  EXPECT_FLOAT_EQ(pair[0][0], 1);  // |1 - 3| / 2
  EXPECT_TRUE(std::isnan(pair[0][1]));
  const auto three = normDivergence({means(1, 1), means(2, 1), means(3, 1)});
  EXPECT_FLOAT_EQ(three[0][0], (1 / 1.5F + 2 / 2.0F + 1 / 2.5F) / 3);
  EXPECT_FLOAT_EQ(three[0][1], 0);
  EXPECT_TRUE(std::isnan(normDivergence({means(1, 2)})[0][0]));
}

TEST_P(Parts, OfASetUpStartEqualAndKeepOnlyWhatTheyNeed) {
  for (const auto& algorithm : test::talkativeAndSilent()) {
    auto spec = test::shortRun(algorithm.id, algorithm.params);
    spec.diagnostics.updateSize = false;
    const lab::Setup setup{spec, device};
    ASSERT_EQ(setup.replicas.size(), 3U);
    for (const auto& replica : setup.replicas) {
      EXPECT_TRUE(at::equal(replica.weights, setup.replicas[0].weights));
      EXPECT_EQ(replica.residual.defined(), algorithm.id == "gaia" || algorithm.id == "dgc") << algorithm.id;
    }
    EXPECT_GT(setup.replicas[0].weights.abs().max().item<double>(), 0);
    EXPECT_TRUE(setup.dataset.train.pixels.empty());  // on the device now
  }
}

TEST_P(Parts, OfASetUpDealTestImagesRoundRobin) {
  auto spec = test::shortRun();
  spec.dataset.testLimit = 8;
  EXPECT_THAT(lab::Setup(spec, device).slices,
              ElementsAre(ElementsAre(0, 3, 6), ElementsAre(1, 4, 7), ElementsAre(2, 5)));
  spec.evaluation.test = TestMode::Full;
  for (const auto& slice : lab::Setup(spec, device).slices) EXPECT_EQ(slice.size(), 8U);
}

}  // namespace
}  // namespace lab
