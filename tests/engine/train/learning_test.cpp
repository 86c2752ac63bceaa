// How an iteration's learning is shared out: halves of a minibatch are the whole of it.

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/nn/model.h"
#include "engine/train/learning.h"

namespace lab {
namespace {

using ::testing::ElementsAre;

constexpr ImageShape kShape{1, 28, 28};
constexpr std::int64_t kImages = 40;

ImageSet noise() {
  Random random{3};
  ImageSet set;
  for (std::int64_t i = 0; i < kImages * kShape.size(); ++i) set.pixels.push_back(static_cast<std::uint8_t>(random.below(256)));
  for (std::int64_t i = 0; i < kImages; ++i) set.labels.push_back(static_cast<std::int64_t>(random.below(10)));
  return set;
}

Plan planWith(const std::string& normalization, const std::string& architecture = "lenet") {
  return model::plan({architecture, {}}, {normalization, {}}, kShape, 10);
}

// K partitions that all own all images, each with an order of its own.
class Class {
 public:
  Class(Plan plan, int partitions) : network_(std::move(plan), /*channelsLast=*/true) {
    for (int k = 0; k < partitions; ++k) {
      replicas.emplace_back(k, network_, at::kCPU).initialize(Seed{1});
      std::vector<std::int64_t> samples;
      for (std::int64_t i = 0; i < kImages; ++i) samples.push_back(i);
      participants.emplace_back(samples, Seed{2}.child(k), at::kCPU);
    }
  }

  // One iteration through Learning, the pieces in order or backwards. Returns who was ready when.
  std::vector<int> learn(const Assignment& assignment, bool backwards = false) {
    Learning learning{replicas, participants, images_};
    std::vector<int> ready;
    const Parallel parallel = [&](std::int64_t count, const std::function<void(std::int64_t)>& f) {
      pieces = count;
      for (std::int64_t i = 0; i < count; ++i) f(backwards ? count - 1 - i : i);
    };
    learning.iterate(assignment, parallel, [&](Replica& replica) { ready.push_back(replica.id()); });
    return ready;
  }

  // The same without it: everyone a whole minibatch.
  void learnWhole(const Assignment& assignment) {
    for (std::size_t k = 0; k < replicas.size(); ++k) participants[k].learn(replicas[k], images_, assignment);
  }

  std::vector<Replica> replicas;
  std::vector<Participant> participants;
  std::int64_t pieces = 0;  // of the last iteration

 private:
  Network network_;
  DeviceImages images_{noise(), kShape, {.scale = 255, .mean = {0.5F}, .deviation = {}}, at::kCPU, true};
};

double relativeDistance(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).norm().item<double>() / b.norm().item<double>();
}

// 7 images: 4 and 3. The gradients are then no plain mean.
TEST(Learning, HalvesOfAMinibatchGiveTheGradientAndTheLossOfTheWhole) {
  for (const std::int64_t size : {2, 7, 20}) {
    Class halves{planWith("group"), 1};
    Class whole{planWith("group"), 1};
    const Assignment assignment{.batchSize = size};
    EXPECT_THAT(halves.learn(assignment), ElementsAre(0));
    EXPECT_EQ(halves.pieces, 2);
    whole.learnWhole(assignment);
    EXPECT_LT(relativeDistance(halves.replicas[0].gradient, whole.replicas[0].gradient), 1e-5) << size;
    EXPECT_NEAR(halves.participants[0].takeLoss(), whole.participants[0].takeLoss(), 1e-5) << size;
  }
}

TEST(Learning, GivesTheSameBitsWhicheverHalfEndsFirst) {
  Class forwards{planWith("none"), 3};
  Class backwards{planWith("none"), 3};
  const Assignment assignment{.batchSize = 7};
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(forwards.learn(assignment, false), ElementsAre(0, 1, 2));
    EXPECT_THAT(backwards.learn(assignment, true), ElementsAre(2, 1, 0));
  }
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_TRUE(at::equal(forwards.replicas[k].gradient, backwards.replicas[k].gradient)) << k;
  }
}

