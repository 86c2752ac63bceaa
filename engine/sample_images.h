#pragma once

#include "engine/core/sample_images.h"
#include "engine/core/spec.h"

namespace lab {

/// Training images of the split that a spec describes, the same whenever it is asked. Loads the data set: never
/// for the window's thread. Throws Error when there is no such split or data set.
[[nodiscard]] SampleImages sampleImagesOf(const ExperimentSpec& spec, const SampleQuestion& question);

}  // namespace lab
