#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/spec.h"
#include "engine/data/partition/partitioner.h"

namespace lab {

/// The split of a run: training, preview and verification all ask here, so that they agree. A pure function
/// of the spec's partition part and seed, of the labels [n] in 0..classes-1 and of the `attribute` [n] where
/// the scheme deals by one. Throws Error{Usage} when the scheme cannot deal these labels as asked.
[[nodiscard]] Partition splitFor(const ExperimentSpec& spec, std::span<const std::int64_t> labels,
                                 std::int64_t classes, std::span<const std::string> attribute = {});

/// What splitFor() needs as `attribute`: the column that the spec names, read from its data set; nothing when
/// its scheme needs none. Throws Error as dataset::trainColumn() does.
[[nodiscard]] std::vector<std::string> attributeFor(const ExperimentSpec& spec);

}  // namespace lab
