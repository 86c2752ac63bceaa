#include "engine/sample_images.h"

#include <algorithm>

#include "engine/data/dataset.h"
#include "engine/validate.h"

namespace lab {
namespace {

// Those that the question fits, in the partition's order.
std::vector<std::int64_t> fitting(const std::vector<std::int64_t>& samples, const ImageSet& images, int label) {
  std::vector<std::int64_t> found;
  for (const auto sample : samples) {
    if (label < 0 || images.labels[static_cast<std::size_t>(sample)] == label) found.push_back(sample);
  }
  return found;
}

PartitionSamples spread(const std::vector<std::int64_t>& samples, const Dataset& data, std::size_t most) {
  PartitionSamples some{.partition = 0, .of = std::ssize(samples), .images = {}};
  const auto size = static_cast<std::size_t>(data.shape.size());
  const std::size_t count = std::min(most, samples.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto sample = static_cast<std::size_t>(samples[i * samples.size() / count]);
    const auto pixels = data.train.pixels.begin() + static_cast<std::ptrdiff_t>(sample * size);
    some.images.push_back({.image = static_cast<std::int64_t>(sample),
                           .label = static_cast<int>(data.train.labels[sample]),
                           .pixels = {pixels, pixels + static_cast<std::ptrdiff_t>(size)}});
  }
  return some;
}

}  // namespace

SampleImages sampleImagesOf(const ExperimentSpec& spec, const SampleQuestion& question) {
  const auto split = previewPartition(spec);
  const auto data = dataset::load(spec.dataset.id, spec.dataset.trainLimit, 1);
  SampleImages found{.question = question,
                     .channels = data.shape.channels,
                     .height = data.shape.height,
                     .width = data.shape.width,
                     .classNames = split.classNames,
                     .partitions = {}};
  for (std::size_t k = 0; k < split.indices.size(); ++k) {
    if (question.partition >= 0 && question.partition != static_cast<int>(k)) continue;
    found.partitions.push_back(spread(fitting(split.indices[k], data.train, question.label), data, question.each));
    found.partitions.back().partition = static_cast<int>(k);
  }
  return found;
}

}  // namespace lab
