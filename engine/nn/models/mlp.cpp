#include <array>

#include "engine/nn/model.h"

namespace lab::model {
namespace {

constexpr std::array kParams{ParamInfo{.key = "hidden",
                                       .title = "Hidden units",
                                       .unit = "units",
                                       .kind = ParamKind::Integer,
                                       .fallback = 200,
                                       .low = 1,
                                       .high = 65536,
                                       .help = "In each of the two hidden layers.",
                                       .source = "McMahan 2017, 2NN: 200"}};

void build(PlanBuilder& net, std::int64_t classes, const ParamValues& given) {
  const auto hidden = static_cast<std::int64_t>(value(kParams, given, "hidden"));
  for (const char* name : {"fc1", "fc2"}) {
    net.linear({.name = name, .outputs = hidden, .filler = he(net.shape().size())});
    net.normalize({.wanted = true});
    net.relu();
  }
  net.feature();
  net.linear({.name = "fc3", .outputs = classes, .filler = xavier(net.shape().size())});
}

}  // namespace

/// Two hidden layers; 199,210 parameters on 1x28x28 images. Source: McMahan et al. 2017, "2NN".
ModelEntry mlp() {
  return {.id = "mlp",
          .title = "MLP",
          .summary = "Two hidden layers, no convolution: the quickest network.",
          .source = "McMahan et al. 2017",
          .params = kParams,
          .build = build};
}

}  // namespace lab::model
