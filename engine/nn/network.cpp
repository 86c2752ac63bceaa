#include "engine/nn/network.h"

#include <algorithm>
#include <utility>

#include <ATen/ATen.h>

#include "engine/nn/batch_norm.h"
#include "engine/nn/fused.h"
#include "engine/nn/fused_norm.h"
#include "engine/nn/fused_pool.h"
#include "engine/nn/response_norm.h"

namespace lab {
namespace {

// Computes one node of a plan for one replica.
class Evaluator {
 public:
  Evaluator(const std::vector<at::Tensor>& parameters, Pass& pass) : parameters_(parameters), pass_(pass) {}

  at::Tensor operator()(const at::Tensor& x, const Convolution& op) const {
    return at::conv2d(x, weight(op.weight, op.gain), parameter(op.bias), {op.stride, op.stride},
                      {op.padding, op.padding});
  }
  at::Tensor operator()(const at::Tensor& x, const Linear& op) const {
    return at::linear(x.flatten(1), weight(op.weight, op.gain), parameter(op.bias));
  }
  at::Tensor operator()(const at::Tensor& x, const GlobalAveragePool&) const { return x.mean({2, 3}, true); }
  at::Tensor operator()(const at::Tensor& x, const LocalResponse& op) const { return localResponse(x, op); }

  at::Tensor operator()(const at::Tensor& x, const PRelu& op) const { return at::prelu(x, parameter(op.slope)); }

  // A ReLU alone.
  [[nodiscard]] static at::Tensor rectified(at::Tensor x, bool mayOverwrite) {
    return mayOverwrite ? at::relu_(x) : at::relu(x);
  }

  // `out` is the shape of the result. Where `relu`, with the ReLU behind a max pooling or before an average
  // pooling.
  [[nodiscard]] static at::Tensor pool(const at::Tensor& x, const MaxPool& op, const ImageShape& out,
                                       bool relu) {
    if (canFuse(x)) return fusedMaxPool(x, op, out, relu);
    const auto y =
        at::max_pool2d(x, {op.kernel, op.kernel}, {op.stride, op.stride}, {op.padding, op.padding}, 1, true);
    return relu ? at::relu(y) : y;
  }
  [[nodiscard]] static at::Tensor pool(const at::Tensor& x, const AveragePool& op, const ImageShape& out,
                                       bool relu) {
    if (canFuse(x)) return fusedAveragePool(x, op, out, relu);
    return at::avg_pool2d(relu ? at::relu(x) : x, {op.kernel, op.kernel}, {op.stride, op.stride}, 0, true);
  }

  // A normalization and, where `relu`, the ReLU behind it.
  at::Tensor normalize(const at::Tensor& x, const GroupNorm& op, bool relu) const {
    if (pass_.occasion.channelMeans != nullptr) {
      const at::NoGradGuard noGrad;
      pass_.occasion.channelMeans->push_back(x.dim() == 2 ? x.mean(0) : x.mean({0, 2, 3}));
    }
    const auto scale = parameter(op.scale);
    const auto shift = parameter(op.shift);
    if (canFuse(x)) {
      return fusedNorm(x, scale, shift, {.groups = op.groups, .relu = relu, .epsilon = op.epsilon}).output;
    }
    const auto out = at::group_norm(x, op.groups, scale, shift, op.epsilon);
    return relu ? at::relu(out) : out;
  }

  [[nodiscard]] NormInput normInput(const at::Tensor& x, const BatchNorm& op) const {
    return {.x = x, .scale = parameter(op.scale), .shift = parameter(op.shift), .pass = &pass_};
  }

  // `place` tells the masks of one minibatch apart. Drawn on the CPU, so that every device drops the same.
  at::Tensor drop(const at::Tensor& x, const Dropout& op, std::int64_t place) const {
    if (!pass_.training) return x;
    Random random = pass_.occasion.noise.child(place).random();
    auto mask = at::empty(x.sizes(), at::kFloat);
    const auto kept = static_cast<float>(1 / (1 - op.rate));
    auto* values = mask.data_ptr<float>();
    for (std::int64_t i = 0; i < mask.numel(); ++i) values[i] = random.uniform() < op.rate ? 0.0F : kept;
    return x * mask.to(x.device());
  }

