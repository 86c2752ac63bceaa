#pragma once

#include <cstdint>

#include <ATen/core/Tensor.h>

namespace lab {

/// Which normalization: groups per sample, or per channel over the whole minibatch.
struct FusedNorm {
  std::int64_t groups = 1;
  bool overBatch = false;  ///< BatchNorm: `groups` is the number of channels
  bool relu = false;       ///< a ReLU follows at once
  double epsilon = 1e-5;
};

struct Normalized {
  at::Tensor output;            ///< the input's shape and memory format
  at::Tensor mean;              ///< [N x groups], or [C] over the minibatch; not differentiable
  at::Tensor inverseDeviation;  ///< likewise, of the biased variance
};

/// Normalizes with training statistics, differentiable in x, scale and shift (both may be undefined).
/// Precondition: canFuse(x).
[[nodiscard]] Normalized fusedNorm(const at::Tensor& x, const at::Tensor& scale, const at::Tensor& shift,
                                   const FusedNorm& norm);

}  // namespace lab
