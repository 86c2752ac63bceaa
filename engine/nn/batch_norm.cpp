#include "engine/nn/batch_norm.h"

#include <ATen/ATen.h>

#include "engine/nn/fused.h"
#include "engine/nn/fused_norm.h"

namespace lab {
namespace {

struct Moments {
  at::Tensor mean, variance;  // [C]
};

// M / c and the variance; before the first minibatch, when c is 0, the standard distribution.
Moments running(const BatchNorm& op, const at::Tensor& statistics) {
  const auto sums = statistics.narrow(0, op.statistics, 2 * op.channels + 1);
  const auto count = sums.narrow(0, 2 * op.channels, 1);
  const auto started = count > 0;
  const auto mean = sums.narrow(0, 0, op.channels) / count;
  auto variance = sums.narrow(0, op.channels, op.channels) / count;
  if (op.policy == StatisticsPolicy::Pooled) variance = variance - mean * mean;
  variance = variance.clamp_min(0);
  return {at::where(started, mean, at::zeros_like(mean)),
          at::where(started, variance, at::ones_like(variance))};
}

// Bessel's factor for the variance of `count` values.
double unbiasing(std::int64_t count) {
  const auto n = static_cast<double>(count);
  return n > 1 ? n / (n - 1) : 1;
}

// The sums below on the CPU, in one loop: an operation of LibTorch costs more than the few numbers of a
// layer.
void recordOnCpu(const BatchNorm& op, const Moments& biased, double unbiased, const float* sums,
                 float* change) {
  const auto forgetting = static_cast<float>(op.decay - 1);
  const bool pooled = op.policy == StatisticsPolicy::Pooled;
  const auto* mean = biased.mean.data_ptr<float>();
  const auto* variance = biased.variance.data_ptr<float>();
  const std::int64_t channels = op.channels;
  for (std::int64_t c = 0; c < channels; ++c) {
    const float second =
        pooled ? variance[c] + mean[c] * mean[c] : variance[c] * static_cast<float>(unbiased);
    change[c] = forgetting * sums[c] + mean[c];
    change[channels + c] = forgetting * sums[channels + c] + second;
  }
  change[2 * channels] = forgetting * sums[2 * channels] + 1;
}

// What a minibatch of `count` values per channel adds to the running sums: dM = (decay - 1) M + mean, dV
// likewise with the unbiased variance or, pooled, the mean of the squares, dc = (decay - 1) c + 1.
void record(const BatchNorm& op, const Moments& biased, std::int64_t count, Pass& pass) {
  const at::NoGradGuard noGrad;
  const std::int64_t size = 2 * op.channels + 1;
  const auto sums = pass.statistics.narrow(0, op.statistics, size);
  auto change = pass.statisticsChange.narrow(0, op.statistics, size);
  if (sums.is_cpu()) {
    recordOnCpu(op, biased, unbiasing(count), sums.data_ptr<float>(), change.data_ptr<float>());
    return;
  }
  const auto second = op.policy == StatisticsPolicy::Pooled ? biased.variance + biased.mean * biased.mean
                                                            : biased.variance * unbiasing(count);
  at::mul_out(change, sums, at::scalar_tensor(op.decay - 1));
  change.narrow(0, 0, op.channels).add_(biased.mean);
  change.narrow(0, op.channels, op.channels).add_(second);
  change.narrow(0, 2 * op.channels, 1).add_(1);
}

struct Output {
  at::Tensor y;
  Moments moments;  // of the minibatch, biased
};

// With the minibatch's own moments.
Output normalized(const NormInput& input, const BatchNorm& op, bool relu) {
  const auto& [x, scale, shift, pass] = input;
  const auto biased = [&](const at::Tensor& inverse) { return inverse.detach().pow(-2) - op.epsilon; };
  if (canFuse(x)) {
    const auto [y, mean, inverse] = fusedNorm(
        x, scale, shift, {.groups = op.channels, .overBatch = true, .relu = relu, .epsilon = op.epsilon});
    return {y, {mean, biased(inverse)}};
  }
  const auto [y, mean, inverse] = at::native_batch_norm(x, scale, shift, {}, {}, true, 0, op.epsilon);
  return {relu ? at::relu(y) : y, {mean.detach(), biased(inverse)}};
}

at::Tensor withRunningStatistics(const NormInput& input, const BatchNorm& op, bool relu) {
  const auto [mean, variance] = running(op, input.pass->statistics);
  const auto y = std::get<0>(
      at::native_batch_norm(input.x, input.scale, input.shift, mean, variance, false, 0, op.epsilon));
  return relu ? at::relu(y) : y;
}

// ((x - mean_B) / s_B r + d) scale + shift is BatchNorm with the scale r scale and the shift d scale + shift.
NormInput renormalizing(const NormInput& input, const BatchNorm& op, const Renormalization::Limits& limits) {
  at::Tensor r;
  at::Tensor d;
  {
    const at::NoGradGuard noGrad;
    const auto over = input.x.dim() == 2 ? std::vector<std::int64_t>{0} : std::vector<std::int64_t>{0, 2, 3};
    const auto [variance, mean] = at::var_mean(input.x, over, /*unbiased=*/false);
    const auto [runningMean, runningVariance] = running(op, input.pass->statistics);
    const auto deviation = (runningVariance + op.epsilon).sqrt();
    r = ((variance + op.epsilon).sqrt() / deviation).clamp(1 / limits.r, limits.r);
    d = ((mean - runningMean) / deviation).clamp(-limits.d, limits.d);
  }
  const bool affine = input.scale.defined();
  return {.x = input.x,
          .scale = affine ? input.scale * r : r,
          .shift = affine ? input.shift + input.scale * d : d,
          .pass = input.pass};
}

// Mean over everything but the channels, [C]: what the partitions' minibatches are compared by.
void listen(const NormInput& input, const at::Tensor& mean) {
  auto* listener = input.pass->occasion.channelMeans;
  if (listener != nullptr) listener->push_back(mean);
}

}  // namespace

at::Tensor batchNorm(const NormInput& input, const BatchNorm& op, bool relu) {
  auto& pass = *input.pass;
  if (!pass.statisticsChange.defined()) {
    const bool ownMoments = op.policy == StatisticsPolicy::Drop;
    return ownMoments ? normalized(input, op, relu).y : withRunningStatistics(input, op, relu);
  }
  const auto limits = op.renormalization
                          ? op.renormalization->at(pass.occasion.iteration, pass.occasion.iterations)
                          : Renormalization::Limits{};
  const bool corrects = limits.r > 1 || limits.d > 0;
  const auto [y, moments] = normalized(corrects ? renormalizing(input, op, limits) : input, op, relu);
  listen(input, moments.mean);
  record(op, moments, input.x.numel() / op.channels, pass);
  return y;
}

std::vector<at::Tensor> batchNormTogether(const std::vector<NormInput>& inputs, const BatchNorm& op,
                                          bool relu) {
  std::vector<at::Tensor> outputs;
  if (inputs.size() == 1 || !inputs.front().pass->statisticsChange.defined()) {
    for (const auto& input : inputs) outputs.push_back(batchNorm(input, op, relu));
    return outputs;
  }
  std::vector<at::Tensor> images;
  for (const auto& input : inputs) images.push_back(input.x);
  const auto all = at::cat(images);
  const auto [y, moments] = normalized({.x = all, .scale = {}, .shift = {}, .pass = nullptr}, op, false);
  std::int64_t begin = 0;
  for (const auto& input : inputs) {
    auto own = y.narrow(0, begin, input.x.size(0));
    begin += input.x.size(0);
    if (input.scale.defined()) {
      const auto perChannel = [&](const at::Tensor& values) {
        return own.dim() == 2 ? values : values.view({1, op.channels, 1, 1});
      };
      own = own * perChannel(input.scale) + perChannel(input.shift);
    }
    outputs.push_back(relu ? at::relu(own) : own);
    const at::NoGradGuard noGrad;
    if (input.pass->occasion.channelMeans != nullptr) {
      listen(input, input.x.dim() == 2 ? input.x.mean(0) : input.x.mean({0, 2, 3}));
    }
    record(op, moments, all.numel() / op.channels, *input.pass);
  }
  return outputs;
}

}  // namespace lab
