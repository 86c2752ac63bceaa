#pragma once

#include <ATen/core/Tensor.h>

#include "engine/data/dataset.h"
#include "engine/nn/operations.h"

namespace lab {

/// Max pooling and, where `relu`, the ReLU behind it; average pooling and, where `relu`, the ReLU before it.
/// Differentiable, the results and gradients those of ATen to the bit. `out` is the shape of the result for
/// one image. Precondition: canFuse(x).
[[nodiscard]] at::Tensor fusedMaxPool(const at::Tensor& x, const MaxPool& operation, const ImageShape& out,
                                      bool relu);
[[nodiscard]] at::Tensor fusedAveragePool(const at::Tensor& x, const AveragePool& operation,
                                          const ImageShape& out, bool relu);

}  // namespace lab
