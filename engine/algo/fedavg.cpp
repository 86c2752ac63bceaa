#include <array>
#include <utility>

#include <ATen/core/Tensor.h>

#include "engine/algo/algorithm.h"
#include "engine/algo/flat.h"
#include "engine/algo/statistics.h"

namespace lab::algo {
namespace {

constexpr std::array kRates{NamedValue{"paper", 0, "1 / partitions, as in the authors' code"}};

constexpr std::array kParams{
    ParamInfo{.key = "local_iterations",
              .title = "Local iterations",
              .unit = "iterations",
              .kind = ParamKind::Integer,
              .fallback = 20,
              .low = 1,
              .high = 1e9,
              .help = "Minibatches between two averagings (Iter_local). 1 equals BSP. The last round ends with the run.",
              .source = "Hsieh 2020: 5 to 1000 on CIFAR-10"},
    ParamInfo{.key = "local_rate_scale",
              .title = "Local rate scale",
              .fallback = 1,
              .low = 1e-6,
              .high = 1000,
              .names = kRates,
              .help = "The local learning rate is the run's rate times this. 1 is the common meaning; 'paper' is "
                      "1 / partitions, the effective rate of the authors' program.",
              .source = "authors' code: the solver's rate, averaged, not summed"}};

// The authors' values, from BSP on (paper.md 3.3 and 10.4).
constexpr std::array kLadder{1.0, 5.0, 10.0, 20.0, 50.0, 200.0, 500.0, 1000.0};

/// FederatedAveraging: every replica trains alone for H iterations, then all continue from the mean.
///
///     u <- m u - eta s (g + lambda w);  w <- w + u;  after every H-th iteration w <- (1/K) sum_k w_k
///
/// The last round ends with the planned length of the run: what was learnt in it is averaged, however short it is.
/// All partitions in every round with equal weight; velocities are neither averaged nor reset; BatchNorm statistics
/// are averaged with the weights. H = 1 equals BSP. Source: paper, section 3.3; McMahan et al. 2017.
class FedAvg final : public Algorithm {
 public:
  explicit FedAvg(AlgorithmSetup setup)
      : setup_(std::move(setup)),
        localIterations_(static_cast<std::int64_t>(value(kParams, setup_.params, "local_iterations"))),
        scale_(value(kParams, setup_.params, "local_rate_scale")) {
    if (scale_ == 0) scale_ = 1.0 / setup_.partitions;
    // The authors average their statistics with the weights: the clean form.
    if (setup_.statistics == StatisticsPolicy::AsInCode) setup_.statistics = StatisticsPolicy::Average;
  }

  void prepare(Replica& replica) const override {
    if (setup_.travels) replica.alone = replica.weights.new_zeros(replica.weights.sizes());
    if (setup_.measuresUpdates) replica.residual = replica.weights.new_zeros(replica.weights.sizes());
  }

  void local(Replica& replica, const StepInfo& step) override {
    updateVelocity(replica, setup_, step, step.rate * scale_);
    auto parameters = replica.weights.narrow(0, 0, replica.parameters());
    flat::add(parameters, replica.velocity.narrow(0, 0, replica.parameters()));
    takeInStatistics(replica, setup_.statistics);
    if (replica.residual.defined()) flat::add(replica.residual, replica.velocity);
  }

  void exchange(std::span<Replica> replicas, const StepInfo& step, CommunicationLedger& ledger,
                const Parallel& parallel) override {
    if (++alone_ < localIterations_ && !step.last) return;
    alone_ = 0;
    std::vector<at::Tensor> weights;
    for (auto& replica : replicas) {
      if (setup_.travels) replica.alone.copy_(replica.weights);
      if (replica.residual.defined()) replica.residual.zero_();
      weights.push_back(replica.weights.narrow(0, 0, replica.parameters()));
    }
    const auto mean = flat::mean(weights);
    parallel(static_cast<std::int64_t>(weights.size()),
             [&](std::int64_t k) { weights[static_cast<std::size_t>(k)].copy_(mean); });
    for (const auto& replica : replicas) {
      ledger.billDense(replica.id(), Traffic::Values, replica.parameters());
    }
    averageStatistics(replicas, setup_.statistics, ledger);
  }

  /// Right after an averaging all replicas are the same, whatever they have learnt alone.
  [[nodiscard]] at::Tensor localModel(const Replica& replica) const override {
    return roundIsOver() ? replica.alone : replica.weights;
  }
  [[nodiscard]] bool roundIsOver() const override { return alone_ == 0; }

  void turn(double setting) override { localIterations_ = static_cast<std::int64_t>(setting); }
  [[nodiscard]] std::vector<std::int64_t> counters() const override { return {alone_}; }
  void restore(const std::vector<std::int64_t>& counters) override { alone_ = counters.at(0); }

 private:
  AlgorithmSetup setup_;
  std::int64_t localIterations_;
  std::int64_t alone_ = 0;  // iterations since the last averaging
  double scale_;
};

}  // namespace

AlgorithmEntry fedavg() {
  return {.id = "fedavg",
          .title = "FederatedAveraging",
          .summary = "Trains alone for some iterations, then everyone continues from the mean.",
          .source = "McMahan et al. 2017",
          .params = kParams,
          .make = [](AlgorithmSetup setup) -> std::unique_ptr<Algorithm> {
            return std::make_unique<FedAvg>(std::move(setup));
          },
          .knob = {.parameter = "local_iterations", .ladder = kLadder, .start = 20, .bsp = 1}};
}

}  // namespace lab::algo
