#include <utility>

#include "engine/algo/algorithm.h"
#include "engine/algo/flat.h"
#include "engine/algo/statistics.h"

namespace lab::algo {
namespace {

/// Bulk synchronous parallel: every partition sends its whole gradient in every iteration.
///
///     u <- m u - eta mean_k(g_k + lambda w);  w <- w + u       one shared w and u
///
/// The paper sums over partitions with a K times smaller rate, which is the same. Replicas start equal and add the
/// same u, so they stay bit-identical; the velocity lives in the first. Source: paper, section 3.1.
class Bsp final : public Algorithm {
 public:
  explicit Bsp(AlgorithmSetup setup) : setup_(std::move(setup)) {}

  void local(Replica& replica, const StepInfo&) override {
    takeInStatistics(replica, setup_.statistics);
  }

  void exchange(std::span<Replica> replicas, const StepInfo& step, CommunicationLedger& ledger,
                const Parallel& parallel) override {
    auto& first = replicas.front();
    std::vector<at::Tensor> gradients;
    for (auto& replica : replicas) gradients.push_back(replica.gradient);
    const auto mean = flat::mean(gradients);
    first.gradient.copy_(mean);
    updateVelocity(first, setup_, step, step.rate);

    const std::int64_t size = exchanged(first, setup_.statistics);
    const bool sums = setup_.statistics == StatisticsPolicy::AsInCode && first.statisticsCount() > 0;
    if (sums) {
      // The authors add what all partitions contribute to the statistics; the mean above divided by K.
      auto statistics = first.velocity.narrow(0, first.parameters(), first.statisticsCount());
      statistics.mul_(static_cast<double>(replicas.size()));
    }
    const auto velocity = first.velocity.narrow(0, 0, size);
    parallel(static_cast<std::int64_t>(replicas.size()), [&](std::int64_t k) {
      auto weights = replicas[static_cast<std::size_t>(k)].weights.narrow(0, 0, size);
      flat::add(weights, velocity);
    });
    for (const auto& replica : replicas) {
      ledger.billDense(replica.id(), Traffic::Values, replica.parameters());
      if (sums) ledger.billDense(replica.id(), Traffic::Statistics, replica.statisticsCount());
    }
    averageStatistics(replicas, setup_.statistics, ledger);
  }

 private:
  AlgorithmSetup setup_;
};

}  // namespace

AlgorithmEntry bsp() {
  return {.id = "bsp",
          .title = "BSP",
          .summary = "Every partition sends its whole gradient in every iteration: the reference.",
          .source = "Valiant 1990; Hsieh 2020",
          .params = {},
          .make = [](AlgorithmSetup setup) -> std::unique_ptr<Algorithm> {
            return std::make_unique<Bsp>(std::move(setup));
          }};
}

}  // namespace lab::algo
