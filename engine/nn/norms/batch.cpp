#include <array>

#include "engine/nn/norm.h"
#include "engine/nn/norms/policies.h"

namespace lab::norm {
namespace {

constexpr std::array kPolicies{
    kAverage,
    kAsInCode,
    kLocal,
    policy("drop", StatisticsPolicy::Drop, "none: in test, too, the moments of the images at hand"),
    policy("recompute", StatisticsPolicy::Recompute, "measured anew on training images before an evaluation"),
    kPooled};

constexpr std::array kParams{
    ParamInfo{.key = "statistics",
              .title = "Running statistics",
              .kind = ParamKind::Choice,
              .fallback = static_cast<double>(StatisticsPolicy::Average),
              .names = kPolicies,
              .help =
                  "What happens to the running means and variances when the partitions talk, and what a test "
                  "uses. 'as-in-code' reproduces the authors' program, where they compete with the weights.",
              .source = "Hsieh 2020, authors' code: batch_norm_layer; 'local': Li et al. 2021 (FedBN)"},
    ParamInfo{
        .key = "statistics_minibatches",
        .title = "Minibatches to measure",
        .unit = "minibatches",
        .kind = ParamKind::Integer,
        .fallback = 20,
        .low = 1,
        .high = 10000,
        .help = "Training minibatches of each partition from which 'recompute' takes means and variances."}};

}  // namespace

/// Each channel over the minibatch of one partition: the normalization that label skew breaks.
/// Source: Ioffe and Szegedy 2015; running sums as in the authors' code (decay 0.999, eps 1e-5).
NormEntry batch() {
  return {.id = "batch",
          .title = "Batch",
          .summary = "Each channel over the minibatch; in test with running statistics.",
          .source = "Ioffe and Szegedy 2015",
          .params = kParams,
          .append =
              [](PlanBuilder& builder, const ParamValues& given, const Affine& affine) {
                builder.batchNorm({.policy = statisticsPolicy(batch(), given)}, affine);
              },
          .scope = NormScope::Minibatch};
}

}  // namespace lab::norm
