#include "engine/nn/plan_builder.h"

#include <algorithm>
#include <utility>

#include "engine/core/error.h"
#include "engine/nn/norm.h"

namespace lab {
namespace {

std::string text(const ImageShape& shape) {
  return std::to_string(shape.channels) + "x" + std::to_string(shape.height) + "x" + std::to_string(shape.width);
}

[[noreturn]] void refuseWindow(const std::string& what, const ImageShape& shape, std::int64_t kernel) {
  throw Error({.kind = ErrorKind::Usage,
               .doing = "model.architecture",
               .problem = what + " of size " + std::to_string(kernel) + " meets an image of " + text(shape),
               .expected = "an image at least as large as the window",
               .remedy = "choose a smaller network or larger images"});
}

}  // namespace

PlanBuilder::PlanBuilder(ImageShape input, const NormEntry& norm, const ParamValues& normParams)
    : place_{.node = kImages, .shape = input}, norm_(norm), normParams_(normParams) {
  plan_.input = input;
}

int PlanBuilder::parameter(ParameterInfo info) {
  plan_.parameters.push_back(std::move(info));
  return static_cast<int>(plan_.parameters.size()) - 1;
}

void PlanBuilder::append(Operation operation, const ImageShape& output, std::vector<int> inputs) {
  const int before = static_cast<int>(plan_.nodes.size()) - 1;
  if (inputs.empty() && place_.node != before) inputs = {place_.node};
  plan_.nodes.push_back({operation, output, std::move(inputs), auxiliary_});
  place_ = {.node = before + 1, .shape = output};
}

// With weight normalization the gain is what the weight decay pulls at: the length of the weights beside it changes
// nothing that the network computes. Weights that all start at 0 have no direction and stay as they are.
PlanBuilder::Weights PlanBuilder::weights(const Layer& layer, std::vector<std::int64_t> shape) {
  const bool gain = norm_.scope == NormScope::Weights && layer.filler.kind != Filler::Kind::Constant;
  Weights all;
  all.weight = parameter({.name = layer.name + ".weight",
                          .shape = std::move(shape),
                          .filler = layer.filler,
                          .rateFactor = layer.weightRate,
                          .decayFactor = gain ? 0 : layer.weightDecay});
  if (gain) {
    all.gain = parameter({.name = layer.name + ".gain",
                          .shape = {layer.outputs},
                          .filler = {},
                          .rateFactor = layer.weightRate,
                          .decayFactor = layer.weightDecay,
                          .lengthOf = all.weight});
  }
  if (layer.bias) {
    all.bias = parameter({.name = layer.name + ".bias",
                          .shape = {layer.outputs},
                          .filler = layer.biasFiller,
                          .rateFactor = layer.biasRate,
                          .decayFactor = layer.biasDecay});
  }
  return all;
}

void PlanBuilder::convolution(const Layer& layer) {
  const auto& [channels, height, width] = shape();
  if (std::min(height, width) + 2 * layer.padding < layer.kernel) {
    refuseWindow("Convolution " + layer.name, shape(), layer.kernel);
  }
  const auto [weight, bias, gain] = weights(layer, {layer.outputs, channels, layer.kernel, layer.kernel});
  const auto out = [&](std::int64_t size) { return (size + 2 * layer.padding - layer.kernel) / layer.stride + 1; };
  append(Convolution{.kernel = layer.kernel,
                     .stride = layer.stride,
                     .padding = layer.padding,
                     .weight = weight,
                     .bias = bias,
                     .gain = gain},
         {layer.outputs, out(height), out(width)});
}

void PlanBuilder::linear(const Layer& layer) {
  const auto [weight, bias, gain] = weights(layer, {layer.outputs, shape().size()});
  append(Linear{.weight = weight, .bias = bias, .gain = gain}, {layer.outputs, 1, 1});
}

// Caffe's rule: a window may reach over the far edge, but none starts beyond the image and its padding.
ImageShape PlanBuilder::pooled(std::int64_t kernel, std::int64_t stride, std::int64_t padding) const {
  const auto out = [&](std::int64_t size) -> std::int64_t {
    const std::int64_t room = size + 2 * padding - kernel + stride - 1;
    if (room < 0) refuseWindow("Pooling", shape(), kernel);
    const std::int64_t count = room / stride + 1;
    return (count - 1) * stride >= size + padding ? count - 1 : count;
  };
  return {shape().channels, out(shape().height), out(shape().width)};
}

void PlanBuilder::maxPool(std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
  append(MaxPool{.kernel = kernel, .stride = stride, .padding = padding}, pooled(kernel, stride, padding));
}

void PlanBuilder::averagePool(std::int64_t kernel, std::int64_t stride) {
  append(AveragePool{kernel, stride}, pooled(kernel, stride, 0));
}

void PlanBuilder::globalAveragePool() { append(GlobalAveragePool{}, {shape().channels, 1, 1}); }
void PlanBuilder::relu() { append(Relu{}, shape()); }

void PlanBuilder::prelu(const std::string& name) {
  const int slope = parameter(
      {.name = name + ".slope", .shape = {shape().channels}, .filler = {Filler::Kind::Constant, 0.25}});
  append(PRelu{slope}, shape());
}

void PlanBuilder::feature() { plan_.feature = place_.node; }
void PlanBuilder::dropout(double rate) { append(Dropout{rate}, shape()); }
void PlanBuilder::localResponse(const LocalResponse& operation) { append(operation, shape()); }

PlanBuilder::Place PlanBuilder::endOf(const Path& path) {
  const Place start = place_;
  path();
  return std::exchange(place_, start);
}

void PlanBuilder::concat(std::initializer_list<Path> paths) {
  std::vector<int> inputs;
  ImageShape sum{0, 0, 0};
  for (const auto& path : paths) {
    const auto [node, end] = endOf(path);
    sum = {sum.channels + end.channels, end.height, end.width};
    inputs.push_back(node);
  }
  append(Concat{}, sum, std::move(inputs));
}

void PlanBuilder::residual(const Path& body, const Path& shortcut) {
  const Place through = endOf(body);
  const Place past = shortcut ? endOf(shortcut) : place_;
  if (through.shape != past.shape) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "model.architecture",
                 .problem = "a block of " + text(through.shape) + " meets a shortcut of " + text(past.shape),
                 .expected = "images whose sides can be halved",
                 .remedy = "choose another network or images of 32x32"});
  }
  append(Add{}, through.shape, {through.node, past.node});
}

