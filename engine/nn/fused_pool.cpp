#include "engine/nn/fused_pool.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "engine/nn/pool_kernels.h"

namespace lab {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

kernels::PoolShape shapeOf(const at::Tensor& x, const MaxPool& operation, const ImageShape& out) {
  return {.samples = x.size(0),
          .height = x.size(2),
          .width = x.size(3),
          .outHeight = out.height,
          .outWidth = out.width,
          .channels = x.size(1),
          .kernel = operation.kernel,
          .stride = operation.stride,
          .padding = operation.padding};
}

at::Tensor emptyOutput(const kernels::PoolShape& shape, at::ScalarType type) {
  return at::empty({shape.samples, shape.channels, shape.outHeight, shape.outWidth}, at::TensorOptions(type),
                   at::MemoryFormat::ChannelsLast);
}

at::Tensor emptyInput(const kernels::PoolShape& shape) {
  return at::empty({shape.samples, shape.channels, shape.height, shape.width}, at::TensorOptions(at::kFloat),
                   at::MemoryFormat::ChannelsLast);
}

void keepShape(AutogradContext* context, const kernels::PoolShape& s) {
  context->saved_data["shape"] = std::vector<std::int64_t>{
      s.samples, s.height, s.width, s.outHeight, s.outWidth, s.channels, s.kernel, s.stride, s.padding};
}

kernels::PoolShape keptShape(AutogradContext* context) {
  const auto s = context->saved_data["shape"].toIntVector();
  return {s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8]};
}

class MaxPoolFunction : public torch::autograd::Function<MaxPoolFunction> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const kernels::PoolShape& shape,
                            bool relu) {
    auto y = emptyOutput(shape, at::kFloat);
    const auto choice = emptyOutput(shape, at::kInt);
    kernels::maxPoolForward(shape, relu, x.data_ptr<float>(), y.data_ptr<float>(),
                            choice.data_ptr<std::int32_t>());
    context->save_for_backward({choice});
    keepShape(context, shape);
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto shape = keptShape(context);
    const auto choice = context->get_saved_variables().front();
    const auto arriving = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
    auto leaving = emptyInput(shape);
    kernels::maxPoolBackward(shape, choice.data_ptr<std::int32_t>(), arriving.data_ptr<float>(),
                             leaving.data_ptr<float>());
    return {leaving, {}, {}};
  }
};

class AveragePoolFunction : public torch::autograd::Function<AveragePoolFunction> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const kernels::PoolShape& shape,
                            bool relu) {
    auto y = emptyOutput(shape, at::kFloat);
    kernels::averagePoolForward(shape, relu, x.data_ptr<float>(), y.data_ptr<float>());
    context->save_for_backward({relu ? x : at::Tensor{}});
    keepShape(context, shape);
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto shape = keptShape(context);
    const auto arriving = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
    auto leaving = emptyInput(shape);
    const auto x = context->get_saved_variables().front();
    kernels::averagePoolBackward(shape, x.defined(), x.defined() ? x.data_ptr<float>() : nullptr,
                                 arriving.data_ptr<float>(), leaving.data_ptr<float>());
    return {leaving, {}, {}};
  }
};

}  // namespace

at::Tensor fusedMaxPool(const at::Tensor& x, const MaxPool& operation, const ImageShape& out, bool relu) {
  return MaxPoolFunction::apply(x, shapeOf(x, operation, out), relu);
}

at::Tensor fusedAveragePool(const at::Tensor& x, const AveragePool& operation, const ImageShape& out,
                            bool relu) {
  return AveragePoolFunction::apply(x, shapeOf(x, {operation.kernel, operation.stride, 0}, out), relu);
}

}  // namespace lab
