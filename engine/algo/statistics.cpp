#include "engine/algo/statistics.h"

#include <ATen/ATen.h>

#include "engine/algo/flat.h"

namespace lab::algo {
namespace {

at::Tensor statisticsOf(const at::Tensor& vector, const Replica& replica) {
  return vector.narrow(0, replica.parameters(), replica.statisticsCount());
}

}  // namespace

std::int64_t exchanged(const Replica& replica, StatisticsPolicy policy) {
  return policy == StatisticsPolicy::AsInCode ? replica.weights.numel() : replica.parameters();
}

void updateVelocity(Replica& replica, const AlgorithmSetup& setup, const StepInfo& step, double rate) {
  flat::velocity(replica.velocity, replica.gradient, replica.weights, setup.segments,
                 {.rate = rate, .momentum = step.momentum, .decay = step.weightDecay});
  if (setup.statistics == StatisticsPolicy::AsInCode && replica.statisticsCount() > 0) {
    statisticsOf(replica.velocity, replica).copy_(statisticsOf(replica.gradient, replica));
  }
}

void takeInStatistics(Replica& replica) {
  if (replica.statisticsCount() == 0) return;
  statisticsOf(replica.weights, replica).add_(statisticsOf(replica.gradient, replica));
}

void averageStatistics(std::span<Replica> replicas, CommunicationLedger& ledger) {
  if (replicas.front().statisticsCount() == 0) return;
  std::vector<at::Tensor> all;
  for (auto& replica : replicas) {
    all.push_back(statisticsOf(replica.weights, replica));
    ledger.billDense(replica.id(), Traffic::Statistics, replica.statisticsCount());
  }
  const auto mean = flat::mean(all);
  for (auto& statistics : all) statistics.copy_(mean);
}

void bill(CommunicationLedger& ledger, int sender, std::int64_t entries, bool dense) {
  if (dense) {
    ledger.billDense(sender, Traffic::Values, entries);
  } else {
    ledger.billSparse(sender, entries);
  }
}

}  // namespace lab::algo
