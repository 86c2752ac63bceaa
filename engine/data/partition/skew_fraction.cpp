#include <array>
#include <cmath>

#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{ParamInfo{
    .key = "skew",
    .title = "Degree of skew",
    .unit = "fraction",
    .fallback = 1,
    .low = 0,
    .high = 1,
    .help = "The share of the samples that is dealt by label; the rest is spread evenly over all partitions. "
            "0 is IID, 1 gives every partition its own labels.",
    .source = "Hsieh et al., ICML 2020: degree of skewness"}};

// Which partitions own a class: label mod K, and with more partitions than classes all k with k mod C ==
// label.
std::vector<std::size_t> ownersOf(std::size_t label, const PartitionRequest& request) {
  const auto partitions = static_cast<std::size_t>(request.partitions);
  const auto classes = static_cast<std::size_t>(request.classes);
  if (partitions <= classes) return {label % partitions};
  std::vector<std::size_t> owners;
  for (std::size_t k = label; k < partitions; k += classes) owners.push_back(k);
  return owners;
}

// Of every class the first `skew` share of its shuffled samples goes to the owners of the label, and the rest
// is dealt round in turn. The turn goes on from class to class, which keeps the evenly dealt parts equal in
// size.
Partition split(const PartitionRequest& request, Seed seed) {
  auto partition = emptyPartition(request);
  auto random = seed.child("skew-fraction").random();
  const double skew = value(kParams, request.params, "skew");
  const auto classes = shuffledByClass(request, random);
  std::size_t turn = 0;
  for (std::size_t label = 0; label < classes.size(); ++label) {
    const auto& samples = classes[label];
    const auto owners = ownersOf(label, request);
    const auto byLabel = static_cast<std::size_t>(std::llround(skew * static_cast<double>(samples.size())));
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const auto owner = i < byLabel ? owners[i % owners.size()] : turn++ % partition.size();
      partition[owner].push_back(samples[i]);
    }
  }
  return finished(
      std::move(partition),
      "there are too few samples of its label: use a smaller partition.skew, fewer partitions or a larger "
      "dataset.train_limit");
}

}  // namespace

PartitionerEntry skew_fraction() {
  return {
      .id = "skew-fraction",
      .title = "Degree of label skew",
      .summary = "A fraction of the samples is dealt by label, as under 'Labels apart', and the rest evenly.",
      .source = "Hsieh et al., ICML 2020: degree of skewness",
      .params = kParams,
      .split = split};
}

}  // namespace lab::partition
