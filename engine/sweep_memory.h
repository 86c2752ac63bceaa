#pragma once

#include <cstdint>

#include "engine/core/spec.h"

namespace lab {

/// About how many bytes of memory a run of a valid spec needs with so many worker threads: program, images as
/// bytes, the state of every partition, and the activations of what is computed at the same time. Meant to be
/// high rather than low; a run that has been measured corrects it. Throws Error{Usage} for a spec that is not
/// valid.
[[nodiscard]] std::int64_t memoryEstimate(const ExperimentSpec& spec, int threads);

}  // namespace lab