TEST(Learning, DividesTheLastMinibatchOfAnOddNumberOnly) {
  const Assignment assignment{.batchSize = 20};
  for (const int partitions : {2, 3}) {
    Class shared{planWith("group"), partitions};
    Class whole{planWith("group"), partitions};
    (void)shared.learn(assignment);
    whole.learnWhole(assignment);
    EXPECT_EQ(shared.pieces, partitions == 2 ? 2 : 4);
    for (std::size_t k = 0; k < 2; ++k) {
      EXPECT_TRUE(at::equal(shared.replicas[k].gradient, whole.replicas[k].gradient)) << k;
    }
    EXPECT_LT(relativeDistance(shared.replicas.back().gradient, whole.replicas.back().gradient), 1e-5);
  }
}

TEST(Learning, LeavesAMinibatchWholeWhereImagesMeet) {
  EXPECT_FALSE(learnsInHalves(planWith("batch")));
  EXPECT_FALSE(learnsInHalves(planWith("batch-renorm")));
  EXPECT_FALSE(learnsInHalves(planWith("sync-batch")));
  for (const std::string normalization : {"none", "group", "layer", "instance", "weight"}) {
    EXPECT_TRUE(learnsInHalves(planWith(normalization))) << normalization;
  }
  auto centred = planWith("none");
  centred.centreLoss = CentreLoss{};
  EXPECT_FALSE(learnsInHalves(centred));
  Class shared{planWith("batch"), 3};
  Class whole{planWith("batch"), 3};
  (void)shared.learn({.batchSize = 6});
  whole.learnWhole({.batchSize = 6});
  EXPECT_EQ(shared.pieces, 3);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_TRUE(at::equal(shared.replicas[k].gradient, whole.replicas[k].gradient));
}

TEST(Learning, LeavesAMinibatchOfOneImageWhole) {
  Class shared{planWith("none"), 1};
  EXPECT_THAT(shared.learn({.batchSize = 1}), ElementsAre(0));
  EXPECT_EQ(shared.pieces, 1);
  EXPECT_TRUE(std::isfinite(shared.participants[0].takeLoss()));
}

TEST(Learning, MeasuresChannelMeansOverBothHalves) {
  Class halves{planWith("group"), 1};
  Class whole{planWith("group"), 1};
  const Assignment assignment{.batchSize = 7, .measureMeans = true};
  (void)halves.learn(assignment);
  whole.learnWhole(assignment);
  const auto own = halves.participants[0].takeChannelMeans();
  const auto expected = whole.participants[0].takeChannelMeans();
  ASSERT_EQ(own.size(), expected.size());
  for (std::size_t layer = 0; layer < own.size(); ++layer) {
    EXPECT_LT(relativeDistance(own[layer], expected[layer]), 1e-5) << layer;
  }
}

// Otherwise image i of one half and image i of the other would lose the same features.
TEST(Learning, DropsOutDifferentlyInTheTwoHalves) {
  Plan plan;
  plan.input = {1, 1, 1};
  plan.parameters = {{.name = "weight", .shape = {2, 64}, .filler = {.kind = Filler::Kind::Constant, .value = 1}}};
  plan.nodes.push_back({Dropout{}, {64, 1, 1}});
  plan.nodes.push_back({Linear{.weight = 0}, {2, 1, 1}});
  const Network network{plan, false};
  std::vector<Replica> replicas;
  replicas.emplace_back(0, network, at::kCPU).initialize(Seed{1});
  ImageSet set;
  set.pixels.assign(4 * 64, 1);
  set.labels = {0, 0, 0, 0};
  const DeviceImages images{set, {64, 1, 1}, {.scale = 1, .mean = std::vector<float>(64, 0), .deviation = {}}, at::kCPU, false};
  std::vector<Participant> participants;
  participants.emplace_back(std::vector<std::int64_t>{0, 1, 2, 3}, Seed{2}, at::kCPU);
  Learning learning{replicas, participants, images};
  std::vector<at::Tensor> gradients;
  // A half's own gradient is seen when the other one has not begun; both together are not twice the first.
  const Parallel parallel = [&](std::int64_t count, const std::function<void(std::int64_t)>& f) {
    for (std::int64_t i = 0; i < count; ++i) {
      f(i);
      gradients.push_back(replicas[0].gradient.clone());
    }
  };
  learning.iterate({.batchSize = 4}, parallel, [](Replica&) {});
  ASSERT_EQ(gradients.size(), 2U);
  EXPECT_GT(gradients[0].abs().sum().item<double>(), 0);
  EXPECT_FALSE(at::equal(gradients[0], gradients[1]));
}

}  // namespace
}  // namespace lab
