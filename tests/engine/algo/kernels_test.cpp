// Every hand-written loop against the plainest way to say the same, bit for bit.

#include "engine/algo/kernels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/rng.h"

namespace lab::kernels {
namespace {

using Floats = std::vector<float>;

const std::vector<std::size_t> kSizes{0, 1, 7, 16, 1000, 100001};

// No compiler may contract or reorder what goes through here.
float rounded(float value) {
  volatile float kept = value;
  return kept;
}

Floats noise(std::size_t size, std::uint64_t seed, double scale = 1) {
  Random random{seed};
  Floats values(size);
  for (auto& value : values) value = static_cast<float>(scale * random.normal());
  return values;
}

// Noise in which many numbers are 0 and many are equal.
Floats coarse(std::size_t size, std::uint64_t seed) {
  Random random{seed};
  Floats values(size);
  for (auto& value : values) value = static_cast<float>(random.below(9)) * 0.25F - 1;
  return values;
}

class EverySize : public ::testing::TestWithParam<std::size_t> {
 protected:
  const std::size_t size = GetParam();
};
INSTANTIATE_TEST_SUITE_P(Kernels, EverySize, ::testing::ValuesIn(kSizes),
                         [](const auto& tested) { return std::to_string(tested.param); });

TEST_P(EverySize, VelocityRoundsAfterEveryOperation) {
  Floats u = noise(size, 1);
  const Floats g = noise(size, 2);
  const Floats w = noise(size, 3);
  const Descent descent{.rate = 0.013F, .momentum = 0.9F, .decay = 0.0005F};
  Floats expected(size);
  for (std::size_t i = 0; i < size; ++i) {
    const float decayed = rounded(g[i] + rounded(descent.decay * w[i]));
    expected[i] = rounded(rounded(descent.momentum * u[i]) - rounded(descent.rate * decayed));
  }
  velocity(u, g, w, descent);
  EXPECT_EQ(u, expected);
}

TEST_P(EverySize, AddAddsEachNumber) {
  Floats w = noise(size, 4);
  const Floats u = noise(size, 5, 0.01);
  Floats expected(size);
  std::ranges::transform(w, u, expected.begin(), std::plus<>{});
  add(w, u);
  EXPECT_EQ(w, expected);
}

TEST_P(EverySize, MeanAddsInOrderAndDividesOnce) {
  for (std::size_t count = 1; count <= 8; ++count) {
    std::vector<Floats> vectors;
    std::vector<const float*> starts;
    for (std::size_t k = 0; k < count; ++k) vectors.push_back(noise(size, 100 + k));
    for (const auto& vector : vectors) starts.push_back(vector.data());
    Floats expected = vectors[0];
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t k = 1; k < count; ++k) expected[i] = rounded(expected[i] + vectors[k][i]);
      expected[i] = rounded(expected[i] * static_cast<float>(1.0 / static_cast<double>(count)));
    }
    Floats out(size);
    mean(starts, out);
    EXPECT_EQ(out, expected) << count << " vectors";
  }
}

// What a selection shall give, and what shall be left.
struct Taken {
  std::vector<std::int32_t> indices;
  Floats values;
  Floats rest;
  friend bool operator==(const Taken&, const Taken&) = default;
};

Taken takeWhere(const Floats& v, const std::function<bool(std::size_t)>& wanted) {
  Taken taken{{}, {}, v};
  for (std::size_t j = 0; j < v.size(); ++j) {
    if (!wanted(j)) continue;
    taken.indices.push_back(static_cast<std::int32_t>(j));
    taken.values.push_back(v[j]);
    taken.rest[j] = 0;
  }
  return taken;
}

Taken run(Floats v, const std::function<std::int64_t(std::span<float>, Selection)>& select) {
  Taken taken{std::vector<std::int32_t>(v.size()), Floats(v.size()), {}};
  const auto count = static_cast<std::size_t>(select(v, {taken.indices.data(), taken.values.data()}));
  taken.indices.resize(count);
  taken.values.resize(count);
  taken.rest = std::move(v);
  return taken;
}

