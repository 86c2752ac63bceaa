#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

Partition split(const PartitionRequest& request, Seed seed) {
  auto partition = emptyPartition(request);
  auto random = seed.child("iid").random();
  std::size_t next = 0;
  for (const auto sample : shuffledSamples(request, random)) {
    partition[next++ % partition.size()].push_back(sample);
  }
  return finished(std::move(partition), "");
}

}  // namespace

PartitionerEntry iid() {
  return {.id = "iid",
          .title = "IID",
          .summary = "Shuffles all samples once and deals them evenly, so that all partitions look alike.",
          .source = "Hsieh et al., ICML 2020: the IID setting",
          .params = {},
          .split = split};
}

}  // namespace lab::partition
