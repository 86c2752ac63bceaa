#include "engine/nn/model.h"

namespace lab::model {
namespace {

void build(PlanBuilder& net, std::int64_t classes, const ParamValues&) {
  // A normalization with its own scale and shift, where one is chosen, takes the place of the bias.
  const auto convolution = [&](const std::string& name, std::int64_t outputs, std::int64_t kernel) {
    net.convolution({.name = name,
                     .outputs = outputs,
                     .kernel = kernel,
                     .padding = kernel / 2,
                     .filler = xavier(net.shape().channels * kernel * kernel),
                     .bias = !net.normalizes(),
                     .biasRate = 2});
    net.normalize({.wanted = true});
    net.relu();
  };
  convolution("conv1", 24, 7);
  net.maxPool(3, 2);
  convolution("conv2", 64, 5);
  net.maxPool(3, 2);
  convolution("conv3", 96, 3);
  convolution("conv4", 96, 3);
  convolution("conv5", 64, 3);
  net.maxPool(3, 2);
  net.linear({.name = "fc1", .outputs = 512, .filler = xavier(net.shape().size()), .biasRate = 2});
  net.relu();
  net.dropout(0.5);
  net.linear({.name = "fc2",
              .outputs = classes,
              .filler = {},
              .biasRate = 2});  // starts at 0: the authors name none
}

}  // namespace

/// AlexNet's form for 32x32 images: 765,738 parameters. The paper's has no normalization; a chosen one stands
/// between each convolution and its ReLU. Source: Hsieh 2020, authors' prototxt files (paper 5.1).
ModelEntry alexnet() {
  return {.id = "alexnet",
          .title = "AlexNet",
          .summary = "Five convolutions, two linear layers and dropout, cut down to 32x32 images.",
          .source = "Hsieh 2020, authors' prototxt files",
          .params = {},
          .build = build};
}

}  // namespace lab::model
