#include "engine/nn/network.h"

#include <type_traits>
#include <utility>

#include <ATen/ATen.h>

#include "engine/nn/fused_norm.h"
#include "engine/nn/response_norm.h"

namespace lab {
namespace {

// A parameter of the plan, or an undefined tensor where an operation has none.
at::Tensor parameterOf(const std::vector<at::Tensor>& parameters, int index) {
  return index < 0 ? at::Tensor{} : parameters[static_cast<std::size_t>(index)];
}

// Mean over everything but the channels, shape [C].
at::Tensor channelMean(const at::Tensor& x) {
  const at::NoGradGuard noGrad;
  return x.dim() == 2 ? x.mean(0) : x.mean({0, 2, 3});
}

// Carries one minibatch through the operations of a plan.
class Evaluator {
 public:
  Evaluator(const std::vector<at::Tensor>& parameters, Pass& pass) : parameters_(parameters), pass_(pass) {}

  at::Tensor operator()(const at::Tensor& x, const Convolution& op) const {
    return at::conv2d(x, parameterOf(parameters_, op.weight), parameterOf(parameters_, op.bias),
                      {op.stride, op.stride}, {op.padding, op.padding});
  }

  at::Tensor operator()(const at::Tensor& x, const Linear& op) const {
    return at::linear(x.flatten(1), parameterOf(parameters_, op.weight), parameterOf(parameters_, op.bias));
  }

  at::Tensor operator()(const at::Tensor& x, const MaxPool& op) const {
    return at::max_pool2d(x, {op.kernel, op.kernel}, {op.stride, op.stride}, 0, 1, true);
  }

  at::Tensor operator()(const at::Tensor& x, const AveragePool& op) const {
    return at::avg_pool2d(x, {op.kernel, op.kernel}, {op.stride, op.stride}, 0, true);
  }

  // In place: none of the operations that come before looks at its output again.
  at::Tensor operator()(const at::Tensor& x, const Relu&) const {
    at::Tensor same = x;
    return at::relu_(same);
  }

  at::Tensor operator()(const at::Tensor& x, const LocalResponse& op) const { return localResponse(x, op); }

  // A normalization and, where `relu`, the ReLU behind it.
  at::Tensor normalize(const at::Tensor& x, const GroupNorm& op, bool relu) const {
    if (pass_.channelMeans != nullptr) pass_.channelMeans->push_back(channelMean(x));
    const auto scale = parameterOf(parameters_, op.scale);
    const auto shift = parameterOf(parameters_, op.shift);
    if (canFuseNorm(x)) {
      return fusedNorm(x, scale, shift, {.groups = op.groups, .relu = relu, .epsilon = op.epsilon}).output;
    }
    const auto out = at::group_norm(x, op.groups, scale, shift, op.epsilon);
    return relu ? at::relu(out) : out;
  }

  at::Tensor normalize(const at::Tensor& x, const BatchNorm& op, bool relu) const {
    const auto [out, done] = batchNorm(x, op, relu);
    return relu && !done ? at::relu(out) : out;
  }

 private:
  struct Moments {
    at::Tensor mean, variance;
  };

  struct MaybeRectified {
    at::Tensor output;
    bool rectified = false;  // the ReLU is in it
  };

  MaybeRectified batchNorm(const at::Tensor& x, const BatchNorm& op, bool relu) const {
    const auto scale = parameterOf(parameters_, op.scale);
    const auto shift = parameterOf(parameters_, op.shift);
    const std::int64_t valuesPerChannel = x.numel() / op.channels;
    if (!pass_.training) {
      const auto [mean, variance] = running(op);
      return {std::get<0>(at::native_batch_norm(x, scale, shift, mean, variance, false, 0, op.epsilon))};
    }
    if (canFuseNorm(x)) {
      const auto [output, mean, inverseDeviation] = fusedNorm(
          x, scale, shift, {.groups = op.channels, .overBatch = true, .relu = relu, .epsilon = op.epsilon});
      record(op, mean, inverseDeviation, valuesPerChannel);
      return {output, relu};
    }
    const auto [output, mean, inverseDeviation] = at::native_batch_norm(x, scale, shift, {}, {}, true, 0, op.epsilon);
    record(op, mean.detach(), inverseDeviation.detach(), valuesPerChannel);
    return {output};
  }

  // M / c and V / c; before the first minibatch, when c is 0, the standard distribution.
  Moments running(const BatchNorm& op) const {
    const auto sums = pass_.statistics.narrow(0, op.statistics, 2 * op.channels + 1);
    const auto count = sums.narrow(0, 2 * op.channels, 1);
    const auto started = count > 0;
    const auto mean = sums.narrow(0, 0, op.channels) / count;
    const auto variance = (sums.narrow(0, op.channels, op.channels) / count).clamp_min(0);
    return {at::where(started, mean, at::zeros_like(mean)), at::where(started, variance, at::ones_like(variance))};
  }

  // What this minibatch adds to the running sums: dM = (decay - 1) M + mean, dV likewise, dc = (decay - 1) c + 1.
  void record(const BatchNorm& op, const at::Tensor& mean, const at::Tensor& inverseDeviation,
              std::int64_t valuesPerChannel) const {
    const at::NoGradGuard noGrad;
    if (pass_.channelMeans != nullptr) pass_.channelMeans->push_back(mean);
    const auto n = static_cast<double>(valuesPerChannel);
    const double unbiased = n > 1 ? n / (n - 1) : 1;
    const auto variance = (inverseDeviation.pow(-2) - op.epsilon) * unbiased;
    const std::int64_t size = 2 * op.channels + 1;
    auto change = pass_.statisticsChange.narrow(0, op.statistics, size);
    at::mul_out(change, pass_.statistics.narrow(0, op.statistics, size), at::scalar_tensor(op.decay - 1));
    change.narrow(0, 0, op.channels).add_(mean);
    change.narrow(0, op.channels, op.channels).add_(variance);
    change.narrow(0, 2 * op.channels, 1).add_(1);
  }

  const std::vector<at::Tensor>& parameters_;
  Pass& pass_;
};

}  // namespace

Network::Network(Plan plan, bool channelsLast) : plan_(std::move(plan)), channelsLast_(channelsLast) {}

std::vector<at::Tensor> Network::windows(const at::Tensor& flat) const {
  std::vector<at::Tensor> windows;
  std::int64_t offset = 0;
  for (const auto& info : plan_.parameters) {
    auto window = flat.detach().narrow(0, offset, info.size());
    if (channelsLast_ && info.shape.size() == 4) {
      window = window.view({info.shape[0], info.shape[2], info.shape[3], info.shape[1]}).permute({0, 3, 1, 2});
    } else {
      window = window.view(info.shape);
    }
    windows.push_back(window.detach());
    offset += info.size();
  }
  return windows;
}

at::Tensor Network::forward(const at::Tensor& images, const std::vector<at::Tensor>& parameters, Pass& pass) const {
  const Evaluator evaluator{parameters, pass};
  at::Tensor x = images;
  for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
    const bool relu = i + 1 < plan_.nodes.size() && std::holds_alternative<Relu>(plan_.nodes[i + 1].operation);
    x = std::visit(
        [&]<class Op>(const Op& operation) {
          if constexpr (std::is_same_v<Op, BatchNorm> || std::is_same_v<Op, GroupNorm>) {
            i += relu ? 1 : 0;  // both at once
            return evaluator.normalize(x, operation, relu);
          } else {
            return evaluator(x, operation);
          }
        },
        plan_.nodes[i].operation);
  }
  return x;
}

}  // namespace lab
