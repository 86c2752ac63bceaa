#pragma once

#include <cstdint>

#include "engine/data/dataset.h"

namespace lab::dataset {

/// The data set "synthetic", for tests and demonstrations: ten classes of noisy 12x12 images, each with a
/// bright patch at a place of its own. Labels go round 0, 1, ..., 9. No file, no seed: always the same bytes.
[[nodiscard]] DatasetEntry syntheticEntry();

/// Its first `count` training images, or test images, which have other noise.
[[nodiscard]] ImageSet syntheticImages(bool training, std::int64_t count);

}  // namespace lab::dataset
