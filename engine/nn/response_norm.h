#pragma once

#include <ATen/core/Tensor.h>

#include "engine/nn/plan.h"

namespace lab {

/// Local response normalization across channels, x * (1 + alpha / size * sum of squares over `size` channels)^-beta,
/// differentiable. [N, C, H, W] in, the same shape out. ATen has no such operation, and composing it from pooling
/// costs more than the convolutions around it, so it has its own forward and backward pass.
[[nodiscard]] at::Tensor localResponse(const at::Tensor& x, const LocalResponse& operation);

}  // namespace lab
