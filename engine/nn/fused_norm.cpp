#include "engine/nn/fused_norm.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "engine/nn/norm_kernels.h"

namespace lab {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Null for what is not there.
const float* numbersOf(const at::Tensor& tensor) {
  return tensor.defined() && tensor.numel() > 0 ? tensor.data_ptr<float>() : nullptr;
}

kernels::NormShape shapeOf(const at::Tensor& x, const FusedNorm& norm) {
  const std::int64_t pixels = x.size(2) * x.size(3);
  return {.samples = norm.overBatch ? 1 : x.size(0),
          .pixels = norm.overBatch ? x.size(0) * pixels : pixels,
          .channels = x.size(1),
          .groups = norm.groups,
          .epsilon = norm.epsilon,
          .relu = norm.relu};
}

class NormFunction : public torch::autograd::Function<NormFunction> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& scale,
                            const at::Tensor& shift, const at::Tensor& mean,
                            const at::Tensor& inverseDeviation, const FusedNorm& norm) {
    auto y = at::empty_like(x, at::MemoryFormat::ChannelsLast);
    kernels::normForward(shapeOf(x, norm), x.data_ptr<float>(), numbersOf(scale), numbersOf(shift),
                         y.data_ptr<float>(), mean.data_ptr<float>(), inverseDeviation.data_ptr<float>());
    context->save_for_backward({x, norm.relu ? y : at::Tensor{}, scale, mean, inverseDeviation});
    context->saved_data["groups"] = norm.groups;
    context->saved_data["overBatch"] = norm.overBatch;
    context->saved_data["relu"] = norm.relu;
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const auto& x = saved[0];
    const auto& scale = saved[2];
    const FusedNorm norm{.groups = context->saved_data["groups"].toInt(),
                         .overBatch = context->saved_data["overBatch"].toBool(),
                         .relu = context->saved_data["relu"].toBool()};
    const auto outputGradient = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
    auto inputGradient = at::empty_like(x, at::MemoryFormat::ChannelsLast);
    auto scaleGradient = at::empty({x.size(1)}, x.options());
    auto shiftGradient = at::empty({x.size(1)}, x.options());
    kernels::normBackward(shapeOf(x, norm),
                          {.x = x.data_ptr<float>(),
                           .y = numbersOf(saved[1]),
                           .scale = numbersOf(scale),
                           .mean = saved[3].data_ptr<float>(),
                           .inverseDeviation = saved[4].data_ptr<float>()},
                          outputGradient.data_ptr<float>(), inputGradient.data_ptr<float>(),
                          scaleGradient.data_ptr<float>(), shiftGradient.data_ptr<float>());
    if (scale.numel() == 0) return {inputGradient, {}, {}, {}, {}, {}};
    return {inputGradient, scaleGradient, shiftGradient, {}, {}, {}};
  }
};

}  // namespace

Normalized fusedNorm(const at::Tensor& x, const at::Tensor& scale, const at::Tensor& shift,
                     const FusedNorm& norm) {
  const std::int64_t count = norm.overBatch ? norm.groups : x.size(0) * norm.groups;
  const auto mean = at::empty({count}, at::kFloat);
  const auto inverseDeviation = at::empty({count}, at::kFloat);
  // A custom function takes no undefined tensor (LibTorch 1.13): an empty one stands for it.
  const auto orEmpty = [](const at::Tensor& tensor) {
    return tensor.defined() ? tensor : at::empty({0}, at::kFloat);
  };
  return {NormFunction::apply(x, orEmpty(scale), orEmpty(shift), mean, inverseDeviation, norm), mean,
          inverseDeviation};
}

}  // namespace lab
