#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/data/partition/partitioner.h"

/// What the schemes share: lists of samples, ways to deal them, and the checks before and after.
namespace lab::partition {

using Samples = std::vector<std::int64_t>;

/// Lists of samples of one class each, [C].
using ByClass = std::vector<Samples>;

/// An empty partition for each of K. Throws Error{Usage} when K < 1 or there are fewer samples than
/// partitions.
[[nodiscard]] Partition emptyPartition(const PartitionRequest& request);

/// Throws Error{Usage} at `partition.minimum` when there are fewer than `minimum` samples for each partition.
void requireMinimum(const PartitionRequest& request, std::int64_t minimum);

/// All samples in random order.
[[nodiscard]] Samples shuffledSamples(const PartitionRequest& request, Random& random);

/// The samples of each class in random order. A class without samples has an empty list.
[[nodiscard]] ByClass shuffledByClass(const PartitionRequest& request, Random& random);

/// Where to cut `count` samples into parts of lengths proportional to `shares`: [shares + 1] ascending, the
/// first 0, the last `count`. Precondition: shares >= 0, their sum > 0.
[[nodiscard]] std::vector<std::size_t> cuts(std::span<const double> shares, std::size_t count);

/// How many of `count` samples each share gets: the whole part of its due, and one more each for those with the
/// largest remainders, the first among equals. Adds up to `count`. Precondition: shares >= 0, their sum > 0.
[[nodiscard]] std::vector<std::size_t> largestRemainder(std::span<const double> shares, std::size_t count);

/// Where to cut `count` samples into `parts` parts whose lengths differ by at most one.
[[nodiscard]] std::vector<std::size_t> evenCuts(std::size_t parts, std::size_t count);

/// Shares from Dir(alpha, ..., alpha); they add up to 1. For an alpha so small that every draw underflows one
/// share gets everything, which is the limit of alpha -> 0.
[[nodiscard]] std::vector<double> dirichlet(Random& random, std::size_t shares, double alpha);

/// Moves samples, one at a time and drawn at random, from the largest partition to those below `minimum`.
/// Precondition: requireMinimum().
void repair(Partition& partition, std::size_t minimum, Random& random);

/// The smallest number of samples of any partition.
[[nodiscard]] std::size_t smallest(const Partition& partition);

/// Puts every partition in ascending order. Throws Error{Usage} with `remedy` when one of them is empty.
[[nodiscard]] Partition finished(Partition partition, const std::string& remedy);

}  // namespace lab::partition
