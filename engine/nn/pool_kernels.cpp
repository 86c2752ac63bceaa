#include "engine/nn/pool_kernels.h"

#include <algorithm>
#include <limits>

#include "engine/core/vector_width.h"

namespace lab::kernels {
namespace {

// Places from `begin` on, before `end`.
struct Range {
  std::int64_t begin = 0, end = 0;

  [[nodiscard]] std::int64_t size() const { return end - begin; }
};

// One direction of a pooling.
struct Axis {
  std::int64_t size = 0, outSize = 0, channels = 0, kernel = 0, stride = 0, padding = 0;

  // Where the window of an output pixel starts, possibly outside the image.
  [[nodiscard]] std::int64_t start(std::int64_t out) const { return out * stride - padding; }

  // The input pixels in the window of an output pixel.
  [[nodiscard]] Range window(std::int64_t out) const {
    return {std::max<std::int64_t>(0, start(out)), std::min(size, start(out) + kernel)};
  }

  // The output pixels whose windows cover an input pixel.
  [[nodiscard]] Range covering(std::int64_t in) const {
    const std::int64_t first =
        in + padding - kernel + stride;  // rounds up; below 0 the first window covers it
    return {std::max<std::int64_t>(0, first) / stride, std::min(outSize, (in + padding) / stride + 1)};
  }
};

Axis rowsOf(const PoolShape& s) {
  return {s.height, s.outHeight, s.channels, s.kernel, s.stride, s.padding};
}
Axis columnsOf(const PoolShape& s) {
  return {s.width, s.outWidth, s.channels, s.kernel, s.stride, s.padding};
}

// A row of the input against a row of the output whose windows begin with place `first` in it.
LAB_EVERY_VECTOR_WIDTH
void keepGreater(const Axis& columns, std::int32_t first, const float* __restrict x,
                 float* __restrict greatest, std::int32_t* __restrict choice) {
  for (std::int64_t out = 0; out < columns.outSize; ++out) {
    const auto [begin, end] = columns.window(out);
    for (std::int64_t w = begin; w < end; ++w) {
      const auto place = static_cast<std::int32_t>(first + w - columns.start(out));
      for (std::int64_t c = 0; c < columns.channels; ++c) {
        const float value = x[w * columns.channels + c];
        const float best = greatest[out * columns.channels + c];
        const std::int32_t kept = choice[out * columns.channels + c];
        const bool better = value > best || value != value;
        greatest[out * columns.channels + c] = better ? value : best;
        choice[out * columns.channels + c] = better ? place : kept;
      }
    }
  }
}

LAB_EVERY_VECTOR_WIDTH
void rectify(std::int64_t count, float* __restrict y, std::int32_t* __restrict choice) {
  for (std::int64_t i = 0; i < count; ++i) {
    const bool closed = y[i] <= 0;
    const std::int32_t kept = choice[i];
    y[i] = closed ? 0.0F : y[i];
    choice[i] = closed ? -1 : kept;
  }
}

LAB_EVERY_VECTOR_WIDTH
void addChosen(const Axis& columns, std::int32_t first, const float* __restrict gradient,
               const std::int32_t* __restrict choice, float* __restrict sum) {
  for (std::int64_t w = 0; w < columns.size; ++w) {
    const auto [begin, end] = columns.covering(w);
    for (std::int64_t out = begin; out < end; ++out) {
      const auto place = static_cast<std::int32_t>(first + w - columns.start(out));
      for (std::int64_t c = 0; c < columns.channels; ++c) {
        const float arriving = gradient[out * columns.channels + c];
        sum[w * columns.channels + c] += choice[out * columns.channels + c] == place ? arriving : 0.0F;
      }
    }
  }
}

LAB_EVERY_VECTOR_WIDTH
void addWindows(const Axis& columns, float floor, const float* __restrict x, float* __restrict sum) {
  for (std::int64_t out = 0; out < columns.outSize; ++out) {
    const auto [begin, end] = columns.window(out);
    for (std::int64_t w = begin; w < end; ++w) {
      for (std::int64_t c = 0; c < columns.channels; ++c) {
        const float value = x[w * columns.channels + c];
        sum[out * columns.channels + c] += value < floor ? floor : value;
      }
    }
  }
}

// `rows` pixels of every window's height are inside the image.
LAB_EVERY_VECTOR_WIDTH
void divide(const Axis& columns, std::int64_t rows, float* __restrict sum) {
  for (std::int64_t out = 0; out < columns.outSize; ++out) {
    const auto pixels = static_cast<float>(rows * columns.window(out).size());
    for (std::int64_t c = 0; c < columns.channels; ++c) sum[out * columns.channels + c] /= pixels;
  }
}

LAB_EVERY_VECTOR_WIDTH
void addShares(const Axis& columns, std::int64_t rows, const float* __restrict gradient,
               float* __restrict sum) {
  for (std::int64_t w = 0; w < columns.size; ++w) {
    const auto [begin, end] = columns.covering(w);
    for (std::int64_t out = begin; out < end; ++out) {
      const auto pixels = static_cast<float>(rows * columns.window(out).size());
      for (std::int64_t c = 0; c < columns.channels; ++c) {
        sum[w * columns.channels + c] += gradient[out * columns.channels + c] / pixels;
      }
    }
  }
}

// Where the ReLU let nothing through, nothing comes back.
LAB_EVERY_VECTOR_WIDTH
void shut(std::int64_t count, const float* __restrict x, float* __restrict gradient) {
  for (std::int64_t i = 0; i < count; ++i) {
    const float arriving = gradient[i];
    gradient[i] = x[i] <= 0 ? 0.0F : arriving;
  }
}

// Calls f(output row of all samples, row of its sample).
template <class F>
void forEachRow(std::int64_t samples, std::int64_t rows, F f) {
  for (std::int64_t i = 0; i < samples * rows; ++i) f(i, i % rows, i / rows);
}

}  // namespace

void maxPoolForward(const PoolShape& shape, bool relu, const float* x, float* y, std::int32_t* choice) {
  const Axis rows = rowsOf(shape);
  const Axis columns = columnsOf(shape);
  const std::int64_t length = shape.width * shape.channels;
  const std::int64_t outLength = shape.outWidth * shape.channels;
  forEachRow(shape.samples, shape.outHeight, [&](std::int64_t i, std::int64_t out, std::int64_t n) {
    float* greatest = y + i * outLength;
    std::int32_t* chosen = choice + i * outLength;
    std::fill_n(greatest, outLength, -std::numeric_limits<float>::infinity());
    std::fill_n(chosen, outLength, 0);
    const auto [begin, end] = rows.window(out);
    for (std::int64_t h = begin; h < end; ++h) {
      const auto first = static_cast<std::int32_t>((h - rows.start(out)) * shape.kernel);
      keepGreater(columns, first, x + (n * shape.height + h) * length, greatest, chosen);
    }
    if (relu) rectify(outLength, greatest, chosen);
  });
}

void maxPoolBackward(const PoolShape& shape, const std::int32_t* choice, const float* outputGradient,
                     float* inputGradient) {
  const Axis rows = rowsOf(shape);
  const Axis columns = columnsOf(shape);
  const std::int64_t length = shape.width * shape.channels;
  const std::int64_t outLength = shape.outWidth * shape.channels;
  forEachRow(shape.samples, shape.height, [&](std::int64_t i, std::int64_t h, std::int64_t n) {
    float* sum = inputGradient + i * length;
    std::fill_n(sum, length, 0.0F);
    const auto [begin, end] = rows.covering(h);
    for (std::int64_t out = begin; out < end; ++out) {
      const auto first = static_cast<std::int32_t>((h - rows.start(out)) * shape.kernel);
      const std::int64_t at = (n * shape.outHeight + out) * outLength;
      addChosen(columns, first, outputGradient + at, choice + at, sum);
    }
  });
}

void averagePoolForward(const PoolShape& shape, bool relu, const float* x, float* y) {
  const float floor = relu ? 0.0F : -std::numeric_limits<float>::infinity();
  const Axis rows = rowsOf(shape);
  const Axis columns = columnsOf(shape);
  const std::int64_t outLength = shape.outWidth * shape.channels;
  forEachRow(shape.samples, shape.outHeight, [&](std::int64_t i, std::int64_t out, std::int64_t n) {
    float* sum = y + i * outLength;
    std::fill_n(sum, outLength, 0.0F);
    const auto window = rows.window(out);
    for (std::int64_t h = window.begin; h < window.end; ++h) {
      addWindows(columns, floor, x + (n * shape.height + h) * shape.width * shape.channels, sum);
    }
    divide(columns, window.size(), sum);
  });
}

void averagePoolBackward(const PoolShape& shape, bool relu, const float* x, const float* outputGradient,
                         float* inputGradient) {
  const Axis rows = rowsOf(shape);
  const Axis columns = columnsOf(shape);
  const std::int64_t length = shape.width * shape.channels;
  forEachRow(shape.samples, shape.height, [&](std::int64_t i, std::int64_t h, std::int64_t n) {
    float* sum = inputGradient + i * length;
    std::fill_n(sum, length, 0.0F);
    const auto [begin, end] = rows.covering(h);
    for (std::int64_t out = begin; out < end; ++out) {
      addShares(columns, rows.window(out).size(),
                outputGradient + (n * shape.outHeight + out) * shape.outWidth * shape.channels, sum);
    }
    if (relu) shut(length, x + i * length, sum);
  });
}

}  // namespace lab::kernels
