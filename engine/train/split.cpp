#include "engine/train/split.h"

#include "engine/core/rng.h"

namespace lab {

Partition splitFor(const ExperimentSpec& spec, std::span<const std::int64_t> labels, std::int64_t classes) {
  const auto& scheme = partition::named(spec.partition.id);
  const PartitionRequest request{
      .labels = labels, .classes = classes, .partitions = spec.partitions, .params = spec.partition.params};
  return scheme.split(request, Seed{static_cast<std::uint64_t>(spec.seed)}.child("partition"));
}

}  // namespace lab
