#pragma once

#include <cstdint>
#include <vector>

#include <ATen/ATen.h>

#include "engine/core/rng.h"
#include "engine/data/dataset.h"

namespace lab::test {

/// Images [N, C, H, W] and labels [N], where learn() wants them.
struct Minibatch {
  at::Tensor images;
  at::Tensor labels;
};

/// Noise in which image i of class c has a bright patch at the c-th of nine places (class 9: none). Labels
/// are drawn from `classes`.
inline Minibatch madeUpImages(const ImageShape& shape, std::int64_t count, Seed seed,
                              const std::vector<std::int64_t>& classes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
  Random random = seed.random();
  auto images = at::empty({count, shape.channels, shape.height, shape.width});
  auto labels = at::empty({count}, at::kLong);
  for (std::int64_t i = 0; i < images.numel(); ++i) {
    images.data_ptr<float>()[i] = static_cast<float>(random.normal() * 0.5);
  }
  for (std::int64_t i = 0; i < count; ++i) {
    const auto label = classes[random.below(classes.size())];
    labels.data_ptr<std::int64_t>()[i] = label;
    if (label >= 9) continue;
    const std::int64_t height = shape.height / 3;
    const std::int64_t width = shape.width / 3;
    images[i].narrow(1, label / 3 * height, height).narrow(2, label % 3 * width, width).add_(1.5);
  }
  return {images, labels};
}

inline Minibatch on(const Minibatch& batch, const at::Device& device, bool channelsLast = false) {
  const auto format = channelsLast ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
  return {batch.images.to(device).contiguous(format), batch.labels.to(device)};
}

}  // namespace lab::test
