#include "engine/nn/norm_kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/vector_width.h"

namespace lab::kernels {
namespace {

// Sums run over so many pixels in single precision before they are added up in double precision.
constexpr std::int64_t kBlock = 64;

// Per-channel numbers of one sample.
struct Channels {
  explicit Channels(std::int64_t count)
      : mean(static_cast<std::size_t>(count)),
        inverse(static_cast<std::size_t>(count)),
        factor(static_cast<std::size_t>(count)),
        offset(static_cast<std::size_t>(count)),
        slope(static_cast<std::size_t>(count)),
        block(static_cast<std::size_t>(count)),
        otherBlock(static_cast<std::size_t>(count)),
        first(static_cast<std::size_t>(count)),
        second(static_cast<std::size_t>(count)) {}

  std::vector<float> mean, inverse;          // of the channel's group
  std::vector<float> factor, offset, slope;  // of the last pass
  std::vector<float> block, otherBlock;      // sums over a block of pixels
  std::vector<double> first, second;         // sums over the sample
};

LAB_EVERY_VECTOR_WIDTH
void addBlock(const float* __restrict x, std::int64_t pixels, std::int64_t channels, float* __restrict sum) {
  for (std::int64_t p = 0; p < pixels; ++p) {
    for (std::int64_t c = 0; c < channels; ++c) sum[c] += x[p * channels + c];
  }
}

LAB_EVERY_VECTOR_WIDTH
void addSquares(const float* __restrict x, const float* __restrict mean, std::int64_t pixels,
                std::int64_t channels, float* __restrict sum) {
  for (std::int64_t p = 0; p < pixels; ++p) {
    for (std::int64_t c = 0; c < channels; ++c) {
      const float centred = x[p * channels + c] - mean[c];
      sum[c] += centred * centred;
    }
  }
}

LAB_EVERY_VECTOR_WIDTH
void write(const float* __restrict x, const float* __restrict factor, const float* __restrict offset,
           float floor, std::int64_t pixels, std::int64_t channels, float* __restrict y) {
  for (std::int64_t p = 0; p < pixels; ++p) {
    for (std::int64_t c = 0; c < channels; ++c) {
      const float value = x[p * channels + c] * factor[c] + offset[c];
      y[p * channels + c] = value > floor ? value : floor;
    }
  }
}

// Where the ReLU let nothing through, nothing comes back; without a ReLU `y` is the gradient's own place,
// `floor` minus infinity, and everything passes. The gradient is read either way: a load under a condition is
// not vectorized.
LAB_EVERY_VECTOR_WIDTH
void addGradients(const float* __restrict gradient, const float* __restrict y, float floor,
                  const float* __restrict x, const float* __restrict mean, const float* __restrict inverse,
                  std::int64_t pixels, std::int64_t channels, float* __restrict sum,
                  float* __restrict product) {
  for (std::int64_t p = 0; p < pixels; ++p) {
    for (std::int64_t c = 0; c < channels; ++c) {
      const std::int64_t i = p * channels + c;
      const float arriving = gradient[i];
      const float passed = y[i] > floor ? arriving : 0.0F;
      sum[c] += passed;
      product[c] += passed * ((x[i] - mean[c]) * inverse[c]);
    }
  }
}

LAB_EVERY_VECTOR_WIDTH
void writeGradient(const float* __restrict gradient, const float* __restrict y, float floor,
                   const float* __restrict x, const float* __restrict factor, const float* __restrict slope,
                   const float* __restrict offset, std::int64_t pixels, std::int64_t channels,
                   float* __restrict out) {
  for (std::int64_t p = 0; p < pixels; ++p) {
    for (std::int64_t c = 0; c < channels; ++c) {
      const std::int64_t i = p * channels + c;
      const float arriving = gradient[i];
      const float passed = y[i] > floor ? arriving : 0.0F;
      out[i] = passed * factor[c] - (x[i] * slope[c] + offset[c]);
    }
  }
}

void moveBlock(std::vector<float>& block, std::vector<double>& sums) {
  for (std::size_t c = 0; c < block.size(); ++c) sums[c] += static_cast<double>(block[c]);
  std::ranges::fill(block, 0.0F);
}

// Calls addOne(first pixel, pixels) for every block and gathers what it leaves in `block`.
template <class AddOne>
void sumOver(const NormShape& shape, std::vector<float>& block, std::vector<double>& sums, AddOne addOne) {
  std::ranges::fill(sums, 0.0);
  for (std::int64_t p = 0; p < shape.pixels; p += kBlock) {
    addOne(p, std::min(kBlock, shape.pixels - p));
    moveBlock(block, sums);
  }
}

// Sum over the channels of group `g`, each times its scale if there is one.
double groupSum(const NormShape& shape, const std::vector<double>& sums, const float* scale, std::int64_t g) {
  double total = 0;
  for (std::int64_t c = g * shape.groupChannels(); c < (g + 1) * shape.groupChannels(); ++c) {
    total += sums[static_cast<std::size_t>(c)] * (scale == nullptr ? 1.0 : static_cast<double>(scale[c]));
  }
  return total;
}

double valuesPerGroup(const NormShape& shape) {
  return static_cast<double>(shape.pixels * shape.groupChannels());
}

void spread(const NormShape& shape, std::int64_t g, float value, std::vector<float>& channels) {
  const auto begin = channels.begin() + g * shape.groupChannels();
  std::fill(begin, begin + shape.groupChannels(), value);
}

void forwardOne(const NormShape& shape, const float* x, const float* scale, const float* shift, float* y,
                float* mean, float* inverse, Channels& of) {
  sumOver(shape, of.block, of.first, [&](std::int64_t p, std::int64_t pixels) {
    addBlock(x + p * shape.channels, pixels, shape.channels, of.block.data());
  });
  for (std::int64_t g = 0; g < shape.groups; ++g) {
    mean[g] = static_cast<float>(groupSum(shape, of.first, nullptr, g) / valuesPerGroup(shape));
    spread(shape, g, mean[g], of.mean);
  }
  sumOver(shape, of.block, of.second, [&](std::int64_t p, std::int64_t pixels) {
    addSquares(x + p * shape.channels, of.mean.data(), pixels, shape.channels, of.block.data());
  });
  for (std::int64_t g = 0; g < shape.groups; ++g) {
    const double variance = groupSum(shape, of.second, nullptr, g) / valuesPerGroup(shape);
    inverse[g] = static_cast<float>(1 / std::sqrt(variance + shape.epsilon));
    spread(shape, g, inverse[g], of.inverse);
  }
  for (std::size_t c = 0; c < of.factor.size(); ++c) {
    of.factor[c] = of.inverse[c] * (scale == nullptr ? 1.0F : scale[c]);
    of.offset[c] = (shift == nullptr ? 0.0F : shift[c]) - of.mean[c] * of.factor[c];
  }
  write(x, of.factor.data(), of.offset.data(), shape.relu ? 0.0F : -INFINITY, shape.pixels, shape.channels,
        y);
}

// With g the gradient behind the ReLU, h = (x - mean) r and m values in a group:
// dx = r (scale g - (sum scale g + h sum scale g h) / m).
void backwardOne(const NormShape& shape, const NormPast& past, const float* gradient, float* out,
                 Channels& of) {
  const float floor = shape.relu ? 0.0F : -INFINITY;
  const float* y = shape.relu ? past.y : past.x;
  for (std::int64_t g = 0; g < shape.groups; ++g) {
    spread(shape, g, past.mean[g], of.mean);
    spread(shape, g, past.inverseDeviation[g], of.inverse);
  }
  std::ranges::fill(of.second, 0.0);
  sumOver(shape, of.block, of.first, [&](std::int64_t p, std::int64_t pixels) {
    const std::int64_t at = p * shape.channels;
    addGradients(gradient + at, y + at, floor, past.x + at, of.mean.data(), of.inverse.data(), pixels,
                 shape.channels, of.block.data(), of.otherBlock.data());
    moveBlock(of.otherBlock, of.second);
  });
  for (std::int64_t g = 0; g < shape.groups; ++g) {
    const auto plain = static_cast<float>(groupSum(shape, of.first, past.scale, g) / valuesPerGroup(shape));
    const auto aligned =
        static_cast<float>(groupSum(shape, of.second, past.scale, g) / valuesPerGroup(shape));
    for (std::int64_t c = g * shape.groupChannels(); c < (g + 1) * shape.groupChannels(); ++c) {
      const auto i = static_cast<std::size_t>(c);
      const float r = of.inverse[i];
      of.factor[i] = r * (past.scale == nullptr ? 1.0F : past.scale[c]);
      of.slope[i] = r * r * aligned;
      of.offset[i] = r * plain - of.slope[i] * of.mean[i];
    }
  }
  writeGradient(gradient, y, floor, past.x, of.factor.data(), of.slope.data(), of.offset.data(), shape.pixels,
                shape.channels, out);
}

}  // namespace

void normForward(const NormShape& shape, const float* x, const float* scale, const float* shift, float* y,
                 float* mean, float* inverseDeviation) {
  Channels of{shape.channels};
  for (std::int64_t n = 0; n < shape.samples; ++n) {
    const std::int64_t at = n * shape.sampleSize();
    forwardOne(shape, x + at, scale, shift, y + at, mean + n * shape.groups,
               inverseDeviation + n * shape.groups, of);
  }
}

void normBackward(const NormShape& shape, const NormPast& past, const float* outputGradient,
                  float* inputGradient, float* scaleGradient, float* shiftGradient) {
  Channels of{shape.channels};
  std::vector<double> scaleSum(of.first.size()), shiftSum(of.first.size());
  for (std::int64_t n = 0; n < shape.samples; ++n) {
    const std::int64_t at = n * shape.sampleSize();
    const NormPast one{past.x + at, past.y == nullptr ? nullptr : past.y + at, past.scale,
                       past.mean + n * shape.groups, past.inverseDeviation + n * shape.groups};
    backwardOne(shape, one, outputGradient + at, inputGradient + at, of);
    for (std::size_t c = 0; c < scaleSum.size(); ++c) {
      scaleSum[c] += of.second[c];
      shiftSum[c] += of.first[c];
    }
  }
  const auto narrow = [](double sum) { return static_cast<float>(sum); };
  std::ranges::transform(scaleSum, scaleGradient, narrow);
  std::ranges::transform(shiftSum, shiftGradient, narrow);
}

}  // namespace lab::kernels
