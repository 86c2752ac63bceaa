#include "engine/data/partition/skew_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/core/sha256.h"

namespace lab {
namespace {

// The counts as the distributions that the formulas speak of.
struct Distributions {
  std::vector<std::vector<double>> labels;  // q_k, [K][C]; zeros for an empty partition
  std::vector<double> shares;               // p_k, [K]
  std::vector<double> global;               // pi, [C]
};

Distributions distributions(std::span<const std::int64_t> counts, std::size_t partitions,
                            std::size_t classes) {
  Distributions d{.labels = std::vector(partitions, std::vector<double>(classes)),
                  .shares = std::vector<double>(partitions),
                  .global = std::vector<double>(classes)};
  const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
  for (std::size_t k = 0; k < partitions; ++k) {
    const auto row = counts.subspan(k * classes, classes);
    const auto size = static_cast<double>(std::accumulate(row.begin(), row.end(), std::int64_t{0}));
    if (size == 0) continue;
    d.shares[k] = size / total;
    for (std::size_t c = 0; c < classes; ++c) {
      d.labels[k][c] = static_cast<double>(row[c]) / size;
      d.global[c] += static_cast<double>(row[c]) / total;
    }
  }
  return d;
}

// In nats.
double entropy(std::span<const double> probabilities) {
  double sum = 0;
  for (const double p : probabilities) sum -= p > 0 ? p * std::log(p) : 0;
  return sum;
}

double totalVariation(std::span<const double> p, std::span<const double> q) {
  double sum = 0;
  for (std::size_t c = 0; c < p.size(); ++c) sum += std::abs(p[c] - q[c]);
  return sum / 2;
}

double hellinger(std::span<const double> p, std::span<const double> q) {
  double sum = 0;
  for (std::size_t c = 0; c < p.size(); ++c) {
    const double difference = std::sqrt(p[c]) - std::sqrt(q[c]);
    sum += difference * difference;
  }
  return sum / 2;
}

template <class Distance>
double meanOverPairs(const Distributions& d, Distance distance) {
  double sum = 0;
  int pairs = 0;
  for (std::size_t i = 0; i < d.labels.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (d.shares[i] == 0 || d.shares[j] == 0) continue;
      sum += distance(d.labels[i], d.labels[j]);
      ++pairs;
    }
  }
  return pairs == 0 ? 0 : sum / pairs;
}

double jensenShannon(const Distributions& d) {
  double divergence = entropy(d.global);
  for (std::size_t k = 0; k < d.labels.size(); ++k) divergence -= d.shares[k] * entropy(d.labels[k]);
  const double most = std::min(std::log(static_cast<double>(d.global.size())), entropy(d.shares));
  return most > 0 ? std::clamp(divergence / most, 0.0, 1.0) : 0;
}

double earthMover(const Distributions& d) {
  double sum = 0;
  for (std::size_t k = 0; k < d.labels.size(); ++k) {
    sum += d.shares[k] * 2 * totalVariation(d.labels[k], d.global);
  }
  return sum;
}

// Half the mean difference between two sizes, relative to the mean size.
double gini(std::span<const double> shares) {
  double sum = 0;
  for (const double a : shares) {
    for (const double b : shares) sum += std::abs(a - b);
  }
  return sum / (2 * static_cast<double>(shares.size()));
}

void add(Sha256& hash, std::int64_t number) {
  std::array<std::byte, 8> bytes{};
  for (std::size_t i = 0; i < 8; ++i)
    bytes[i] = static_cast<std::byte>(static_cast<std::uint64_t>(number) >> 8 * i);
  hash.update(bytes);
}

}  // namespace

std::vector<std::int64_t> labelCounts(const Partition& partition, std::span<const std::int64_t> labels,
                                      std::int64_t classes) {
  const auto width = static_cast<std::size_t>(classes);
  std::vector<std::int64_t> counts(partition.size() * width);
  for (std::size_t k = 0; k < partition.size(); ++k) {
    for (const auto sample : partition[k]) {
      ++counts[k * width + static_cast<std::size_t>(labels[static_cast<std::size_t>(sample)])];
    }
  }
  return counts;
}

SkewNumbers skewNumbers(std::span<const std::int64_t> counts, std::int64_t partitions, std::int64_t classes) {
  if (partitions < 2) return {};
  const auto d =
      distributions(counts, static_cast<std::size_t>(partitions), static_cast<std::size_t>(classes));
  return {.totalVariation = meanOverPairs(d, totalVariation),
          .jensenShannon = jensenShannon(d),
          .hellinger = meanOverPairs(d, hellinger),
          .emd = earthMover(d),
          .gini = gini(d.shares)};
}

std::string indexMapHash(const Partition& partition) {
  Sha256 hash;
  std::int64_t offset = 0;
  add(hash, offset);
  for (const auto& samples : partition) add(hash, offset += std::ssize(samples));
  for (const auto& samples : partition) {
    for (const auto sample : samples) add(hash, sample);
  }
  return hash.finish();
}

}  // namespace lab
