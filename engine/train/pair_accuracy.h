#pragma once

#include <span>

#include "engine/data/pairs.h"

namespace lab {

/// Cosine of the angle between two features of equal length, in double precision and in order. NaN when one
/// has no length or holds a NaN.
[[nodiscard]] float cosine(std::span<const float> a, std::span<const float> b);

/// How often "the same, when the similarity is above a threshold" is right: for each fold with the threshold
/// that is right most often on all other folds, then the mean over folds. Thresholds lie midway between
/// neighbouring similarities, below all and above all; of several equally good ones the lowest is taken. A
/// similarity that is NaN is above none. NaN when the pairs are of fewer than two folds. Source: protocol of
/// Labeled Faces in the Wild (Huang et al. 2007), "image-restricted".
[[nodiscard]] float pairAccuracy(std::span<const float> similarities, std::span<const ImagePair> pairs);

}  // namespace lab
