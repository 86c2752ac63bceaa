#pragma once

#include <cstdint>
#include <span>

#include "engine/core/spec.h"
#include "engine/data/partition/partitioner.h"

namespace lab {

/// The split of a run: training, preview and verification all ask here, so that they agree. A pure function
/// of the spec's partition part and seed, and of the labels [n] in 0..classes-1. Throws Error{Usage} when the
/// scheme cannot deal these labels as asked.
[[nodiscard]] Partition splitFor(const ExperimentSpec& spec, std::span<const std::int64_t> labels,
                                 std::int64_t classes);

}  // namespace lab