Taken runSignificant(const Floats& v, const Floats& w, float threshold) {
  return run(
      v, [&](std::span<float> vector, Selection out) { return takeSignificant(vector, w, threshold, out); });
}

TEST_P(EverySize, TakeSignificantFollowsItsDefinition) {
  for (const float threshold : {0.0F, 0.01F, 0.1F, 1.0F, 10.0F}) {
    for (const auto& w : {noise(size, 7), coarse(size, 8)}) {
      for (const auto& v : {noise(size, 9, 0.1), coarse(size, 10)}) {
        const auto expected = takeWhere(
            v, [&](std::size_t j) { return std::fabs(v[j]) > rounded(threshold * std::fabs(w[j])); });
        EXPECT_EQ(runSignificant(v, w, threshold), expected) << "threshold " << threshold;
      }
    }
  }
}

TEST_P(EverySize, TakeAtLeastFollowsItsDefinition) {
  for (const float magnitude : {0.0F, 0.25F, 0.5F, 100.0F}) {
    for (const auto& v : {noise(size, 11), coarse(size, 12)}) {
      const auto expected =
          takeWhere(v, [&](std::size_t j) { return v[j] != 0 && std::fabs(v[j]) >= magnitude; });
      const auto taken =
          run(v, [&](std::span<float> vector, Selection out) { return takeAtLeast(vector, magnitude, out); });
      EXPECT_EQ(taken, expected) << "magnitude " << magnitude;
    }
  }
}

TEST_P(EverySize, ScatterAddAndClearTouchTheirIndicesOnly) {
  const Floats before = noise(size, 13);
  std::vector<std::int32_t> indices;
  for (std::size_t j = 0; j < size; j += 3) indices.push_back(static_cast<std::int32_t>(j));
  const Floats values = noise(indices.size(), 14);
  Floats added = before;
  Floats cleared = before;
  Floats expectedAdded = before;
  Floats expectedCleared = before;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    expectedAdded[3 * i] = rounded(before[3 * i] + values[i]);
    expectedCleared[3 * i] = 0;
  }
  scatterAdd(added, indices, values);
  clear(cleared, indices);
  EXPECT_EQ(added, expectedAdded);
  EXPECT_EQ(cleared, expectedCleared);
}

TEST(TakeSignificant, IsStrictAtTheThreshold) {
  // |v / w| is exactly 0.5, 0.75 and 0.25.
  const auto taken = runSignificant({1, -3, 0.5F}, {2, 4, -2}, 0.5F);
  EXPECT_THAT(taken.indices, ::testing::ElementsAre(1));
  EXPECT_THAT(taken.values, ::testing::ElementsAre(-3.0F));
  EXPECT_THAT(taken.rest, ::testing::ElementsAre(1.0F, 0.0F, 0.5F));
}

TEST(TakeSignificant, TakesEveryUpdateOfAZeroWeightButNoZeroUpdate) {
  const auto taken = runSignificant({1e-30F, 0, -2}, {0, 0, -0.0F}, 10);
  EXPECT_THAT(taken.indices, ::testing::ElementsAre(0, 2));
}

// Data on which sampling could go wrong.
struct Terrain {
  std::string name;
  std::function<Floats(std::size_t)> make;
  friend void PrintTo(const Terrain& terrain, std::ostream* out) { *out << terrain.name; }
};

