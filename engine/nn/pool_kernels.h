#pragma once

#include <cstdint>

namespace lab::kernels {

// Pooling of channels-last images on the CPU, optionally with the ReLU next to it. The sums run in the order
// of ATen's own loops and give the same bits. Backward, every input pixel gathers from the windows that cover
// it, so that the gradient is written once instead of being cleared and then added to.

struct PoolShape {
  std::int64_t samples = 0;                  ///< N
  std::int64_t height = 0, width = 0;        ///< of the input
  std::int64_t outHeight = 0, outWidth = 0;  ///< every window has a pixel inside the input
  std::int64_t channels = 0;                 ///< C, which lie next to each other
  std::int64_t kernel = 0, stride = 0, padding = 0;
};

/// The greatest value of each window, NaN before all; with `relu` no less than 0. `choice` [as y] gets the
/// place in the window it came from, row by row, or -1 where the ReLU let nothing through.
void maxPoolForward(const PoolShape& shape, bool relu, const float* x, float* y, std::int32_t* choice);
void maxPoolBackward(const PoolShape& shape, const std::int32_t* choice, const float* outputGradient,
                     float* inputGradient);

/// The mean over the part of each window inside the image; with `relu`, of the values no less than 0. Padding
/// must be 0.
void averagePoolForward(const PoolShape& shape, bool relu, const float* x, float* y);
/// `x` is only read with `relu`.
void averagePoolBackward(const PoolShape& shape, bool relu, const float* x, const float* outputGradient,
                         float* inputGradient);

}  // namespace lab::kernels
