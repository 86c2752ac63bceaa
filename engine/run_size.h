#pragma once

#include <cstdint>

#include "engine/core/spec.h"

namespace lab {

/// How many training images the partitions look at together from the start to the end of a run of a valid spec.
/// Throws Error{Usage} when the data set is not known.
[[nodiscard]] std::int64_t plannedImages(const ExperimentSpec& spec);

/// About how many bytes of memory a run of a valid spec needs with so many worker threads: program, images as
/// bytes, the state of every partition, and the activations of what is computed at the same time. Meant to be
/// high rather than low; a run that has been measured corrects it. Throws Error{Usage} for a spec that is not
/// valid.
[[nodiscard]] std::int64_t memoryEstimate(const ExperimentSpec& spec, int threads);

/// About how many bytes a whole run of a valid spec leaves on the disk: its run file and its checkpoints. Meant
/// to be high rather than low. Throws Error{Usage} for a spec that is not valid.
[[nodiscard]] std::int64_t diskEstimate(const ExperimentSpec& spec);

}  // namespace lab
