#pragma once

#include <vector>

#include <ATen/core/Tensor.h>

#include "engine/nn/network.h"

namespace lab {

/// What a BatchNorm layer is given in one replica.
struct NormInput {
  at::Tensor x;             ///< [N, C, H, W] or [N, C]
  at::Tensor scale, shift;  ///< [C]; undefined when there are none
  Pass* pass = nullptr;
};

/// Normalizes one replica's minibatch as `op` and the pass say, with the ReLU behind it where `relu`.
/// Differentiable.
[[nodiscard]] at::Tensor batchNorm(const NormInput& input, const BatchNorm& op, bool relu);

/// The same with the moments of all inputs' images taken together; each replica keeps its own scale and
/// shift. In test every replica is alone, with its running statistics.
[[nodiscard]] std::vector<at::Tensor> batchNormTogether(const std::vector<NormInput>& inputs,
                                                        const BatchNorm& op, bool relu);

}  // namespace lab
