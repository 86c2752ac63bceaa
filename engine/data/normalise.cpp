#include "engine/data/normalise.h"

#include <cmath>

namespace lab::dataset {
namespace {

// Sums of bytes over all images: exact, whatever their order.
std::vector<std::uint64_t> pixelSums(const ImageSet& images, std::size_t size) {
  std::vector<std::uint64_t> sums(size);
  for (std::size_t start = 0; start < images.pixels.size(); start += size) {
    for (std::size_t i = 0; i < size; ++i) sums[i] += images.pixels[start + i];
  }
  return sums;
}

Normalisation meanImage(const ImageSet& train, const ImageShape& shape) {
  Normalisation result{.scale = 1, .mean = {}, .deviation = {}};
  const auto count = static_cast<double>(train.size());
  for (const auto sum : pixelSums(train, static_cast<std::size_t>(shape.size()))) {
    result.mean.push_back(static_cast<float>(static_cast<double>(sum) / count));
  }
  return result;
}

Normalisation meanAndDeviation(const ImageSet& train, const ImageShape& shape) {
  const auto channels = static_cast<std::size_t>(shape.channels);
  const auto area = static_cast<std::size_t>(shape.height * shape.width);
  std::vector<std::uint64_t> sums(channels);
  std::vector<std::uint64_t> squares(channels);
  for (std::size_t i = 0; i < train.pixels.size(); ++i) {
    const std::uint64_t byte = train.pixels[i];
    sums[i / area % channels] += byte;
    squares[i / area % channels] += byte * byte;
  }
  Normalisation result;
  const auto count = static_cast<double>(train.size()) * static_cast<double>(area);
  for (std::size_t c = 0; c < channels; ++c) {
    const double mean = static_cast<double>(sums[c]) / count;
    const double variance = static_cast<double>(squares[c]) / count - mean * mean;
    // Pixels that are all the same have nothing to scale.
    const double deviation = variance > 0 ? std::sqrt(variance) : 255;
    result.mean.push_back(static_cast<float>(mean / 255));
    result.deviation.push_back(static_cast<float>(deviation / 255));
  }
  return result;
}

}  // namespace

Normalisation normalisation(const NormalisationPlan& plan, const ImageSet& train, const ImageShape& shape) {
  if (plan.kind == NormalisationKind::MeanImage) return meanImage(train, shape);
  if (plan.mean.empty()) return meanAndDeviation(train, shape);
  return {.scale = 255, .mean = plan.mean, .deviation = plan.deviation};
}

Normalisation centredOn(std::span<const std::int64_t> samples, const ImageSet& train, const ImageShape& shape,
                        const Normalisation& whole) {
  const auto size = static_cast<std::size_t>(shape.size());
  std::vector<std::uint64_t> sums(size);
  for (const auto sample : samples) {
    const std::size_t start = static_cast<std::size_t>(sample) * size;
    for (std::size_t i = 0; i < size; ++i) sums[i] += train.pixels[start + i];
  }
  Normalisation result{.scale = whole.scale, .mean = {}, .deviation = whole.deviation};
  const double divisor = static_cast<double>(samples.size()) * static_cast<double>(whole.scale);
  for (const auto sum : sums) result.mean.push_back(static_cast<float>(static_cast<double>(sum) / divisor));
  return result;
}

}  // namespace lab::dataset
