#include "engine/data/partition/deal.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::partition {
namespace {

using testing::ElementsAre;

TEST(Cuts, FollowTheShares) {
  EXPECT_THAT(cuts(std::vector{1.0, 2.0, 1.0}, 100), ElementsAre(0, 25, 75, 100));
  EXPECT_THAT(cuts(std::vector{0.5, 0.5}, 5), ElementsAre(0, 2, 5));
}

TEST(Cuts, GiveNothingToAShareOfZero) {
  EXPECT_THAT(cuts(std::vector{0.0, 1.0, 0.0}, 7), ElementsAre(0, 0, 7, 7));
  EXPECT_THAT(cuts(std::vector{0.1, 0.7, 0.1, 0.0, 0.0}, 9), ElementsAre(0, 1, 8, 9, 9, 9));
}

// Dues 2.5, 1.25, 1.25: the half gets the one that is left. Dues of a third each: the first in the row.
TEST(LargestRemainder, GivesWhatIsLeftToTheLargest) {
  EXPECT_THAT(largestRemainder(std::vector{2.0, 1.0, 1.0}, 5), ElementsAre(3, 1, 1));
  EXPECT_THAT(largestRemainder(std::vector{1.0, 1.0, 1.0}, 10), ElementsAre(4, 3, 3));
  EXPECT_THAT(largestRemainder(std::vector{0.0, 0.3, 0.7}, 10), ElementsAre(0, 3, 7));
}

TEST(EvenCuts, DifferByAtMostOne) {
  EXPECT_THAT(evenCuts(3, 8), ElementsAre(0, 3, 6, 8));
  EXPECT_THAT(evenCuts(4, 8), ElementsAre(0, 2, 4, 6, 8));
}

TEST(DirichletDraw, AddsUpToOne) {
  Random random{1};
  for (const double alpha : {0.001, 0.1, 1.0, 100.0}) {
    for (int i = 0; i < 100; ++i) {
      const auto shares = dirichlet(random, 7, alpha);
      EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1, 1e-12);
      EXPECT_GE(*std::ranges::min_element(shares), 0);
    }
  }
}

// Dir(alpha over K): mean 1/K, variance (K - 1) / (K^2 (K alpha + 1)). 20,000 draws; bounds of 6 standard
// errors of the mean and 10 % of the variance.
TEST(DirichletDraw, HasTheMeanAndVarianceOfItsDistribution) {
  constexpr int kDraws = 20'000;
  for (const double alpha : {0.1, 0.5, 1.0, 5.0}) {
    Random random{7};
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double share = dirichlet(random, 4, alpha).front();
      sum += share;
      squares += share * share;
    }
    const double mean = sum / kDraws;
    const double expected = 3 / (16 * (4 * alpha + 1));
    EXPECT_NEAR(mean, 0.25, 6 * std::sqrt(expected / kDraws)) << alpha;
    EXPECT_NEAR(squares / kDraws - mean * mean, expected, 0.1 * expected) << alpha;
  }
}

TEST(Repair, MovesSamplesFromTheLargestUntilAllHaveEnough) {
  Partition partition{{0, 1, 2, 3, 4, 5, 6, 7}, {}, {8}, {9, 10, 11}};
  Random random{3};
  repair(partition, 3, random);
  std::vector<std::int64_t> all;
  for (const auto& samples : partition) {
    EXPECT_EQ(samples.size(), 3U);
    all.insert(all.end(), samples.begin(), samples.end());
  }
  std::ranges::sort(all);
  EXPECT_THAT(all, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
}

TEST(Repair, LeavesGoodPartitionsAlone) {
  Partition partition{{0, 1, 2}, {3, 4}};
  Random random{3};
  repair(partition, 2, random);
  EXPECT_EQ(partition, (Partition{{0, 1, 2}, {3, 4}}));
}

}  // namespace
}  // namespace lab::partition
