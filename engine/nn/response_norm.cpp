#include "engine/nn/response_norm.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

namespace lab {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Sum over a window of `size` channels centred on each channel, zero outside. [N, C, H, W].
at::Tensor windowSum(const at::Tensor& x, std::int64_t size) {
  const std::int64_t channels = x.size(1);
  auto sum = x.clone();
  for (std::int64_t shift = 1; shift <= size / 2 && shift < channels; ++shift) {
    sum.narrow(1, shift, channels - shift).add_(x.narrow(1, 0, channels - shift));
    sum.narrow(1, 0, channels - shift).add_(x.narrow(1, shift, channels - shift));
  }
  return sum;
}

// With s = 1 + alpha / size * window(x^2): y = x s^-beta and
// dx = g s^-beta - 2 alpha beta / size * x * window(g x s^(-beta-1)).
class ResponseFunction : public torch::autograd::Function<ResponseFunction> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, std::int64_t size, double alpha,
                            double beta) {
    const auto sums = windowSum(x * x, size).mul_(alpha / static_cast<double>(size)).add_(1);
    context->save_for_backward({x, sums});
    context->saved_data["size"] = size;
    context->saved_data["alpha"] = alpha;
    context->saved_data["beta"] = beta;
    return x * sums.pow(-beta);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const auto& x = saved[0];
    const auto& sums = saved[1];
    const std::int64_t size = context->saved_data["size"].toInt();
    const double alpha = context->saved_data["alpha"].toDouble();
    const double beta = context->saved_data["beta"].toDouble();
    const auto scaled = gradients[0] * sums.pow(-beta);
    const auto spread = windowSum(scaled * x / sums, size).mul_(x);
    return {scaled - spread.mul_(2 * alpha * beta / static_cast<double>(size)), {}, {}, {}};
  }
};

}  // namespace

at::Tensor localResponse(const at::Tensor& x, const LocalResponse& operation) {
  return ResponseFunction::apply(x, operation.size, operation.alpha, operation.beta);
}

}  // namespace lab
