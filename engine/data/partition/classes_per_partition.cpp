#include <algorithm>
#include <array>

#include "engine/core/error.h"
#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{ParamInfo{
    .key = "classes",
    .title = "Classes per partition",
    .unit = "classes",
    .kind = ParamKind::Integer,
    .fallback = 2,
    .low = 1,
    .high = 1000,
    .help = "How many different labels each partition holds. The samples of a label are cut equally among "
            "the partitions that hold it.",
    .source = "Li et al., ICDE 2022 (NIID-Bench): #C = 1, 2, 3"}};

std::string text(std::size_t number) {
  return std::to_string(number);
}

void requirePossible(std::size_t perPartition, std::size_t partitions, std::size_t classes) {
  if (perPartition > classes) {
    throw Error(
        {.kind = ErrorKind::Usage,
         .doing = "partition.classes",
         .problem = text(perPartition) + " classes per partition, but the data set has only " + text(classes),
         .expected = "at most " + text(classes)});
  }
  if (perPartition * partitions < classes) {
    throw Error(
        {.kind = ErrorKind::Usage,
         .doing = "partition.classes",
         .problem = text(partitions) + " partitions with " + text(perPartition) + " classes each hold only " +
                    text(perPartition * partitions) + " of the " + text(classes) + " classes",
         .expected = "every class to be held by someone",
         .remedy = "use at least " + text((classes + partitions - 1) / partitions) +
                   " classes per partition, at least " + text((classes + perPartition - 1) / perPartition) +
                   " partitions, or scheme \"skew-fraction\""});
  }
}

using Owners = std::vector<std::vector<std::size_t>>;  // [C] partitions that hold the class

// Random classes for a partition out of those that it does not hold yet.
void addDraws(Owners& owners, std::size_t partition, std::size_t missing, Random& random) {
  std::vector<std::size_t> open;
  for (std::size_t c = 0; c < owners.size(); ++c) {
    if (std::ranges::find(owners[c], partition) == owners[c].end()) open.push_back(c);
  }
  random.shuffle(std::span{open});
  for (std::size_t i = 0; i < missing; ++i) owners[open[i]].push_back(partition);
}

// Partition k holds class k mod C. Its other classes are random, but no class stays without an owner.
Owners drawOwners(std::size_t perPartition, std::size_t partitions, std::size_t classes, Random& random) {
  Owners owners(classes);
  std::vector<std::size_t> held(partitions, 1);
  for (std::size_t k = 0; k < partitions; ++k) owners[k % classes].push_back(k);
  std::vector<std::size_t> orphans;
  for (std::size_t c = partitions; c < classes; ++c) orphans.push_back(c);
  random.shuffle(std::span{orphans});
  for (std::size_t i = 0; i < orphans.size(); ++i) {
    owners[orphans[i]].push_back(i % partitions);
    ++held[i % partitions];
  }
  for (std::size_t k = 0; k < partitions; ++k) addDraws(owners, k, perPartition - held[k], random);
  return owners;
}

Partition split(const PartitionRequest& request, Seed seed) {
  auto partition = emptyPartition(request);
  const auto perPartition = static_cast<std::size_t>(value(kParams, request.params, "classes"));
  const auto classes = static_cast<std::size_t>(request.classes);
  requirePossible(perPartition, partition.size(), classes);
  auto random = seed.child("classes-per-partition").random();
  const auto owners = drawOwners(perPartition, partition.size(), classes, random);
  const auto samples = shuffledByClass(request, random);
  for (std::size_t c = 0; c < classes; ++c) {
    for (std::size_t i = 0; i < samples[c].size(); ++i) {
      partition[owners[c][i % owners[c].size()]].push_back(samples[c][i]);
    }
  }
  return finished(
      std::move(partition),
      "there are too few samples of its labels: use fewer partitions, more classes per partition or a "
      "larger dataset.train_limit");
}

}  // namespace

PartitionerEntry classes_per_partition() {
  return {
      .id = "classes-per-partition",
      .title = "A number of classes each (#C = k)",
      .summary =
          "Every partition holds the same number of labels; a label is shared equally by those who hold it.",
      .source = "Li et al., ICDE 2022 (NIID-Bench)",
      .params = kParams,
      .split = split};
}

}  // namespace lab::partition
