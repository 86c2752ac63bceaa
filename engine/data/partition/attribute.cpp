#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "engine/core/error.h"
#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{ParamInfo{
    .key = "column",
    .title = "Column",
    .kind = ParamKind::Text,
    .help =
        "A column of the data set's table, such as continent; every data set has the column label. All "
        "samples with one value go to one partition: the most frequent value first, each to the partition "
        "that holds least so far, so that the sizes balance for any number of partitions. With as many "
        "partitions as values each has its own.",
    .source = "Hsieh et al., ICML 2020: images by place; Graham, SIAM J. Appl. Math. 1969: largest first"}};

using ByValue = std::map<std::string, Samples>;

ByValue byValue(const PartitionRequest& request) {
  ByValue groups;
  for (std::size_t i = 0; i < request.attribute.size(); ++i) {
    groups[request.attribute[i]].push_back(static_cast<std::int64_t>(i));
  }
  return groups;
}

void requireValues(const PartitionRequest& request, const ByValue& groups) {
  if (request.attribute.size() != request.labels.size()) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "partition.column",
                 .problem = std::to_string(request.attribute.size()) + " values for " +
                            std::to_string(request.labels.size()) + " training samples",
                 .expected = "one for each"});
  }
  if (std::ssize(groups) >= request.partitions) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "partition.count",
               .problem = std::to_string(request.partitions) + " partitions, but the column has only " +
                          std::to_string(groups.size()) + " different values",
               .expected = "at most " + std::to_string(groups.size())});
}

// Nothing is drawn: among equals the first in the alphabet goes first, and to the first partition.
Partition split(const PartitionRequest& request, Seed) {
  auto partition = emptyPartition(request);
  const auto groups = byValue(request);
  requireValues(request, groups);
  std::vector<const Samples*> order;
  for (const auto& [value, samples] : groups) order.push_back(&samples);
  std::ranges::stable_sort(order, std::greater{}, [](const Samples* samples) { return samples->size(); });
  for (const auto* samples : order) {
    auto& least = *std::ranges::min_element(partition, {}, &Samples::size);
    least.insert(least.end(), samples->begin(), samples->end());
  }
  return finished(std::move(partition), "");
}

}  // namespace

PartitionerEntry attribute() {
  return {.id = "attribute",
          .title = "By a column of the data",
          .summary =
              "Keeps all samples with one value of a column together, such as the images of one continent.",
          .source = "Hsieh et al., ICML 2020: images belong to the place where they were taken",
          .params = kParams,
          .byAttribute = true,
          .split = split};
}

}  // namespace lab::partition
