#include "engine/core/rng.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab {
namespace {

using ::testing::ElementsAre;

// Numbers without a comment of their own were printed by tests/golden/rng.py.

struct Moments {
  double mean = 0;
  double variance = 0;
};

template <class Draw>
Moments moments(int count, Draw draw) {
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < count; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  const double mean = sum / count;
  return {mean, squares / count - mean * mean};
}

TEST(Random, IsXoshiro256PlusPlus) {
  // The first outputs that the generator's authors and its other implementations give for this state.
  Random random{Random::State{1, 2, 3, 4}};
  const std::vector<std::uint64_t> expected{
      41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205U, 9973669472204895162U};
  for (const auto value : expected) EXPECT_EQ(random.next(), value);
}

TEST(Random, SpreadsASeedOverItsState) {
  Random random{42};
  EXPECT_EQ(random.next(), 0xc757960b442b0ac3U);
  EXPECT_EQ(random.next(), 0x4bb22a7f77ff8c6cU);
  EXPECT_EQ(random.next(), 0x04950439d3c5eafeU);
}

TEST(Random, UniformNumbersHave53Bits) {
  Random random{7};
  EXPECT_EQ(random.uniform(), 0.37349613332114695);
  EXPECT_EQ(random.uniform(), 0.8316153379135969);
  EXPECT_EQ(random.uniform(), 0.6768755078860412);
}

TEST(Random, GoesOnFromASavedState) {
  Random first{3};
  for (int i = 0; i < 10; ++i) (void)first.next();
  Random second{first.state()};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(first.next(), second.next());
}

TEST(Random, BelowGivesEveryNumberEquallyOften) {
  Random random{11};
  std::vector<int> counts(7);
  for (int i = 0; i < 70000; ++i) ++counts.at(random.below(7));
  // 10,000 expected, standard deviation 93: five of them.
  for (const int count : counts) EXPECT_NEAR(count, 10000, 465);
}

TEST(Random, NormalNumbersHaveMeanZeroAndVarianceOne) {
  Random random{5};
  const auto found = moments(100000, [&] { return random.normal(); });
  EXPECT_NEAR(found.mean, 0, 0.016);
  EXPECT_NEAR(found.variance, 1, 0.023);
}

// A gamma variable of shape a and scale 1 has mean a and variance a.
TEST(Random, GammaNumbersHaveTheMomentsOfTheirShape) {
  for (const double shape : {0.1, 0.5, 1.0, 3.7, 50.0}) {
    SCOPED_TRACE(shape);
    Random random{9};
    const auto found = moments(200000, [&] { return random.gamma(shape); });
    EXPECT_NEAR(found.mean, shape, 5 * std::sqrt(shape / 200000));
    EXPECT_NEAR(found.variance, shape, 5 * shape * std::sqrt((2 + 6 / shape) / 200000));
  }
}

// A gamma of shape 1 is the exponential distribution, whose median is ln 2.
TEST(Random, HalfOfAnExponentialIsBelowItsMedian) {
  Random random{13};
  int below = 0;
  for (int i = 0; i < 100000; ++i) below += random.gamma(1) < std::log(2.0) ? 1 : 0;
  EXPECT_NEAR(below, 50000, 5 * 158);
}

TEST(Random, ShuffleIsFisherYates) {
  std::vector<int> values(10);
  std::iota(values.begin(), values.end(), 0);
  Random{5}.shuffle(std::span{values});
  EXPECT_THAT(values, ElementsAre(4, 2, 1, 3, 6, 5, 0, 9, 8, 7));
}

TEST(Random, ShuffleIsAPermutation) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<std::uint64_t> values(seed);
    std::iota(values.begin(), values.end(), 0U);
    auto shuffled = values;
    Random{seed}.shuffle(std::span{shuffled});
    EXPECT_TRUE(std::ranges::is_permutation(shuffled, values));
  }
}

TEST(Random, ShufflePutsEveryElementEverywhereEquallyOften) {
  Random random{21};
  std::array<std::array<int, 3>, 3> counts{};  // [element][place]
  for (int i = 0; i < 30000; ++i) {
    std::array<std::size_t, 3> values{0, 1, 2};
    random.shuffle(std::span<std::size_t>{values});
    for (std::size_t place = 0; place < 3; ++place) ++counts.at(values.at(place)).at(place);
  }
  for (const auto& row : counts) {
    for (const int count : row) EXPECT_NEAR(count, 10000, 5 * 82);
  }
}

TEST(Seed, ChildrenFollowTheirNames) {
  const Seed run{1};
  EXPECT_EQ(run.child("batches").value(), 0x37fb2e73fe23ae90U);
  EXPECT_EQ(run.child("batches").child(3).value(), 0x944307426a5f0cb0U);
  EXPECT_EQ(run.child(-1).value(), 0xe9fd6049d65af21eU);
}

TEST(Seed, EverybodyGetsAnotherStream) {
  std::vector<std::uint64_t> values;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    values.push_back(Seed{seed}.child("batches").value());
    values.push_back(Seed{seed}.child("model").value());
    for (std::int64_t i = 0; i < 50; ++i) values.push_back(Seed{seed}.child(i).value());
  }
  std::ranges::sort(values);
  EXPECT_EQ(std::ranges::adjacent_find(values), values.end());
}

}  // namespace
}  // namespace lab
