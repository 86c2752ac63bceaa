#include "engine/nn/norm.h"

namespace lab::norm {

NormEntry none() {
  return {.id = "none",
          .title = "None",
          .summary = "No normalization; the paper's LeNet keeps its local response normalization.",
          .source = "Hsieh 2020, CIFAR-10 networks",
          .params = {},
          .append = [](PlanBuilder&, const ParamValues&, const Affine&) {},
          .scope = NormScope::Nothing};
}

}  // namespace lab::norm
