#pragma once

#include <string>

#include <ATen/core/Tensor.h>

#include "engine/core/rng.h"

namespace lab {

/// What is done to training images (dataset.augment).
struct Augmentation {
  bool mirror = false;  ///< left and right change places with chance 1/2
  bool crop = false;    ///< moved by up to 4 pixels each way; what comes in is 0, the mean
};

/// "none", "mirror", "crop" or "mirror+crop".
[[nodiscard]] Augmentation augmentationNamed(const std::string& word);

/// Normalised images [N, C, H, W], changed at random: each by its own draws, image by image. The memory
/// format stays.
[[nodiscard]] at::Tensor augmented(const at::Tensor& images, const Augmentation& augmentation, Random random);

}  // namespace lab