 private:
  // A parameter of the plan, or an undefined tensor where an operation has none.
  [[nodiscard]] at::Tensor parameter(int index) const {
    return index < 0 ? at::Tensor{} : parameters_[static_cast<std::size_t>(index)];
  }

  // gain * weight / |weight| for every output, or the weight itself.
  [[nodiscard]] at::Tensor weight(int index, int gain) const {
    const auto raw = parameter(index);
    if (gain < 0) return raw;
    std::vector<std::int64_t> perOutput(static_cast<std::size_t>(raw.dim()), 1);
    perOutput.front() = raw.size(0);
    const auto length = (raw * raw).flatten(1).sum(1).sqrt();
    return raw * (parameter(gain) / length).view(perOutput);
  }

  const std::vector<at::Tensor>& parameters_;
  Pass& pass_;
};

// The operations that can do the work of a ReLU behind them.
bool canRectify(const Operation& operation) {
  return std::holds_alternative<BatchNorm>(operation) || std::holds_alternative<GroupNorm>(operation) ||
         std::holds_alternative<MaxPool>(operation);
}

at::Tensor sum(const std::vector<at::Tensor>& terms) {
  auto total = terms.at(0) + terms.at(1);
  for (std::size_t i = 2; i < terms.size(); ++i) total = total + terms[i];
  return total;
}

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

}  // namespace

// What one replica has computed so far.
struct Network::Values {
  const at::Tensor* images = nullptr;
  std::vector<at::Tensor> nodes;

