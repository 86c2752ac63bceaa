// The fused pooling against ATen's, to the bit: values, gradients, ties, NaN, windows over every edge.

#include <cmath>
#include <limits>
#include <ostream>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/core/rng.h"
#include "engine/nn/fused_pool.h"

namespace lab {
namespace {

struct Case {
  std::int64_t height, width, channels, kernel, stride, padding;
  friend void PrintTo(const Case& c, std::ostream* out) {
    *out << c.height << "x" << c.width << "x" << c.channels << ", window " << c.kernel << ", stride "
         << c.stride << ", padding " << c.padding;
  }
};

class Pool : public ::testing::TestWithParam<Case> {
 protected:
  // Whole numbers between -3 and 3, so that windows have several greatest values.
  static at::Tensor images() {
    const auto& c = GetParam();
    auto x = at::empty({3, c.channels, c.height, c.width}, at::kFloat);
    Random random{5};
    for (std::int64_t i = 0; i < x.numel(); ++i)
      x.data_ptr<float>()[i] = static_cast<float>(random.below(7)) - 3.0F;
    return x.contiguous(at::MemoryFormat::ChannelsLast).set_requires_grad(true);
  }

  static ImageShape shapeOf(const at::Tensor& y) { return {y.size(1), y.size(2), y.size(3)}; }

  // Both results, and both gradients for the same one behind them.
  static void expectSame(const at::Tensor& x, const at::Tensor& ours, const at::Tensor& theirs) {
    EXPECT_TRUE(at::equal(ours, theirs));
    auto arriving = at::empty(ours.sizes(), at::kFloat);
    Random random{6};
    for (std::int64_t i = 0; i < arriving.numel(); ++i) {
      arriving.data_ptr<float>()[i] = static_cast<float>(random.normal());
    }
    ours.backward(arriving);
    const auto gradient = x.grad().clone();
    x.mutable_grad().reset();
    theirs.backward(arriving);
    EXPECT_TRUE(at::equal(gradient, x.grad()));
    EXPECT_GT(gradient.abs().max().item<float>(), 0);
  }

  static at::Tensor atenMax(const at::Tensor& x) {
    const auto& c = GetParam();
    return at::max_pool2d(x, {c.kernel, c.kernel}, {c.stride, c.stride}, {c.padding, c.padding}, 1, true);
  }

  static MaxPool maxPool() { return {GetParam().kernel, GetParam().stride, GetParam().padding}; }
};

INSTANTIATE_TEST_SUITE_P(Windows, Pool,
                         ::testing::Values(Case{32, 32, 32, 3, 2, 0}, Case{7, 9, 5, 3, 2, 0},
                                           Case{6, 5, 3, 3, 1, 1}, Case{5, 5, 17, 2, 2, 0},
                                           Case{7, 7, 4, 2, 3, 0}, Case{8, 6, 8, 5, 3, 2},
                                           Case{1, 1, 1, 1, 1, 0}));

TEST_P(Pool, MaxIsThatOfAten) {
  const auto x = images();
  const auto theirs = atenMax(x);
  expectSame(x, fusedMaxPool(x, maxPool(), shapeOf(theirs), false), theirs);
}

TEST_P(Pool, MaxWithReluIsThatOfAten) {
  const auto x = images();
  const auto theirs = at::relu(atenMax(x));
  expectSame(x, fusedMaxPool(x, maxPool(), shapeOf(theirs), true), theirs);
}

TEST_P(Pool, AverageIsThatOfAten) {
  const auto& c = GetParam();
  for (const bool relu : {false, true}) {
    SCOPED_TRACE(relu);
    const auto x = images();
    const auto theirs =
        at::avg_pool2d(relu ? at::relu(x) : x, {c.kernel, c.kernel}, {c.stride, c.stride}, 0, true);
    expectSame(x, fusedAveragePool(x, {c.kernel, c.stride}, shapeOf(theirs), relu), theirs);
  }
}

TEST(PoolOfNaN, IsNaN) {
  auto x = at::zeros({1, 1, 2, 2}).contiguous(at::MemoryFormat::ChannelsLast);
  x.data_ptr<float>()[1] = std::numeric_limits<float>::quiet_NaN();
  x.data_ptr<float>()[2] = 4;
  for (const bool relu : {false, true}) {
    EXPECT_TRUE(std::isnan(fusedMaxPool(x, {2, 2, 0}, {1, 1, 1}, relu).item<float>())) << relu;
    EXPECT_TRUE(std::isnan(fusedAveragePool(x, {2, 2}, {1, 1, 1}, relu).item<float>())) << relu;
  }
}

}  // namespace
}  // namespace lab
