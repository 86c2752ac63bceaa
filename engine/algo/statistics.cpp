#include "engine/algo/statistics.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "engine/algo/flat.h"

namespace lab::algo {
namespace {

at::Tensor statisticsOf(const at::Tensor& vector, const Replica& replica) {
  return vector.narrow(0, replica.parameters(), replica.statisticsCount());
}

std::int64_t numbersTogether(const Plan& plan) {
  const auto layers = std::ranges::count_if(plan.nodes, [](const Node& node) {
    const auto* norm = std::get_if<BatchNorm>(&node.operation);
    return norm != nullptr && norm->together;
  });
  return 4 * plan.together + layers;
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

bool sharesStatistics(StatisticsPolicy policy) {
  switch (policy) {
    case StatisticsPolicy::Average:
    case StatisticsPolicy::AsInCode:
    case StatisticsPolicy::Pooled:
      return true;
    case StatisticsPolicy::Local:
    case StatisticsPolicy::Drop:
    case StatisticsPolicy::Recompute:
      return false;
  }
  return false;
}

void takeInStatistics(Replica& replica, StatisticsPolicy policy) {
  const bool runs = policy == StatisticsPolicy::Average || policy == StatisticsPolicy::Local ||
                    policy == StatisticsPolicy::Pooled;
  if (!runs || replica.statisticsCount() == 0) return;
  statisticsOf(replica.weights, replica).add_(statisticsOf(replica.gradient, replica));
}

void averageStatistics(std::span<Replica> replicas, StatisticsPolicy policy, CommunicationLedger& ledger) {
  const bool means = policy == StatisticsPolicy::Average || policy == StatisticsPolicy::Pooled;
  if (!means || replicas.front().statisticsCount() == 0) return;
  std::vector<at::Tensor> all;
  for (auto& replica : replicas) {
    all.push_back(statisticsOf(replica.weights, replica));
    ledger.billDense(replica.id(), Traffic::Statistics, replica.statisticsCount());
  }
  const auto mean = flat::mean(all);
  for (auto& statistics : all) statistics.copy_(mean);
}

void billTogether(std::span<const Replica> replicas, CommunicationLedger& ledger) {
  for (const auto& replica : replicas) {
    ledger.billDense(replica.id(), Traffic::Statistics, numbersTogether(replica.network().plan()));
  }
}

std::int64_t bspNumbers(const Replica& replica, StatisticsPolicy policy) {
  const std::int64_t statistics = sharesStatistics(policy) ? replica.statisticsCount() : 0;
  return replica.parameters() + statistics + numbersTogether(replica.network().plan());
}

void bill(CommunicationLedger& ledger, int sender, std::int64_t entries, bool dense) {
  if (dense) {
    ledger.billDense(sender, Traffic::Values, entries);
  } else {
    ledger.billSparse(sender, entries);
  }
}

}  // namespace lab::algo
