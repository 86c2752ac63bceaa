#include "engine/nn/norm.h"

namespace lab::norm {

/// GroupNorm with one channel per group. Source: Ulyanov et al. 2016.
NormEntry instance() {
  return {.id = "instance",
          .title = "Instance",
          .summary = "Each channel of each sample alone: group normalization with one channel per group.",
          .source = "Ulyanov et al. 2016",
          .params = {},
          .append = [](PlanBuilder& builder, const ParamValues&, const Affine& affine) {
            builder.groupNorm(builder.shape().channels, affine);
          }};
}

}  // namespace lab::norm
