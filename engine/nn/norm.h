#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/params.h"
#include "engine/nn/plan_builder.h"

namespace lab {

/// What sits between a convolution and its ReLU.
struct NormEntry {
  std::string id;
  std::string title;
  std::string summary;  ///< one sentence
  std::string source;
  std::span<const ParamInfo> params;
  void (*append)(PlanBuilder& builder, const ParamValues& params, bool affine) = nullptr;
};

/// What happens to the running statistics of BatchNorm when partitions talk (paper.md section 12).
enum class StatisticsPolicy {
  Average,   ///< exchanged densely and averaged whenever the algorithm may talk: the clean form
  AsInCode,  ///< ordinary parameters of the algorithm, as in the authors' code: summed, filtered, top-k'ed
};

namespace norm {

[[nodiscard]] const std::vector<NormEntry>& all();

/// Throws Error{Usage} that names the known ids.
[[nodiscard]] const NormEntry& named(const std::string& id);

/// The policy a normalization's parameters ask for; Average for one without statistics.
[[nodiscard]] StatisticsPolicy statisticsPolicy(const NormEntry& entry, const ParamValues& params);

}  // namespace norm
}  // namespace lab
