#pragma once

#include <cstdint>

namespace lab::kernels {

// Group normalization of channels-last images on the CPU, optionally with the ReLU behind it, in one pass over the
// output each way. BatchNorm is the same with all samples seen as one and a group per channel.

struct NormShape {
  std::int64_t samples = 0;   ///< N; 1 for BatchNorm
  std::int64_t pixels = 0;    ///< of one sample; N * H * W for BatchNorm
  std::int64_t channels = 0;  ///< C, which lie next to each other
  std::int64_t groups = 0;    ///< G, divides C
  double epsilon = 0;
  bool relu = false;

  [[nodiscard]] std::int64_t sampleSize() const { return pixels * channels; }
  [[nodiscard]] std::int64_t groupChannels() const { return channels / groups; }
};

/// y <- relu?((x - mean) inverseDeviation scale + shift). `scale` and `shift` [C] may be null; `mean` and
/// `inverseDeviation` [N x G] are written, the variance being the biased one.
void normForward(const NormShape& shape, const float* x, const float* scale, const float* shift, float* y, float* mean,
                 float* inverseDeviation);

/// What normForward() left behind.
struct NormPast {
  const float* x = nullptr;
  const float* y = nullptr;  ///< only read when there is a ReLU
  const float* scale = nullptr;
  const float* mean = nullptr;
  const float* inverseDeviation = nullptr;
};

/// Gradient of the input from the gradient of the output; `scaleGradient` and `shiftGradient` [C] are overwritten.
void normBackward(const NormShape& shape, const NormPast& past, const float* outputGradient, float* inputGradient,
                  float* scaleGradient, float* shiftGradient);

}  // namespace lab::kernels
