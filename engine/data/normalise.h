#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/dataset.h"

namespace lab::dataset {

enum class NormalisationKind {
  MeanStd,    ///< (byte / 255 - mean) / deviation, per channel
  MeanImage,  ///< byte - mean of the training images at this pixel, without scaling (the paper, on CIFAR-10)
};

/// What a manifest says. With MeanStd and no numbers they are taken from the training images.
struct NormalisationPlan {
  NormalisationKind kind = NormalisationKind::MeanStd;
  std::vector<float> mean{};       ///< [C] of byte / 255
  std::vector<float> deviation{};  ///< [C] of byte / 255
};

/// The plan carried out on the training images, which are not empty.
[[nodiscard]] Normalisation normalisation(const NormalisationPlan& plan, const ImageSet& train,
                                          const ImageShape& shape);

/// `whole` with another mean: the mean image of `samples`, indices into `train`, not empty. Scale and deviation stay.
[[nodiscard]] Normalisation centredOn(std::span<const std::int64_t> samples, const ImageSet& train,
                                      const ImageShape& shape, const Normalisation& whole);

}  // namespace lab::dataset
