#include <algorithm>
#include <array>

#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{
    ParamInfo{.key = "alpha",
              .title = "Concentration α",
              .fallback = 0.5,
              .low = 0.001,
              .high = 1e6,
              .help = "Small values give each class to few partitions, large ones spread it evenly.",
              .source = "Li et al., ICDE 2022 (NIID-Bench): 0.5"},
    ParamInfo{
        .key = "balancing",
        .title = "Balancing",
        .kind = ParamKind::Boolean,
        .fallback = 1,
        .low = 0,
        .high = 1,
        .help =
            "A partition that already holds its even share of the samples gets nothing of further classes.",
        .source = "on in NIID-Bench, FedML, PFLlib and NVFlare; off in Flower and FL-bench"},
    ParamInfo{
        .key = "minimum",
        .title = "Smallest partition",
        .unit = "samples",
        .kind = ParamKind::Integer,
        .fallback = 10,
        .low = 1,
        .high = 1e6,
        .help = "Splits with a smaller partition are drawn again; if that does not help, samples move there "
                "from the largest ones.",
        .source = "NIID-Bench: 10"}};

// Peers draw until the minimum is met, which never ends for a small alpha and many partitions.
constexpr int kDraws = 20;

struct Setting {
  double alpha = 0;
  bool balancing = false;
};

std::vector<double> sharesOf(const Setting& setting, const Partition& partition, std::size_t evenShare,
                             Random& random) {
  auto shares = dirichlet(random, partition.size(), setting.alpha);
  if (!setting.balancing) return shares;
  std::vector<std::size_t> open;
  for (std::size_t k = 0; k < partition.size(); ++k) {
    if (partition[k].size() < evenShare) {
      open.push_back(k);
    } else {
      shares[k] = 0;
    }
  }
  // All of the weight may have been on partitions that are full.
  if (std::ranges::count(shares, 0.0) == std::ssize(shares)) shares[open[random.below(open.size())]] = 1;
  return shares;
}

Partition drawn(const PartitionRequest& request, const Setting& setting, Random& random) {
  auto partition = emptyPartition(request);
  // Rounded up: while samples are left, some partition holds less.
  const std::size_t evenShare = (request.labels.size() + partition.size() - 1) / partition.size();
  for (const auto& samples : shuffledByClass(request, random)) {
    if (samples.empty()) continue;
    const auto places = cuts(sharesOf(setting, partition, evenShare, random), samples.size());
    for (std::size_t k = 0; k < partition.size(); ++k) {
      partition[k].insert(partition[k].end(), samples.begin() + static_cast<std::ptrdiff_t>(places[k]),
                          samples.begin() + static_cast<std::ptrdiff_t>(places[k + 1]));
    }
  }
  return partition;
}

Partition split(const PartitionRequest& request, Seed seed) {
  auto partition = emptyPartition(request);
  const auto minimum = static_cast<std::int64_t>(value(kParams, request.params, "minimum"));
  requireMinimum(request, minimum);
  auto random = seed.child("dirichlet-over-partitions").random();
  const Setting setting{.alpha = value(kParams, request.params, "alpha"),
                        .balancing = value(kParams, request.params, "balancing") != 0};
  const auto enough = static_cast<std::size_t>(minimum);
  for (int draw = 0; draw < kDraws && smallest(partition) < enough; ++draw) {
    partition = drawn(request, setting, random);
  }
  repair(partition, enough, random);
  return finished(std::move(partition), "");
}

}  // namespace

PartitionerEntry dirichlet_over_partitions() {
  return {
      .id = "dirichlet-over-partitions",
      .title = "Dirichlet, each class over partitions",
      .summary = "Draws for each class the shares of the partitions from a symmetric Dirichlet distribution.",
      .source = "Yurochkin et al., ICML 2019; Li et al., ICDE 2022 (NIID-Bench)",
      .params = kParams,
      .split = split};
}

}  // namespace lab::partition
