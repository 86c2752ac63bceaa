#include "engine/train/travel_plan.h"

#include <algorithm>
#include <numeric>

namespace lab {
namespace {

std::vector<std::int32_t> shifted(int partitions, std::int64_t distance) {
  std::vector<std::int32_t> hosts;
  for (int k = 0; k < partitions; ++k)
    hosts.push_back(static_cast<std::int32_t>((k + distance) % partitions));
  return hosts;
}

// Everybody visits the next in a shuffled circle.
std::vector<std::int32_t> randomRing(int partitions, const Seed& seed) {
  std::vector<std::int32_t> circle(static_cast<std::size_t>(partitions));
  std::iota(circle.begin(), circle.end(), 0);
  Random random = seed.random();
  random.shuffle(std::span{circle});
  std::vector<std::int32_t> hosts(circle.size());
  for (std::size_t i = 0; i < circle.size(); ++i) {
    hosts[static_cast<std::size_t>(circle[i])] = circle[(i + 1) % circle.size()];
  }
  return hosts;
}

// Never below 0; a NaN stays one.
double orZero(double loss) {
  return loss < 0 ? 0 : loss;
}

}  // namespace

std::vector<std::int32_t> hostsOf(const std::string& order, int partitions, std::int64_t number,
                                  const Seed& seed) {
  if (order == "random") return randomRing(partitions, seed);
  return shifted(partitions, order == "rotating" ? 1 + number % (partitions - 1) : 1);
}

std::vector<std::int32_t> homes(int partitions) { return shifted(partitions, 0); }

std::vector<std::int64_t> drawSample(std::span<const std::int64_t> samples, std::int64_t count,
                                     const Seed& seed) {
  std::vector<std::int64_t> drawn{samples.begin(), samples.end()};
  const auto size = std::min(drawn.size(), static_cast<std::size_t>(count));
  Random random = seed.random();
  // The first `size` steps of a shuffle.
  for (std::size_t i = 0; i < size; ++i) std::swap(drawn[i], drawn[i + random.below(drawn.size() - i)]);
  drawn.resize(size);
  std::ranges::sort(drawn);
  return drawn;
}

double accuracyLoss(const LossReading& reading, std::span<const float> pairAccuracy,
                    std::span<const std::int32_t> hosts) {
  double sum = 0;
  for (std::size_t k = 0; k < hosts.size(); ++k) {
    const std::size_t compared = reading.againstHost ? static_cast<std::size_t>(hosts[k]) : k;
    const double loss =
        static_cast<double>(pairAccuracy[2 * compared]) - static_cast<double>(pairAccuracy[2 * k + 1]);
    sum += reading.againstHost ? orZero(loss) : loss;
  }
  return orZero(sum / static_cast<double>(hosts.size()));
}

}  // namespace lab
