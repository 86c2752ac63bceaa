#include <array>

#include "engine/nn/norm.h"

namespace lab::norm {
namespace {

constexpr std::array kPolicies{
    NamedValue{"average", static_cast<double>(StatisticsPolicy::Average), "exchanged densely and averaged"},
    NamedValue{"as-in-code", static_cast<double>(StatisticsPolicy::AsInCode),
               "ordinary parameters: summed by BSP, filtered by Gaia, in the top-k of DGC"}};

constexpr std::array kParams{
    ParamInfo{.key = "statistics",
              .title = "Running statistics",
              .kind = ParamKind::Choice,
              .fallback = static_cast<double>(StatisticsPolicy::Average),
              .names = kPolicies,
              .help = "What happens to the running means and variances when the partitions talk. 'as-in-code' "
                      "reproduces the authors' program, where they compete with the weights.",
              .source = "Hsieh 2020, authors' code: batch_norm_layer"}};

}  // namespace

/// Each channel over the minibatch of one partition: the normalization that label skew breaks.
/// Source: Ioffe and Szegedy 2015; running sums as in the authors' code (decay 0.999, eps 1e-5).
NormEntry batch() {
  return {.id = "batch",
          .title = "Batch",
          .summary = "Each channel over the minibatch; in test with running statistics.",
          .source = "Ioffe and Szegedy 2015",
          .params = kParams,
          .append = [](PlanBuilder& builder, const ParamValues&, bool affine) { builder.batchNorm(affine); }};
}

}  // namespace lab::norm
