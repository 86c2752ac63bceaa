// Who visits whom, on which images, and what the accuracies say.

#include "engine/train/travel_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/spec.h"

namespace lab {
namespace {

using ::testing::ElementsAre;
using Hosts = std::vector<std::int32_t>;

double lossAs(std::string_view word, std::span<const float> pairs, const Hosts& hosts) {
  return accuracyLoss(lossReading(word), pairs, hosts);
}

TEST(Hosts, ARingSendsEverybodyToTheNext) {
  EXPECT_THAT(hostsOf("ring", 4, 0, Seed{1}), ElementsAre(1, 2, 3, 0));
  EXPECT_EQ(hostsOf("ring", 4, 7, Seed{9}), hostsOf("ring", 4, 0, Seed{1}));
}

TEST(Hosts, RotatingMeetsEveryOtherPartition) {
  std::set<std::int32_t> met;
  for (std::int64_t travel = 0; travel < 3; ++travel) met.insert(hostsOf("rotating", 4, travel, Seed{1})[1]);
  EXPECT_THAT(met, ElementsAre(0, 2, 3));
  EXPECT_EQ(hostsOf("rotating", 4, 3, Seed{1}), hostsOf("rotating", 4, 0, Seed{1}));
}

TEST(Hosts, NobodyStaysAtHomeAndEverybodyHasOneGuest) {
  for (const char* order : {"ring", "rotating", "random"}) {
    for (int partitions = 2; partitions <= 7; ++partitions) {
      for (std::int64_t travel = 0; travel < 9; ++travel) {
        Hosts hosts = hostsOf(order, partitions, travel, Seed{4}.child(travel));
        for (std::size_t k = 0; k < hosts.size(); ++k)
          EXPECT_NE(hosts[k], static_cast<std::int32_t>(k)) << order;
        std::ranges::sort(hosts);
        Hosts everybody(hosts.size());
        std::iota(everybody.begin(), everybody.end(), 0);
        EXPECT_EQ(hosts, everybody) << order;
      }
    }
  }
}

TEST(Hosts, ARandomOrderIsAFunctionOfItsSeed) {
  EXPECT_EQ(hostsOf("random", 6, 0, Seed{2}), hostsOf("random", 6, 0, Seed{2}));
  EXPECT_NE(hostsOf("random", 6, 0, Seed{2}), hostsOf("random", 6, 0, Seed{3}));
}

TEST(Sample, HoldsDifferentSamplesOfThePartition) {
  std::vector<std::int64_t> own(50);
  std::iota(own.begin(), own.end(), std::int64_t{100});
  const auto drawn = drawSample(own, 20, Seed{1});
  EXPECT_EQ(drawn.size(), 20U);
  EXPECT_TRUE(std::ranges::is_sorted(drawn));
  EXPECT_EQ(std::ranges::adjacent_find(drawn), drawn.end());
  for (const auto sample : drawn) EXPECT_TRUE(sample >= 100 && sample < 150);
  EXPECT_EQ(drawSample(own, 20, Seed{1}), drawn);
  EXPECT_NE(drawSample(own, 20, Seed{2}), drawn);
}

TEST(Sample, IsTheWholePartitionWhenThatIsSmaller) {
  const std::vector<std::int64_t> own{7, 3, 5};
  EXPECT_THAT(drawSample(own, 10, Seed{1}), ElementsAre(3, 5, 7));
}

TEST(AccuracyLoss, IsTheMeanOfHomeMinusAway) {
  const std::vector<float> pairs{0.9F, 0.5F, 0.8F, 0.7F};  // losses 0.4 and 0.1
  EXPECT_NEAR(lossAs("home-minus-away", pairs, Hosts{1, 0}), 0.25, 1e-7);
}

TEST(AccuracyLoss, MayBeReadAgainstTheHostsOwnModel) {
  // Ring of three: 0.6 - 0.5 = 0.1; 0.3 - 0.7 < 0, no loss; 0.9 - 0.1 = 0.8.
  const std::vector<float> pairs{0.9F, 0.5F, 0.6F, 0.7F, 0.3F, 0.1F};
  EXPECT_NEAR(lossAs("host-minus-guest", pairs, Hosts{1, 2, 0}), 0.3, 1e-7);
  // At home minus away: 0.4 - 0.1 + 0.2.
  EXPECT_NEAR(lossAs("home-minus-away", pairs, Hosts{1, 2, 0}), 0.5 / 3, 1e-7);
}

TEST(AccuracyLoss, MayBeReadAgainstTheMeanOfAllModels) {
  EXPECT_THAT(homes(3), ElementsAre(0, 1, 2));
  // Own model and the mean at 0: 0.9 - 0.5; at 1: 0.6 - 0.7, which counts, because the mean is the same model.
  const std::vector<float> pairs{0.9F, 0.5F, 0.6F, 0.7F};
  EXPECT_NEAR(lossAs("home-minus-mean", pairs, homes(2)), 0.15, 1e-7);
  EXPECT_NEAR(lossAs("home-minus-shared", pairs, homes(2)), 0.15, 1e-7);
}

TEST(AccuracyLoss, OfAnUnknownReadingIsTheSpecsOwn) {
  EXPECT_EQ(lossReading("of-a-newer-version").word, SkewScoutSpec{}.loss);
}

// Two images sets, one easy and one hard: what BSP measures.
TEST(AccuracyLoss, EqualModelsLoseNothing) {
  const std::vector<float> pairs{0.95F, 0.7F, 0.7F, 0.95F};
  EXPECT_NEAR(lossAs("home-minus-away", pairs, Hosts{1, 0}), 0, 1e-7);
  EXPECT_NEAR(lossAs("host-minus-guest", pairs, Hosts{1, 0}), 0, 1e-7);
}

TEST(AccuracyLoss, ModelsThatDoBetterAwayAreNotRewarded) {
  EXPECT_EQ(lossAs("home-minus-away", std::vector<float>{0.5F, 0.9F, 0.5F, 0.8F}, Hosts{1, 0}), 0);
}

TEST(AccuracyLoss, AnUnknownAccuracyMakesItUnknown) {
  const std::vector<float> pairs{0.9F, std::numeric_limits<float>::quiet_NaN(), 0.8F, 0.7F};
  EXPECT_TRUE(std::isnan(lossAs("home-minus-away", pairs, Hosts{1, 0})));
}

}  // namespace
}  // namespace lab