const std::vector<Terrain>& terrains() {
  static const std::vector<Terrain> all{
      {"Noise", [](std::size_t size) { return noise(size, 20); }},
      {"HeavyTailed",
       [](std::size_t size) {
         auto values = noise(size, 21);
         for (auto& value : values) value = value * value * value * value * value;
         return values;
       }},
      {"FewValues", [](std::size_t size) { return coarse(size, 22); }},
      {"AllEqual", [](std::size_t size) { return Floats(size, -0.5F); }},
      {"AllZero", [](std::size_t size) { return Floats(size, 0.0F); }},
      {"OneSpike",
       [](std::size_t size) {
         Floats values(size, 0.0F);
         if (size > 0) values[size / 3] = 7;
         return values;
       }},
      {"Ascending",
       [](std::size_t size) {
         Floats values(size);
         std::iota(values.begin(), values.end(), 1.0F);
         return values;
       }},
      {"Descending",
       [](std::size_t size) {
         Floats values(size);
         for (std::size_t i = 0; i < size; ++i) values[i] = static_cast<float>(size - i);
         return values;
       }},
      {"LargeOnlyAtTheEnd",
       [](std::size_t size) {
         auto values = noise(size, 23, 1e-6);
         for (std::size_t i = size - size / 50; i < size; ++i) values[i] *= 1e6F;
         return values;
       }},
      {"PeriodOfTheSample",  // one large value per stretch of 100001 / 2048 numbers
       [](std::size_t size) {
         auto values = noise(size, 24, 1e-3);
         for (std::size_t i = 0; i < size; i += 48) values[i] += 5;
         return values;
       }},
      {"PeriodOfAFilter",  // kernels of 25 numbers with a strong centre
       [](std::size_t size) {
         auto values = noise(size, 25, 0.1);
         for (std::size_t i = 12; i < size; i += 25) values[i] *= 40;
         return values;
       }}};
  return all;
}

class EveryTerrain : public ::testing::TestWithParam<Terrain> {};
INSTANTIATE_TEST_SUITE_P(Kernels, EveryTerrain, ::testing::ValuesIn(terrains()),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(EveryTerrain, KthLargestMagnitudeIsExact) {
  for (const std::size_t size : {1U, 7U, 16U, 1000U, 16383U, 16384U, 100001U, 300000U}) {
    const auto v = GetParam().make(size);
    Floats sorted = v;
    for (auto& value : sorted) value = std::fabs(value);
    std::ranges::sort(sorted, std::greater<>{});
    for (const std::size_t k : {std::size_t{1}, std::size_t{2}, size / 1000, size / 250, size / 64, size / 16,
                                size / 4, size / 2, size - 1, size}) {
      if (k < 1 || k > size) continue;
      EXPECT_EQ(kthLargestMagnitude(v, static_cast<std::int64_t>(k)), sorted[k - 1]) << k << " of " << size;
    }
  }
}

TEST(SquaredDistance, IsSummedInDoublePrecision) {
  EXPECT_EQ(squaredDistance(Floats{1, 2, 3}, Floats{1, 0, -1}), 20.0);
  // In single precision the small squares would be lost beside the large one.
  Floats a(1001, 1e-4F);
  a[0] = 1e2F;
  const double small = static_cast<double>(1e-4F);
  EXPECT_NEAR(squaredDistance(a, Floats(1001, 0.0F)), 1e4 + 1000 * small * small, 1e-7);
  EXPECT_EQ(squaredDistance(Floats{}, Floats{}), 0.0);
}

TEST(Hash, IsFnvOverThe32BitWords) {
  constexpr std::uint64_t kStart = 0xcbf29ce484222325ULL;
  constexpr std::uint64_t kPrime = 0x100000001b3ULL;
  EXPECT_EQ(hash(Floats{}), kStart);
  EXPECT_EQ(hash(Floats{0}), kStart * kPrime);
  EXPECT_EQ(hash(Floats{1.0F}), (kStart ^ 0x3f800000ULL) * kPrime);
}

TEST(Hash, GoesOnWhereItStopped) {
  const Floats whole = noise(100, 30);
  const Floats head{whole.begin(), whole.begin() + 40};
  const Floats tail{whole.begin() + 40, whole.end()};
  EXPECT_EQ(hash(tail, hash(head)), hash(whole));
}

TEST(Hash, TellsBitsThatCompareEqualApart) {
  EXPECT_NE(hash(Floats{0.0F}), hash(Floats{-0.0F}));
  EXPECT_NE(hash(Floats{1, 2}), hash(Floats{2, 1}));
}

}  // namespace
}  // namespace lab::kernels
