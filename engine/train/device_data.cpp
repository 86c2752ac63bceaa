#include "engine/train/device_data.h"

#include <ATen/ATen.h>

#include "engine/core/error.h"

namespace lab {
namespace {

// One number per channel or per pixel, shaped to be used with [N, C, H, W].
at::Tensor perChannelOrPixel(const std::vector<float>& values, const ImageShape& shape) {
  const auto flat = at::tensor(at::ArrayRef<float>{values});
  if (flat.numel() == shape.channels) return flat.view({1, shape.channels, 1, 1});
  if (flat.numel() == shape.size()) return flat.view({1, shape.channels, shape.height, shape.width});
  throw Error({.kind = ErrorKind::Data,
               .doing = "Normalising the images",
               .problem = std::to_string(values.size()) + " numbers",
               .expected = "one per channel or one per pixel",
               .remedy = "mend the data set's manifest"});
}

}  // namespace

DeviceImages::DeviceImages(const ImageSet& images, const ImageShape& shape, const Normalisation& normalisation,
                           const at::Device& device, bool channelsLast) {
  const auto format = channelsLast ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
  const auto place = [&](const at::Tensor& tensor) { return tensor.to(device).contiguous(format); };
  auto* bytes = const_cast<std::uint8_t*>(images.pixels.data());  // from_blob has no form for constant data
  pixels_ = at::from_blob(bytes, {images.size(), shape.channels, shape.height, shape.width}, at::kByte)
                .clone()
                .to(device)
                .contiguous(format);
  labels_ = at::tensor(at::ArrayRef<std::int64_t>{images.labels}).to(device);
  // (byte / scale - mean) / deviation = (byte - mean scale) / (scale deviation)
  mean_ = place(perChannelOrPixel(normalisation.mean, shape) * normalisation.scale);
  factor_ = normalisation.deviation.empty()
                ? at::full({1}, 1 / normalisation.scale).to(device)
                : place((perChannelOrPixel(normalisation.deviation, shape) * normalisation.scale).reciprocal());
}

at::Tensor DeviceImages::indices(const std::vector<std::int64_t>& samples) const {
  return at::tensor(at::ArrayRef<std::int64_t>{samples}).to(labels_.device());
}

at::Tensor DeviceImages::images(const at::Tensor& indices) const {
  // Selecting from [N, H, W, C] keeps the memory format, which selecting from a permuted tensor does not promise.
  const bool channelsLast = pixels_.is_contiguous(at::MemoryFormat::ChannelsLast) && !pixels_.is_contiguous();
  const auto selected = channelsLast
                            ? pixels_.permute({0, 2, 3, 1}).index_select(0, indices).permute({0, 3, 1, 2})
                            : pixels_.index_select(0, indices);
  return selected.to(at::kFloat).sub_(mean_).mul_(factor_);
}

at::Tensor DeviceImages::labels(const at::Tensor& indices) const { return labels_.index_select(0, indices); }

std::vector<std::uint8_t> DeviceImages::bytes(std::int64_t image) const {
  const auto pixels = pixels_[image].to(at::kCPU).contiguous();
  const auto* first = pixels.data_ptr<std::uint8_t>();
  return {first, first + pixels.numel()};
}

}  // namespace lab
