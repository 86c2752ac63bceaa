// Synchronized BatchNorm: several replicas in lock-step are one network with one large minibatch.

#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/algo/statistics.h"
#include "engine/core/ledger.h"
#include "engine/nn/model.h"
#include "engine/nn/replica.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"
#include "tests/engine/nn/made_up_images.h"

namespace lab {
namespace {

using test::distance;

constexpr ImageShape kShape{3, 16, 16};

class Together : public ::testing::TestWithParam<std::string> {
 protected:
  const at::Device device{resolveDevice(GetParam())};

  [[nodiscard]] static Network network(const std::string& norm) {
    const Choice lenet{"lenet", {{"variant", static_cast<double>(model::Variant::Standard)}}};
    return {model::plan(lenet, {norm, {}}, kShape, 10), true};
  }
  // Minibatch k holds labels of its own.
  [[nodiscard]] Lesson lesson(std::int64_t k) const {
    const auto made =
        test::on(test::madeUpImages(kShape, 6, Seed{3}.child(k), {2 * k, 2 * k + 1}), device, true);
    return {.images = made.images, .labels = made.labels};
  }
  [[nodiscard]] std::vector<Replica> replicas(const Network& network, int count) const {
    std::vector<Replica> all;
    for (int k = 0; k < count; ++k) all.emplace_back(k, network, device).initialize(Seed{1});
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, Together, ::testing::ValuesIn(deviceNames()));

TEST_P(Together, OneReplicaIsPlainBatchNorm) {
  const auto sync = network("sync-batch");
  const auto plain = network("batch");
  auto one = replicas(sync, 1);
  auto other = replicas(plain, 1);
  const auto [images, labels, occasion] = lesson(0);
  EXPECT_EQ(one[0].learn(images, labels).item<double>(), other[0].learn(images, labels).item<double>());
  EXPECT_EQ(distance(one[0].gradient, other[0].gradient), 0);
}

TEST_P(Together, ThreeReplicasGiveTheGradientOfOneLargeMinibatch) {
  const auto sync = network("sync-batch");
  const auto plain = network("batch");
  auto three = replicas(sync, 3);
  auto one = replicas(plain, 1);
  const std::vector<Lesson> lessons{lesson(0), lesson(1), lesson(2)};
  const auto losses = learnTogether(three, lessons);
  const auto images = at::cat({lessons[0].images, lessons[1].images, lessons[2].images});
  const auto labels = at::cat({lessons[0].labels, lessons[1].labels, lessons[2].labels});
  const double loss = one[0].learn(images, labels).item<double>();
  EXPECT_NEAR((losses[0] + losses[1] + losses[2]).item<double>() / 3, loss, 1e-5);

  // BSP takes the mean of the gradients; the statistics of each are those of all.
  const auto mean = (three[0].gradient + three[1].gradient + three[2].gradient) / 3;
  const std::int64_t P = one[0].parameters();
  EXPECT_LT(distance(mean.narrow(0, 0, P), one[0].gradient.narrow(0, 0, P)), 5e-5);
  for (const auto& replica : three) {
    EXPECT_LT(distance(replica.gradient.narrow(0, P, replica.statisticsCount()),
                       one[0].gradient.narrow(0, P, replica.statisticsCount())),
              1e-4);
  }
}

TEST_P(Together, AloneEachReplicaWouldSeeOtherMoments) {
  const auto sync = network("sync-batch");
  auto three = replicas(sync, 3);
  const std::vector<Lesson> lessons{lesson(0), lesson(1), lesson(2)};
  (void)learnTogether(three, lessons);
  const auto together = three[0].gradient.clone();
  (void)three[0].learn(lessons[0].images, lessons[0].labels);
  EXPECT_GT(distance(three[0].gradient, together), 1e-3);
}

TEST_P(Together, EachReplicaKeepsItsOwnWeights) {
  const auto sync = network("sync-batch");
  auto two = replicas(sync, 2);
  two[1].initialize(Seed{2});
  const std::vector<Lesson> lessons{lesson(0), lesson(1)};
  const auto losses = learnTogether(two, lessons);
  EXPECT_NE(losses[0].item<double>(), losses[1].item<double>());
  const std::vector<Lesson> swapped{lesson(1), lesson(0)};
  two[0].initialize(Seed{2});
  two[1].initialize(Seed{1});
  const auto again = learnTogether(two, swapped);
  EXPECT_NEAR(again[1].item<double>(), losses[0].item<double>(), 1e-5);
  EXPECT_NEAR(again[0].item<double>(), losses[1].item<double>(), 1e-5);
}

TEST_P(Together, BillsFourNumbersPerChannelAndACountPerLayer) {
  const auto sync = network("sync-batch");
  const auto all = replicas(sync, 3);
  CommunicationLedger ledger{3};
  algo::billTogether(all, ledger);
  const std::int64_t numbers = 4 * (32 + 32 + 64) + 3;
  EXPECT_EQ(ledger.totalBytes(), 3 * numbers * 4);
  EXPECT_EQ(algo::bspNumbers(all[0], StatisticsPolicy::Local), all[0].parameters() + numbers);
}

}  // namespace
}  // namespace lab
