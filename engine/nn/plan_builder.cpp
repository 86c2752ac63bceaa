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

void requireFit(const std::string& what, const ImageShape& shape, std::int64_t kernel, std::int64_t padding) {
  if (shape.height + 2 * padding >= kernel && shape.width + 2 * padding >= kernel) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "model.architecture",
               .problem = what + " of size " + std::to_string(kernel) + " meets an image of " + text(shape),
               .expected = "an image at least as large as the window",
               .remedy = "choose a smaller network or larger images"});
}

}  // namespace

PlanBuilder::PlanBuilder(ImageShape input, const NormEntry& norm, const ParamValues& normParams)
    : shape_(input), norm_(norm), normParams_(normParams) {
  plan_.input = input;
}

int PlanBuilder::parameter(ParameterInfo info) {
  plan_.parameters.push_back(std::move(info));
  return static_cast<int>(plan_.parameters.size()) - 1;
}

void PlanBuilder::append(Operation operation, const ImageShape& output) {
  plan_.nodes.push_back({operation, output});
  shape_ = output;
}

void PlanBuilder::convolution(const Layer& layer) {
  requireFit("Convolution " + layer.name, shape_, layer.kernel, layer.padding);
  Convolution operation{.kernel = layer.kernel, .stride = layer.stride, .padding = layer.padding};
  operation.weight = parameter({.name = layer.name + ".weight",
                                .shape = {layer.outputs, shape_.channels, layer.kernel, layer.kernel},
                                .filler = layer.filler,
                                .rateFactor = layer.weightRate,
                                .decayFactor = layer.weightDecay});
  if (layer.bias) {
    operation.bias = parameter({.name = layer.name + ".bias",
                                .shape = {layer.outputs},
                                .filler = layer.biasFiller,
                                .rateFactor = layer.biasRate,
                                .decayFactor = layer.biasDecay});
  }
  const auto out = [&](std::int64_t size) { return (size + 2 * layer.padding - layer.kernel) / layer.stride + 1; };
  append(operation, {layer.outputs, out(shape_.height), out(shape_.width)});
}

void PlanBuilder::linear(const Layer& layer) {
  Linear operation;
  operation.weight = parameter({.name = layer.name + ".weight",
                                .shape = {layer.outputs, shape_.size()},
                                .filler = layer.filler,
                                .rateFactor = layer.weightRate,
                                .decayFactor = layer.weightDecay});
  if (layer.bias) {
    operation.bias = parameter({.name = layer.name + ".bias",
                                .shape = {layer.outputs},
                                .filler = layer.biasFiller,
                                .rateFactor = layer.biasRate,
                                .decayFactor = layer.biasDecay});
  }
  append(operation, {layer.outputs, 1, 1});
}

void PlanBuilder::pool(std::int64_t kernel, std::int64_t stride, bool average) {
  requireFit("Pooling", shape_, kernel, 0);
  const auto out = [&](std::int64_t size) { return (size - kernel + stride - 1) / stride + 1; };
  const ImageShape output{shape_.channels, out(shape_.height), out(shape_.width)};
  if (average) {
    append(AveragePool{kernel, stride}, output);
  } else {
    append(MaxPool{kernel, stride}, output);
  }
}

void PlanBuilder::maxPool(std::int64_t kernel, std::int64_t stride) { pool(kernel, stride, false); }
void PlanBuilder::averagePool(std::int64_t kernel, std::int64_t stride) { pool(kernel, stride, true); }
void PlanBuilder::relu() { append(Relu{}, shape_); }
void PlanBuilder::localResponse(const LocalResponse& operation) { append(operation, shape_); }

void PlanBuilder::normalize(bool affine) { norm_.append(*this, normParams_, affine); }

bool PlanBuilder::normalizes() const { return norm_.id != "none"; }

PlanBuilder::Affine PlanBuilder::affineOf(const std::string& name, bool wanted) {
  if (!wanted) return {};
  return {.scale = parameter({.name = name + ".scale",
                              .shape = {shape_.channels},
                              .filler = {Filler::Kind::Constant, 1},
                              .decayFactor = 0}),
          .shift = parameter({.name = name + ".shift", .shape = {shape_.channels}, .filler = {}, .decayFactor = 0})};
}

void PlanBuilder::batchNorm(bool affine) {
  const std::string name = "norm" + std::to_string(plan_.normLayers.size() + 1);
  const auto [scale, shift] = affineOf(name, affine);
  append(BatchNorm{.channels = shape_.channels, .statistics = plan_.statistics, .scale = scale, .shift = shift},
         shape_);
  plan_.statistics += 2 * shape_.channels + 1;
  plan_.normLayers.push_back({name, shape_.channels});
}

void PlanBuilder::groupNorm(std::int64_t groups, bool affine) {
  const bool divides = groups > 0 && shape_.channels % groups == 0;
  if (!divides || shape_.size() == groups) {
    const std::string each = std::to_string(shape_.channels) + " channels of " + std::to_string(shape_.height) + "x" +
                             std::to_string(shape_.width);
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "model.normalization",
                 .problem = std::to_string(groups) + " groups over " + each,
                 .expected = "groups that divide the channels and hold more than one number",
                 .remedy = "change model.groups, or choose another normalization for this network"});
  }
  const std::string name = "norm" + std::to_string(plan_.normLayers.size() + 1);
  const auto [scale, shift] = affineOf(name, affine);
  append(GroupNorm{.channels = shape_.channels, .groups = groups, .scale = scale, .shift = shift}, shape_);
  plan_.normLayers.push_back({name, shape_.channels});
}

Plan PlanBuilder::finish() {
  plan_.channelsLast = std::ranges::any_of(
      plan_.nodes, [](const Node& node) { return std::holds_alternative<Convolution>(node.operation); });
  return std::move(plan_);
}

}  // namespace lab
