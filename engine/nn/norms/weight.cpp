#include "engine/nn/norm.h"

namespace lab::norm {

/// Normalizes weights instead of what layers give: w = g v / |v| for every output, with g starting at |v|, so
/// that the network at the start is the one without normalization. No layers; the networks keep their form of
/// "none". Source: Salimans and Kingma 2016, without their data-dependent start.
NormEntry weight() {
  return {.id = "weight",
          .title = "Weight",
          .summary = "Length and direction of every output's weights are trained apart.",
          .source = "Salimans and Kingma 2016",
          .params = {},
          .append = [](PlanBuilder&, const ParamValues&, const Affine&) {},
          .scope = NormScope::Weights};
}

}  // namespace lab::norm
