#include <array>

#include "engine/nn/norm.h"

namespace lab::norm {
namespace {

constexpr std::array kParams{ParamInfo{.key = "groups",
                                       .title = "Groups",
                                       .unit = "groups",
                                       .kind = ParamKind::Integer,
                                       .fallback = 2,
                                       .low = 1,
                                       .high = 4096,
                                       .help = "How many groups the channels are split into; must divide them.",
                                       .source = "Hsieh 2020, authors' code: group_num 2"}};

}  // namespace

/// Each sample over groups of channels: independent of the minibatch, hence of its labels.
/// Source: Wu and He 2018.
NormEntry group() {
  return {.id = "group",
          .title = "Group",
          .summary = "Each sample over groups of channels; does not depend on the minibatch.",
          .source = "Wu and He 2018",
          .params = kParams,
          .append = [](PlanBuilder& builder, const ParamValues& params, const Affine& affine) {
            builder.groupNorm(static_cast<std::int64_t>(value(kParams, params, "groups")), affine);
          }};
}

}  // namespace lab::norm
