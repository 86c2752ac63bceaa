#include "engine/train/take_over.h"

#include <algorithm>
#include <string>
#include <vector>

#include <ATen/ATen.h>

#include "engine/algo/flat.h"
#include "engine/algo/statistics.h"
#include "engine/core/error.h"
#include "engine/train/participant.h"

namespace lab {
namespace {

// What belongs to an algorithm. Right after an exchange `alone` is the model before it, which nobody has
// kept: the model itself is the nearest there is.
void fillIn(Checkpoint& checkpoint, int partition, bool sameAlgorithm) {
  const auto& weights = checkpoint.vectors.at(stateName(partition, "weights"));
  const std::vector<float> nothing(weights.size());
  auto& lists = checkpoint.vectors;
  if (!sameAlgorithm) {
    lists[stateName(partition, "velocity")] = nothing;
    lists.erase(stateName(partition, "residual"));
    lists.erase(stateName(partition, "alone"));
  }
  lists.try_emplace(stateName(partition, "residual"), nothing);
  lists.try_emplace(stateName(partition, "alone"), weights);
}

}  // namespace

Checkpoint parentCheckpoint(const Fork& fork) {
  auto checkpoint = readCheckpoint(fork.checkpoint, fork.specJson);
  if (checkpoint.iteration == fork.iteration) return checkpoint;
  throw Error({.kind = ErrorKind::Data,
               .doing = "Forking at iteration " + std::to_string(fork.iteration),
               .problem = "the run has meanwhile replaced that checkpoint by one of iteration " +
                          std::to_string(checkpoint.iteration),
               .expected = "",
               .remedy = "fork again, or stop the run first"});
}

void adapt(Checkpoint& checkpoint, const ExperimentSpec& before, const ExperimentSpec& after,
           const std::vector<std::int64_t>& counters) {
  const bool sameAlgorithm = before.algorithm.id == after.algorithm.id;
  for (int k = 0; k < after.partitions; ++k) fillIn(checkpoint, k, sameAlgorithm);
  if (!sameAlgorithm) checkpoint.integers["algorithm"] = counters;
}

void startEqual(std::span<Replica> replicas, StatisticsPolicy statistics, CommunicationLedger& ledger) {
  std::vector<at::Tensor> weights;
  for (auto& replica : replicas) weights.push_back(replica.weights.narrow(0, 0, replica.parameters()));
  const auto isFirst = [&](const at::Tensor& other) { return at::equal(other, weights.front()); };
  if (std::ranges::all_of(weights, isFirst)) return;
  const auto mean = flat::mean(weights);
  for (auto& vector : weights) vector.copy_(mean);
  for (const auto& replica : replicas) ledger.billDense(replica.id(), Traffic::Values, replica.parameters());
  const bool asInCode = statistics == StatisticsPolicy::AsInCode;
  algo::averageStatistics(replicas, asInCode ? StatisticsPolicy::Average : statistics, ledger);
}

}  // namespace lab
