#include <array>

#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{
    ParamInfo{.key = "beta",
              .title = "Concentration β",
              .fallback = 0.5,
              .low = 0.001,
              .high = 1e6,
              .help = "Small values give most samples to few partitions, large ones the same number to all.",
              .source = "Li et al., ICDE 2022 (NIID-Bench): 0.5"},
    ParamInfo{.key = "minimum",
              .title = "Smallest partition",
              .unit = "samples",
              .kind = ParamKind::Integer,
              .fallback = 10,
              .low = 1,
              .high = 1e6,
              .help = "Partitions that come out smaller are filled up from the largest ones.",
              .source = "NIID-Bench: 10"}};

Partition split(const PartitionRequest& request, Seed seed) {
  auto partition = emptyPartition(request);
  const auto minimum = static_cast<std::int64_t>(value(kParams, request.params, "minimum"));
  requireMinimum(request, minimum);
  auto random = seed.child("quantity").random();
  const auto samples = shuffledSamples(request, random);
  const auto shares = dirichlet(random, partition.size(), value(kParams, request.params, "beta"));
  const auto places = cuts(shares, samples.size());
  for (std::size_t k = 0; k < partition.size(); ++k) {
    partition[k].assign(samples.begin() + static_cast<std::ptrdiff_t>(places[k]),
                        samples.begin() + static_cast<std::ptrdiff_t>(places[k + 1]));
  }
  repair(partition, static_cast<std::size_t>(minimum), random);
  return finished(std::move(partition), "");
}

}  // namespace

PartitionerEntry quantity() {
  return {.id = "quantity",
          .title = "Unequal sizes",
          .summary =
              "IID samples in unequal amounts: the sizes are drawn from a symmetric Dirichlet distribution.",
          .source = "Li et al., ICDE 2022 (NIID-Bench): quantity skew",
          .params = kParams,
          .split = split};
}

}  // namespace lab::partition
