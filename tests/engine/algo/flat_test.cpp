// The operations that algorithms are written in: ATen's form, which other devices run, against the CPU's
// loops.

#include "engine/algo/flat.h"

#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/rng.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"

namespace lab::flat {
namespace {

using test::distance;

constexpr std::int64_t kSizes[] = {1, 7, 16, 1000, 100001};

at::Tensor noise(std::int64_t size, std::uint64_t seed, double scale = 1) {
  Random random{seed};
  auto values = at::empty({size});
  for (std::int64_t i = 0; i < size; ++i)
    values.data_ptr<float>()[i] = static_cast<float>(scale * random.normal());
  return values;
}

// Quarters from -1 to 1: many zeros, many ties.
at::Tensor coarse(std::int64_t size, std::uint64_t seed) {
  return (noise(size, seed) * 2).round().clamp(-4, 4) / 4;
}

std::vector<at::Tensor> landscapes(std::int64_t size) {
  return {noise(size, 1), coarse(size, 2), at::zeros({size}), at::full({size}, -0.5)};
}

// ATen's form runs on every device there is; the loops on the CPU.
class Generic : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] at::Tensor there(const at::Tensor& tensor) const {
    return tensor.clone().to(resolveDevice(GetParam()));
  }

  static void expectSame(const Update& loops, const Update& aten) {
    EXPECT_EQ(loops.dense, aten.dense);
    EXPECT_EQ(loops.size(), aten.size());
    if (loops.size() != aten.size()) return;
    EXPECT_EQ(distance(loops.values, aten.values), 0);
    if (loops.dense) return;
    EXPECT_TRUE(at::equal(loops.indices, aten.indices.to(at::kCPU)));
  }
};
INSTANTIATE_TEST_SUITE_P(Devices, Generic, ::testing::ValuesIn(deviceNames()));

TEST_P(Generic, VelocityEqualsTheLoops) {
  for (const auto size : kSizes) {
    const std::vector<Segment> segments{
        {0, size / 3, 1, 1}, {size / 3, size / 2, 2, 0}, {size / 2, size, 1, 250}};
    const Descent descent{.rate = 0.02, .momentum = 0.9, .decay = 0.0005};
    auto loops = noise(size, 3);
    auto aten = there(loops);
    const auto g = noise(size, 4);
    const auto w = noise(size, 5);
    velocity(loops, g, w, segments, descent);
    generic::velocity(aten, there(g), there(w), segments, descent);
    EXPECT_LT(distance(loops, aten), 1e-6) << size;
  }
}

TEST_P(Generic, MeanEqualsTheLoops) {
  for (const auto size : kSizes) {
    for (std::size_t count = 1; count <= 5; ++count) {
      std::vector<at::Tensor> here;
      std::vector<at::Tensor> elsewhere;
      for (std::size_t k = 0; k < count; ++k) {
        here.push_back(noise(size, 10 + k));
        elsewhere.push_back(there(here.back()));
      }
      EXPECT_LT(distance(mean(here), generic::mean(elsewhere)), 1e-6) << size << " " << count;
    }
  }
}

TEST_P(Generic, TakeSignificantEqualsTheLoops) {
  for (const auto size : kSizes) {
    for (const auto& from : landscapes(size)) {
      for (const auto& w : landscapes(size)) {
        for (const double threshold : {0.0, 0.5, 2.0, 10.0}) {
          auto loops = from.clone();
          auto aten = there(from);
          expectSame(takeSignificant(loops, w, threshold, {}),
                     generic::takeSignificant(aten, there(w), threshold, {}));
          EXPECT_EQ(distance(loops, aten), 0) << size << " at " << threshold;
        }
      }
    }
  }
}

TEST_P(Generic, TakeLargestEqualsTheLoops) {
  for (const auto size : kSizes) {
    for (const auto& from : landscapes(size)) {
      for (const std::int64_t k : {std::int64_t{1}, 1 + size / 100, 1 + size / 4, size}) {
        auto loops = from.clone();
        auto aten = there(from);
        expectSame(takeLargest(loops, k), generic::takeLargest(aten, k));
        EXPECT_EQ(distance(loops, aten), 0) << k << " of " << size;
      }
    }
  }
}

TEST_P(Generic, ApplyAndClearEqualTheLoops) {
  for (const auto size : kSizes) {
    auto v = noise(size, 6);
    const auto update = takeLargest(v, 1 + size / 3);
    const Update elsewhere{there(update.indices), there(update.values), false};
    auto loops = noise(size, 7);
    auto aten = there(loops);
    apply(loops, update);
    generic::apply(aten, elsewhere);
    EXPECT_EQ(distance(loops, aten), 0);
    clear(loops, update);
    generic::clear(aten, elsewhere);
    EXPECT_EQ(distance(loops, aten), 0);
  }
}

TEST(Wire, PrefersDenseAsSoonAsItIsNoLarger) {
  EXPECT_FALSE((Wire{.indexBytes = 4}.denseIsSmaller(49, 100)));
  EXPECT_TRUE((Wire{.indexBytes = 4}.denseIsSmaller(50, 100)));
  EXPECT_FALSE((Wire{.indexBytes = 8}.denseIsSmaller(33, 100)));
  EXPECT_TRUE((Wire{.indexBytes = 8}.denseIsSmaller(34, 100)));
}

TEST(TakeLargest, IncludesTiesAndLeavesZeros) {
  auto v = at::tensor(std::vector<float>{0, 3, -2, 2, 0, 1});
  const auto update = takeLargest(v, 2);
  EXPECT_TRUE(at::equal(update.indices, at::tensor(std::vector<std::int32_t>{1, 2, 3})));
  EXPECT_TRUE(at::equal(v, at::tensor(std::vector<float>{0, 0, 0, 0, 0, 1})));
  EXPECT_EQ(takeLargest(v, 6).size(), 1);
  EXPECT_EQ(takeLargest(v, 1).size(), 0);
}

TEST(TakeSignificant, TakesTheInsignificantAlongWhenDense) {
  auto v = at::tensor(std::vector<float>{1, 1e-6F});
  const auto update = takeSignificant(v, at::ones({2}), 0.1, {.indexBytes = 4});
  EXPECT_TRUE(update.dense);
  EXPECT_TRUE(at::equal(update.values, at::tensor(std::vector<float>{1, 1e-6F})));
  EXPECT_EQ(v.abs().max().item<double>(), 0);
  auto w = at::ones({2});
  apply(w, update);
  EXPECT_TRUE(at::equal(w, at::tensor(std::vector<float>{2, 1 + 1e-6F})));
}

}  // namespace
}  // namespace lab::flat
