#include "engine/core/error.h"
#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

Partition split(const PartitionRequest& request, Seed /*seed: nothing here is random*/) {
  if (request.partitions > request.classes) {
    throw Error(
        {.kind = ErrorKind::Usage,
         .doing = "partition.count",
         .problem = std::to_string(request.partitions) +
                    " partitions, but label-skew 'modulo' on a data set of " +
                    std::to_string(request.classes) + " classes leaves " +
                    std::to_string(request.partitions - request.classes) + " empty",
         .remedy = "use at most " + std::to_string(request.classes) + " or scheme \"skew-fraction\""});
  }
  auto partition = emptyPartition(request);
  for (std::size_t i = 0; i < request.labels.size(); ++i) {
    const auto owner = static_cast<std::size_t>(request.labels[i] % request.partitions);
    partition[owner].push_back(static_cast<std::int64_t>(i));
  }
  return finished(
      std::move(partition),
      "none of the training samples has one of its labels: use a larger dataset.train_limit or fewer "
      "partitions");
}

}  // namespace

PartitionerEntry modulo() {
  return {.id = "modulo",
          .title = "Labels apart (label mod K)",
          .summary = "Sample goes to partition (label mod K), so that no two partitions share a label.",
          .source = "Hsieh et al., ICML 2020: the non-IID setting, as in the authors' data converter",
          .params = {},
          .split = split};
}

}  // namespace lab::partition