void PlanBuilder::auxiliaryHead(double weight, const Path& head) {
  auxiliary_ = true;
  plan_.heads.push_back({.node = endOf(head).node, .weight = weight});
  auxiliary_ = false;
}

void PlanBuilder::normalize(const Affine& affine) { norm_.append(*this, normParams_, affine); }

bool PlanBuilder::normalizes() const {
  return norm_.scope == NormScope::Minibatch || norm_.scope == NormScope::Sample;
}

bool PlanBuilder::normalizesOverBatch() const { return norm_.scope == NormScope::Minibatch; }

PlanBuilder::ScaleShift PlanBuilder::scaleShift(const std::string& name, const Affine& affine) {
  if (!affine.wanted) return {};
  return {.scale = parameter({.name = name + ".scale",
                              .shape = {shape().channels},
                              .filler = {Filler::Kind::Constant, 1},
                              .decayFactor = affine.decay}),
          .shift = parameter({.name = name + ".shift",
                              .shape = {shape().channels},
                              .filler = {},
                              .rateFactor = affine.shiftRate,
                              .decayFactor = affine.decay})};
}

void PlanBuilder::batchNorm(BatchNorm operation, const Affine& affine) {
  const std::string name = "norm" + std::to_string(plan_.normLayers.size() + 1);
  const auto [scale, shift] = scaleShift(name, affine);
  operation.channels = shape().channels;
  operation.statistics = plan_.statistics;
  operation.scale = scale;
  operation.shift = shift;
  append(operation, shape());
  plan_.statistics += 2 * shape().channels + 1;
  if (operation.together) plan_.together += shape().channels;
  plan_.normLayers.push_back({name, shape().channels});
}

void PlanBuilder::groupNorm(std::int64_t groups, const Affine& affine) {
  const bool divides = groups > 0 && shape().channels % groups == 0;
  if (!divides || shape().size() == groups) {
    const std::string each = std::to_string(shape().channels) + " channels of " + std::to_string(shape().height) + "x" +
                             std::to_string(shape().width);
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "model.normalization",
                 .problem = std::to_string(groups) + " groups over " + each,
                 .expected = "groups that divide the channels and hold more than one number",
                 .remedy = "change model.groups, or choose another normalization for this network"});
  }
  const std::string name = "norm" + std::to_string(plan_.normLayers.size() + 1);
  const auto [scale, shift] = scaleShift(name, affine);
  append(GroupNorm{.channels = shape().channels, .groups = groups, .scale = scale, .shift = shift}, shape());
  plan_.normLayers.push_back({name, shape().channels});
}

Plan PlanBuilder::finish() {
  plan_.channelsLast = std::ranges::any_of(
      plan_.nodes, [](const Node& node) { return std::holds_alternative<Convolution>(node.operation); });
  return std::move(plan_);
}

}  // namespace lab
