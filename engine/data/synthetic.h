#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/dataset.h"

namespace lab::dataset {

/// The data set "synthetic", for tests and demonstrations: ten classes of noisy 12x12 images, each with a
/// bright patch at a place of its own. Labels go round 0, 1, ..., 9. No file, no seed: always the same bytes.
[[nodiscard]] DatasetEntry syntheticEntry();

/// Its first `count` training images, or test images, which have other noise.
[[nodiscard]] ImageSet syntheticImages(bool training, std::int64_t count);

/// Pairs of its test images in ten folds, each with as many pairs of one class as of two. Their identities are those
/// that were trained on, which a data set for verification would not do: good enough to see that a program works.
[[nodiscard]] std::vector<ImagePair> syntheticPairs();

}  // namespace lab::dataset
