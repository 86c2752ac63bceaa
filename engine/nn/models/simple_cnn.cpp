#include "engine/nn/model.h"

namespace lab::model {
namespace {

void build(PlanBuilder& net, std::int64_t classes, const ParamValues&) {
  const auto fanIn = [&] { return net.shape().channels * 25; };
  const auto linear = [&](const std::string& name, std::int64_t outputs) {
    const Filler filler = torchDefault(net.shape().size());
    net.linear({.name = name, .outputs = outputs, .filler = filler, .biasFiller = filler});
  };
  for (const std::int64_t outputs : {6, 16}) {
    const Filler filler = torchDefault(fanIn());
    net.convolution({.name = outputs == 6 ? "conv1" : "conv2",
                     .outputs = outputs,
                     .kernel = 5,
                     .filler = filler,
                     .biasFiller = filler});
    net.normalize({.wanted = true});
    net.relu();
    net.maxPool(2, 2);
  }
  linear("fc1", 120);
  net.relu();
  linear("fc2", 84);
  net.relu();
  net.feature();
  linear("fc3", classes);
}

}  // namespace

/// The small network of the federated-learning benchmarks: 62,006 parameters on 3x32x32 images.
/// Source: NIID-Bench (Li et al. 2022), PyTorch's initialisation.
ModelEntry simple_cnn() {
  return {.id = "simple-cnn",
          .title = "Simple CNN",
          .summary = "Two unpadded convolutions and three linear layers, as in NIID-Bench.",
          .source = "Li et al. 2022 (NIID-Bench)",
          .params = {},
          .build = build};
}

}  // namespace lab::model
