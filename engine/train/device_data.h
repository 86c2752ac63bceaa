#pragma once

#include <cstdint>
#include <vector>

#include <ATen/core/Tensor.h>

#include "engine/data/dataset.h"

namespace lab {

/// Images and labels of one set on the device that trains, kept as bytes and normalised as they are gathered.
class DeviceImages {
 public:
  DeviceImages(const ImageSet& images, const ImageShape& shape, const Normalisation& normalisation,
               const at::Device& device, bool channelsLast);

  [[nodiscard]] std::int64_t size() const { return labels_.numel(); }

  /// An index list on the device, for images() and labels().
  [[nodiscard]] at::Tensor indices(const std::vector<std::int64_t>& samples) const;

  [[nodiscard]] at::Tensor images(const at::Tensor& indices) const;  ///< [N, C, H, W] float32, normalised
  [[nodiscard]] at::Tensor labels(const at::Tensor& indices) const;  ///< [N] int64

  [[nodiscard]] std::vector<std::uint8_t> bytes(std::int64_t image) const;  ///< [C][H][W], as in the data set

 private:
  at::Tensor pixels_;  // [N, C, H, W] bytes, in the memory format that trains
  at::Tensor labels_;  // [N]
  at::Tensor mean_;    // what is subtracted from a byte: [1, C, 1, 1] or [1, C, H, W]
  at::Tensor factor_;  // what the difference is multiplied by: [1, C, 1, 1], [1, C, H, W] or [1]
};

}  // namespace lab
