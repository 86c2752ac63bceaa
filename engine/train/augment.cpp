#include "engine/train/augment.h"

#include <algorithm>
#include <cstdlib>

#include <ATen/ATen.h>

namespace lab {
namespace {

constexpr std::int64_t kReach = 4;  // of a crop, pixels (He et al. 2016, CIFAR-10)

// What a shift leaves of one side: so many pixels, from `source` on, now from `target` on.
struct Kept {
  std::int64_t source = 0, target = 0, length = 0;
};

Kept keptOf(std::int64_t size, std::int64_t shift) {
  return {.source = std::max<std::int64_t>(0, -shift),
          .target = std::max<std::int64_t>(0, shift),
          .length = std::max<std::int64_t>(0, size - std::abs(shift))};
}

std::int64_t drawShift(Random& random) {
  return static_cast<std::int64_t>(random.below(2 * kReach + 1)) - kReach;
}

}  // namespace

Augmentation augmentationNamed(const std::string& word) {
  return {.mirror = word.starts_with("mirror"), .crop = word.ends_with("crop")};
}

at::Tensor augmented(const at::Tensor& images, const Augmentation& augmentation, Random random) {
  if (!augmentation.mirror && !augmentation.crop) return images;
  auto changed = at::zeros_like(images);
  for (std::int64_t i = 0; i < images.size(0); ++i) {
    const bool mirrored = augmentation.mirror && random.below(2) == 1;
    const std::int64_t down = augmentation.crop ? drawShift(random) : 0;
    const std::int64_t right = augmentation.crop ? drawShift(random) : 0;
    const auto rows = keptOf(images.size(2), down);
    const auto columns = keptOf(images.size(3), right);
    auto part = images[i].narrow(1, rows.source, rows.length).narrow(2, columns.source, columns.length);
    if (mirrored) part = part.flip(2);
    const std::int64_t left = mirrored ? images.size(3) - columns.target - columns.length : columns.target;
    changed[i].narrow(1, rows.target, rows.length).narrow(2, left, columns.length).copy_(part);
  }
  return changed;
}

}  // namespace lab
