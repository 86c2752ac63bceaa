#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "engine/data/partition/partitioner.h"

namespace lab {

/// Labels per partition, [K x C] row-major.
[[nodiscard]] std::vector<std::int64_t> labelCounts(const Partition& partition,
                                                    std::span<const std::int64_t> labels,
                                                    std::int64_t classes);

/// The five numbers that say how unlike the partitions are. With q_k the label distribution of partition k,
/// p_k its share of the samples and pi the global label distribution:
///
///     total variation  mean over pairs of (1/2) sum_c |q_i(c) - q_j(c)|
///     Jensen-Shannon   (H(sum_k p_k q_k) - sum_k p_k H(q_k)) / min(log C, H(p))
///     Hellinger        mean over pairs of (1/2) sum_c (sqrt q_i(c) - sqrt q_j(c))^2
///     EMD              sum_k p_k sum_c |q_k(c) - pi(c)|          (0 to 2, Zhao et al. 2018)
///     Gini             of the partition sizes
///
/// Empty partitions are left out of the pairs; with fewer than two partitions everything is 0.
[[nodiscard]] SkewNumbers skewNumbers(std::span<const std::int64_t> counts, std::int64_t partitions,
                                      std::int64_t classes);

/// SHA-256 of the index map: offsets then indices as little-endian int64, in hexadecimal.
[[nodiscard]] std::string indexMapHash(const Partition& partition);

}  // namespace lab
