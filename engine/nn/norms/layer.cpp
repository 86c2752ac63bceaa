#include "engine/nn/norm.h"

namespace lab::norm {

/// GroupNorm with one group. Source: Ba et al. 2016, over channels and places.
NormEntry layer() {
  return {.id = "layer",
          .title = "Layer",
          .summary = "Each sample over all its channels: group normalization with one group.",
          .source = "Ba et al. 2016",
          .params = {},
          .append = [](PlanBuilder& builder, const ParamValues&, const Affine& affine) { builder.groupNorm(1, affine); }};
}

}  // namespace lab::norm
