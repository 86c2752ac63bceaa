#include <array>
#include <numeric>

#include "engine/core/error.h"
#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{ParamInfo{
    .key = "shards",
    .title = "Shards per partition",
    .unit = "shards",
    .kind = ParamKind::Integer,
    .fallback = 2,
    .low = 1,
    .high = 1000,
    .help = "The samples are sorted by label and cut into equal shards; each partition gets so many of them.",
    .source = "McMahan et al., AISTATS 2017: 2"}};

void requireEnough(const PartitionRequest& request, std::int64_t perPartition) {
  const auto samples = std::ssize(request.labels);
  if (perPartition * request.partitions <= samples) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "partition.shards",
               .problem = std::to_string(perPartition) + " shards for each of " +
                          std::to_string(request.partitions) + " partitions, but there are only " +
                          std::to_string(samples) + " training samples",
               .expected = "at most " + std::to_string(samples / request.partitions),
               .remedy = "lower it or use fewer partitions"});
}

Partition split(const PartitionRequest& request, Seed seed) {
  auto partition = emptyPartition(request);
  const auto perPartition = static_cast<std::int64_t>(value(kParams, request.params, "shards"));
  requireEnough(request, perPartition);
  auto random = seed.child("shards").random();
  Samples sorted;
  for (const auto& samples : shuffledByClass(request, random)) {
    sorted.insert(sorted.end(), samples.begin(), samples.end());
  }
  const std::size_t shards = partition.size() * static_cast<std::size_t>(perPartition);
  const auto places = evenCuts(shards, sorted.size());
  std::vector<std::size_t> order(shards);
  std::iota(order.begin(), order.end(), std::size_t{0});
  random.shuffle(std::span{order});
  for (std::size_t i = 0; i < shards; ++i) {
    auto& owner = partition[i % partition.size()];
    owner.insert(owner.end(), sorted.begin() + static_cast<std::ptrdiff_t>(places[order[i]]),
                 sorted.begin() + static_cast<std::ptrdiff_t>(places[order[i] + 1]));
  }
  return finished(std::move(partition), "");
}

}  // namespace

PartitionerEntry shards() {
  return {.id = "shards",
          .title = "Shards",
          .summary =
              "Sorts the samples by label, cuts them into equal shards and deals so many to each partition.",
          .source = "McMahan et al., AISTATS 2017 (FedAvg)",
          .params = kParams,
          .split = split};
}

}  // namespace lab::partition
