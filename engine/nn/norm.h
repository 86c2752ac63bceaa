#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/params.h"
#include "engine/nn/plan_builder.h"

namespace lab {

/// What a normalization takes its moments over, if it is a layer at all.
enum class NormScope {
  Nothing,
  Minibatch,  ///< each channel over the samples of a minibatch
  Sample,     ///< each sample alone
  Weights,    ///< no layer: every layer's weights are normalized instead of what it gives
};

/// What sits between a convolution and its ReLU.
struct NormEntry {
  std::string id;
  std::string title;
  std::string summary;  ///< one sentence
  std::string source;
  std::span<const ParamInfo> params;
  void (*append)(PlanBuilder& builder, const ParamValues& params, const Affine& affine) = nullptr;
  NormScope scope = NormScope::Sample;
  StatisticsPolicy statistics = StatisticsPolicy::Average;  ///< when there is no parameter of this name
};

namespace norm {

[[nodiscard]] const std::vector<NormEntry>& all();

/// Throws Error{Usage} that names the known ids.
[[nodiscard]] const NormEntry& named(const std::string& id);

/// The policy a normalization's parameters ask for; the entry's own when it has no such parameter.
[[nodiscard]] StatisticsPolicy statisticsPolicy(const NormEntry& entry, const ParamValues& params);

/// Training minibatches of each partition that StatisticsPolicy::Recompute measures.
[[nodiscard]] std::int64_t minibatchesToMeasure(const NormEntry& entry, const ParamValues& params);

}  // namespace norm
}  // namespace lab
