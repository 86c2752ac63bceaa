#include "engine/nn/model.h"

#include <array>

namespace lab::model {
namespace {

const std::array<ParamInfo, 1>& params() {
  static const std::array<ParamInfo, 1> known{variantParam()};
  return known;
}

// Local response normalization of the authors' LeNet.
constexpr LocalResponse kResponse{.size = 3, .alpha = 5e-5, .beta = 0.75};

// LeNet without normalization layers: 89,578 parameters on 3x32x32 images (paper 5.1).
void plainPaper(PlanBuilder& net, std::int64_t classes) {
  net.convolution(
      {.name = "conv1", .outputs = 32, .kernel = 5, .padding = 2, .filler = gaussian(1e-4), .biasRate = 2});
  net.maxPool(3, 2);
  net.relu();
  net.localResponse(kResponse);
  net.convolution(
      {.name = "conv2", .outputs = 32, .kernel = 5, .padding = 2, .filler = gaussian(0.01), .biasRate = 2});
  net.relu();
  net.averagePool(3, 2);
  net.localResponse(kResponse);
  net.convolution({.name = "conv3", .outputs = 64, .kernel = 5, .padding = 2, .filler = gaussian(0.01)});
  net.relu();
  net.averagePool(3, 2);
  net.linear({.name = "fc",
              .outputs = classes,
              .filler = gaussian(0.01),
              .weightDecay = 250,
              .biasRate = 2,
              .biasDecay = 0});
}

// What the three convolutions of a normalized or standard LeNet have in common.
struct Stages {
  bool bias = false;
  bool affine = false;
  bool heFillers = false;
};

// BN-LeNet and GN-LeNet: 89,450 parameters (paper 5.1), and the standard variant of all forms.
void normalized(PlanBuilder& net, std::int64_t classes, const Stages& stages) {
  const auto convolution = [&](const std::string& name, std::int64_t outputs, double deviation) {
    const std::int64_t fanIn = net.shape().channels * 25;
    net.convolution({.name = name,
                     .outputs = outputs,
                     .kernel = 5,
                     .padding = 2,
                     .filler = stages.heFillers ? he(fanIn) : gaussian(deviation),
                     .bias = stages.bias});
  };
  convolution("conv1", 32, 1e-4);
  net.maxPool(3, 2);
  net.normalize({.wanted = stages.affine});
  net.relu();
  convolution("conv2", 32, 0.01);
  net.normalize({.wanted = stages.affine});
  net.relu();
  net.averagePool(3, 2);
  convolution("conv3", 64, 0.01);
  net.normalize({.wanted = stages.affine});
  net.relu();
  net.averagePool(3, 2);
  const std::int64_t features = net.shape().size();
  net.linear({.name = "fc",
              .outputs = classes,
              .filler = stages.heFillers ? xavier(features) : gaussian(0.01),
              .biasDecay = 0});
}

void build(PlanBuilder& net, std::int64_t classes, const ParamValues& given) {
  const auto variant = static_cast<Variant>(static_cast<int>(value(params(), given, "variant")));
  if (variant == Variant::Standard) {
    normalized(net, classes, {.bias = !net.normalizes(), .affine = true, .heFillers = true});
  } else if (net.normalizes()) {
    normalized(net, classes, {});
  } else {
    plainPaper(net, classes);
  }
}

}  // namespace

/// The paper's LeNet in its three forms. Source: Hsieh 2020, CIFAR-10 networks; authors' prototxt files.
ModelEntry lenet() {
  return {.id = "lenet",
          .title = "LeNet",
          .summary = "Three 5x5 convolutions and one linear layer: the paper's smallest network.",
          .source = "Hsieh 2020, authors' prototxt files",
          .params = params(),
          .build = build};
}

}  // namespace lab::model
