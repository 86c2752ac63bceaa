#include <array>

#include "engine/data/partition/deal.h"

namespace lab::partition {
namespace {

constexpr std::array kParams{ParamInfo{
    .key = "alpha",
    .title = "Concentration α",
    .fallback = 0.5,
    .low = 0.001,
    .high = 1e6,
    .help = "Small values give each partition few classes, large ones all classes alike. The same number "
            "means another skew than in the scheme over partitions.",
    .source = "the other Dirichlet scheme: 0.5"}};

// The class of the next sample, drawn with `weights`; when their whole weight is on classes that have run
// out, a random one of those that are left.
std::size_t drawClass(std::span<const double> weights, const ByClass& left, Random& random) {
  double total = 0;
  std::vector<std::size_t> open;
  for (std::size_t c = 0; c < left.size(); ++c) {
    if (left[c].empty()) continue;
    open.push_back(c);
    total += weights[c];
  }
  if (total <= 0) return open[random.below(open.size())];
  double target = random.uniform() * total;
  for (const auto c : open) {
    if (target < weights[c]) return c;
    target -= weights[c];
  }
  return open.back();
}

Partition split(const PartitionRequest& request, Seed seed) {
  auto partition = emptyPartition(request);
  auto random = seed.child("dirichlet-over-classes").random();
  const double alpha = value(kParams, request.params, "alpha");
  auto left = shuffledByClass(request, random);
  std::vector<std::vector<double>> weights;
  for (std::size_t k = 0; k < partition.size(); ++k) weights.push_back(dirichlet(random, left.size(), alpha));
  // One sample each in turn, so that running out of classes is not the last partition's lot alone.
  for (std::size_t i = 0; i < request.labels.size(); ++i) {
    const std::size_t k = i % partition.size();
    auto& samples = left[drawClass(weights[k], left, random)];
    partition[k].push_back(samples.back());
    samples.pop_back();
  }
  return finished(std::move(partition), "");
}

}  // namespace

PartitionerEntry dirichlet_over_classes() {
  return {.id = "dirichlet-over-classes",
          .title = "Dirichlet, each partition over classes",
          .summary =
              "Draws for each partition its mixture of classes from a symmetric Dirichlet distribution; all "
              "partitions are equal in size.",
          .source = "Hsu et al., arXiv:1909.06335, with equal weight for every class",
          .params = kParams,
          .split = split};
}

}  // namespace lab::partition
