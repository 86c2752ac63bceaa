#include "engine/nn/norm.h"

namespace lab::norm {

/// BatchNorm over the minibatches of all partitions at once: what label skew cannot break, at the price of
/// talking in every layer and iteration. All partitions see the same moments, so that their running
/// statistics are equal without being exchanged. Source: Zhang et al. 2018 (cross-GPU batch normalization);
/// Ioffe and Szegedy 2015.
NormEntry sync_batch() {
  return {.id = "sync-batch",
          .title = "Synchronized batch",
          .summary = "Each channel over the minibatches of all partitions; talks in every layer.",
          .source = "Zhang et al. 2018",
          .params = {},
          .append =
              [](PlanBuilder& builder, const ParamValues&, const Affine& affine) {
                builder.batchNorm({.policy = StatisticsPolicy::Local, .together = true}, affine);
              },
          .scope = NormScope::Minibatch,
          .statistics = StatisticsPolicy::Local};
}

}  // namespace lab::norm