  [[nodiscard]] const at::Tensor& operator[](int node) const {
    return node == kImages ? *images : nodes[static_cast<std::size_t>(node)];
  }
  [[nodiscard]] std::vector<at::Tensor> all(const std::vector<int>& inputs) const {
    std::vector<at::Tensor> tensors;
    for (const int input : inputs) tensors.push_back((*this)[input]);
    return tensors;
  }
};

Network::Network(Plan plan, bool channelsLast) : plan_(std::move(plan)), channelsLast_(channelsLast) {
  planSteps();
}

void Network::planSteps() {
  const auto count = static_cast<int>(plan_.nodes.size());
  std::vector<std::vector<int>> readers(plan_.nodes.size());
  for (int i = 0; i < count; ++i) {
    const auto& inputs = plan_.nodes[static_cast<std::size_t>(i)].inputs;
    auto& step = steps_.emplace_back();
    step.inputs = inputs.empty() ? std::vector<int>{i - 1} : inputs;
    for (const int input : step.inputs) {
      if (input != kImages) readers[static_cast<std::size_t>(input)].push_back(i);
    }
  }
  for (const auto& head : plan_.heads)
    readers[static_cast<std::size_t>(head.node)].push_back(count);  // the caller
  if (plan_.feature) readers[static_cast<std::size_t>(*plan_.feature)].push_back(count);
  for (std::size_t i = 0; i + 1 < readers.size(); ++i) {
    if (readers[i].empty() || readers[i].back() == count) continue;
    steps_[static_cast<std::size_t>(readers[i].back())].released.push_back(static_cast<int>(i));
    // Several readers need the value as it is: no ReLU may change it under them.
    if (readers[i].size() == 1) shareWork(i, static_cast<std::size_t>(readers[i].front()));
  }
}

// A ReLU is done by its neighbour where that can do it in passing.
void Network::shareWork(std::size_t node, std::size_t onlyReader) {
  const auto& operation = plan_.nodes[node].operation;
  const auto& reader = plan_.nodes[onlyReader].operation;
  if (std::holds_alternative<Relu>(reader)) {
    steps_[node].rectifies = canRectify(operation);
    steps_[onlyReader].alreadyDone = canRectify(operation);
    // In test, Dropout gives its input itself, which may have other readers; a ReLU looks at its output
    // again.
    steps_[onlyReader].mayOverwrite =
        !std::holds_alternative<Dropout>(operation) && !std::holds_alternative<Relu>(operation);
  } else if (std::holds_alternative<Relu>(operation) && std::holds_alternative<AveragePool>(reader)) {
    steps_[onlyReader].rectifies = !steps_[node].alreadyDone;
    steps_[node].alreadyDone = true;
  }
}

std::vector<at::Tensor> Network::windows(const at::Tensor& flat) const {
  std::vector<at::Tensor> windows;
  std::int64_t offset = 0;
  for (const auto& info : plan_.parameters) {
    auto window = flat.detach().narrow(0, offset, info.size());
    if (channelsLast_ && info.shape.size() == 4) {
      window =
          window.view({info.shape[0], info.shape[2], info.shape[3], info.shape[1]}).permute({0, 3, 1, 2});
    } else {
      window = window.view(info.shape);
    }
    windows.push_back(window.detach());
    offset += info.size();
  }
  return windows;
}

at::Tensor Network::forward(const at::Tensor& images, const std::vector<at::Tensor>& parameters,
                            Pass& pass) const {
  const Lane lane{.images = images, .parameters = &parameters, .pass = &pass};
  return forwardTogether({&lane, 1}).front();
}

void Network::computeNode(std::size_t i, std::span<const Lane> lanes, std::span<Values> values) const {
  const auto* norm = std::get_if<BatchNorm>(&plan_.nodes[i].operation);
  if (norm != nullptr && norm->together) {
    std::vector<NormInput> inputs;
    for (std::size_t k = 0; k < lanes.size(); ++k) {
      const Evaluator evaluator{*lanes[k].parameters, *lanes[k].pass};
      inputs.push_back(evaluator.normInput(values[k][steps_[i].inputs.front()], *norm));
    }
    const auto outputs = batchNormTogether(inputs, *norm, steps_[i].rectifies);
    for (std::size_t k = 0; k < lanes.size(); ++k) values[k].nodes[i] = outputs[k];
    return;
  }
  for (std::size_t k = 0; k < lanes.size(); ++k) values[k].nodes[i] = outputOf(i, lanes[k], values[k]);
}

at::Tensor Network::outputOf(std::size_t i, const Lane& lane, const Values& values) const {
  const Evaluator evaluator{*lane.parameters, *lane.pass};
  const auto& step = steps_[i];
  const auto& x = values[step.inputs.front()];
  return std::visit(
      Overloaded{
          [&](const Relu&) { return step.alreadyDone ? x : Evaluator::rectified(x, step.mayOverwrite); },
          [&](const BatchNorm& op) { return batchNorm(evaluator.normInput(x, op), op, step.rectifies); },
          [&](const GroupNorm& op) { return evaluator.normalize(x, op, step.rectifies); },
          [&](const MaxPool& op) { return Evaluator::pool(x, op, plan_.nodes[i].output, step.rectifies); },
          [&](const AveragePool& op) {
            return Evaluator::pool(x, op, plan_.nodes[i].output, step.rectifies);
          },
          [&](const Dropout& op) { return evaluator.drop(x, op, static_cast<std::int64_t>(i)); },
          [&](const Add&) { return sum(values.all(step.inputs)); },
          [&](const Concat&) { return at::cat(values.all(step.inputs), 1); },
          [&](const auto& op) { return evaluator(x, op); }},
      plan_.nodes[i].operation);
}

std::vector<at::Tensor> Network::forwardTogether(std::span<const Lane> lanes) const {
  std::vector<Values> values;
  for (const auto& lane : lanes)
    values.push_back({&lane.images, std::vector<at::Tensor>(plan_.nodes.size())});
  for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
    const auto& node = plan_.nodes[i];
    if (node.auxiliary && !lanes.front().pass->training) continue;
    computeNode(i, lanes, values);
    for (auto& lane : values) {
      for (const int done : steps_[i].released) lane.nodes[static_cast<std::size_t>(done)].reset();
    }
  }
  std::vector<at::Tensor> logits;
  for (std::size_t k = 0; k < lanes.size(); ++k) {
    auto& pass = *lanes[k].pass;
    pass.heads.clear();
    for (const auto& head : plan_.heads) {
      if (pass.training) pass.heads.push_back(values[k][head.node]);
    }
    if (pass.wantsFeatures) pass.features = values[k][plan_.feature.value()].flatten(1);
    logits.push_back(values[k].nodes.back());
  }
  return logits;
}

}  // namespace lab
