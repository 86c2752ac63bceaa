#include "engine/data/partition/deal.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "engine/core/error.h"

namespace lab::partition {

Partition emptyPartition(const PartitionRequest& request) {
  const auto samples = std::ssize(request.labels);
  if (request.partitions < 1) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "partition.count",
                 .problem = std::to_string(request.partitions) + " partitions",
                 .expected = "at least 1"});
  }
  if (request.partitions > samples) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "partition.count",
                 .problem = std::to_string(request.partitions) + " partitions, but only " +
                            std::to_string(samples) + " training samples",
                 .expected = "at most one partition per sample",
                 .remedy = "use fewer partitions or a larger dataset.train_limit"});
  }
  return Partition(static_cast<std::size_t>(request.partitions));
}

void requireMinimum(const PartitionRequest& request, std::int64_t minimum) {
  const auto samples = std::ssize(request.labels);
  const auto most = samples / request.partitions;
  if (minimum <= most) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "partition.minimum",
               .problem = std::to_string(minimum) + " samples for each of " +
                          std::to_string(request.partitions) + " partitions, but there are only " +
                          std::to_string(samples) + " training samples",
               .expected = "at most " + std::to_string(most),
               .remedy = "lower it or use fewer partitions"});
}

Samples shuffledSamples(const PartitionRequest& request, Random& random) {
  Samples samples(request.labels.size());
  std::iota(samples.begin(), samples.end(), std::int64_t{0});
  random.shuffle(std::span{samples});
  return samples;
}

ByClass shuffledByClass(const PartitionRequest& request, Random& random) {
  ByClass classes(static_cast<std::size_t>(request.classes));
  for (std::size_t i = 0; i < request.labels.size(); ++i) {
    classes[static_cast<std::size_t>(request.labels[i])].push_back(static_cast<std::int64_t>(i));
  }
  for (auto& samples : classes) random.shuffle(std::span{samples});
  return classes;
}

std::vector<std::size_t> cuts(std::span<const double> shares, std::size_t count) {
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<std::size_t> places{0};
  double sum = 0;
  for (const double share : shares) {
    sum += share;
    const auto place = static_cast<std::size_t>(std::floor(sum / total * static_cast<double>(count)));
    places.push_back(std::min(place, count));
  }
  // Rounding may leave the last sum a hair below the total; what is left belongs to the last share that is
  // not 0.
  for (std::size_t i = places.size() - 1; i > 0; --i) {
    places[i] = count;
    if (shares[i - 1] > 0) break;
  }
  return places;
}

std::vector<std::size_t> largestRemainder(std::span<const double> shares, std::size_t count) {
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<std::size_t> counts;
  std::vector<double> remainders;
  std::size_t left = count;
  for (const double share : shares) {
    const double due = share / total * static_cast<double>(count);
    counts.push_back(std::min(static_cast<std::size_t>(std::floor(due)), left));
    remainders.push_back(due - std::floor(due));
    left -= counts.back();
  }
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return remainders[i]; });
  for (std::size_t i = 0; left > 0; ++i, --left) ++counts[order[i % order.size()]];
  return counts;
}

std::vector<std::size_t> evenCuts(std::size_t parts, std::size_t count) {
  std::vector<std::size_t> places{0};
  for (std::size_t i = 0; i < parts; ++i) places.push_back(places.back() + (count + parts - 1 - i) / parts);
  return places;
}

std::vector<double> dirichlet(Random& random, std::size_t shares, double alpha) {
  std::vector<double> drawn(shares);
  double sum = 0;
  for (auto& share : drawn) sum += share = random.gamma(alpha);
  if (sum > 0) {
    for (auto& share : drawn) share /= sum;
  } else {
    drawn[random.below(shares)] = 1;
  }
  return drawn;
}

void repair(Partition& partition, std::size_t minimum, Random& random) {
  for (auto& poor : partition) {
    while (poor.size() < minimum) {
      auto& rich = *std::ranges::max_element(partition, {}, &Samples::size);
      std::swap(rich[random.below(rich.size())], rich.back());
      poor.push_back(rich.back());
      rich.pop_back();
    }
  }
}

std::size_t smallest(const Partition& partition) {
  return std::ranges::min_element(partition, {}, &Samples::size)->size();
}

Partition finished(Partition partition, const std::string& remedy) {
  for (std::size_t k = 0; k < partition.size(); ++k) {
    if (partition[k].empty()) {
      throw Error({.kind = ErrorKind::Usage,
                   .doing = "partition.count",
                   .problem = "partition " + std::to_string(k) + " of " + std::to_string(partition.size()) +
                              " would get no samples",
                   .expected = "at least one for each",
                   .remedy = remedy});
    }
    std::ranges::sort(partition[k]);
  }
  return partition;
}

}  // namespace lab::partition
