#pragma once

#include "engine/core/params.h"
#include "engine/nn/operations.h"

// The words for what happens to running statistics, for every normalization that has some.
namespace lab::norm {

constexpr NamedValue policy(const char* name, StatisticsPolicy value, const char* help) {
  return {name, static_cast<double>(value), help};
}

inline constexpr NamedValue kAverage =
    policy("average", StatisticsPolicy::Average, "exchanged densely and averaged");
inline constexpr NamedValue kAsInCode =
    policy("as-in-code", StatisticsPolicy::AsInCode,
           "ordinary parameters: summed by BSP, filtered by Gaia, in the top-k of DGC");
inline constexpr NamedValue kLocal = policy("local", StatisticsPolicy::Local, "each partition keeps its own");
inline constexpr NamedValue kPooled =
    policy("pooled", StatisticsPolicy::Pooled,
           "averaged so that the spread between partitions counts as variance");

}  // namespace lab::norm
