#include "engine/train/split.h"

#include "engine/core/rng.h"
#include "engine/data/dataset.h"

namespace lab {

Partition splitFor(const ExperimentSpec& spec, std::span<const std::int64_t> labels, std::int64_t classes,
                   std::span<const std::string> attribute) {
  const auto& scheme = partition::named(spec.partition.id);
  const PartitionRequest request{.labels = labels,
                                 .classes = classes,
                                 .partitions = spec.partitions,
                                 .params = spec.partition.params,
                                 .texts = spec.partition.texts,
                                 .tables = spec.partition.tables,
                                 .attribute = attribute};
  return scheme.split(request, Seed{static_cast<std::uint64_t>(spec.seed)}.child("partition"));
}

std::vector<std::string> attributeFor(const ExperimentSpec& spec) {
  if (!partition::named(spec.partition.id).byAttribute) return {};
  return dataset::trainColumn(spec.dataset.id, value(spec.partition.texts, "column"),
                              spec.dataset.trainLimit);
}

}  // namespace lab
