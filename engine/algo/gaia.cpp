#include <array>
#include <utility>

#include <ATen/core/Tensor.h>

#include "engine/algo/algorithm.h"
#include "engine/algo/flat.h"
#include "engine/algo/statistics.h"

namespace lab::algo {
namespace {

constexpr std::array kParams{
    ParamInfo{.key = "threshold",
              .title = "Threshold T0",
              .unit = "fraction",
              .fallback = 0.10,
              .low = 0,
              .high = 10,
              .help = "An update is sent once it is larger than this share of its weight. 0 sends everything and "
                      "equals BSP. The threshold falls with the learning rate.",
              .source = "Hsieh 2020: T0 between 2 % and 30 % on CIFAR-10"}};

// The authors' values, from BSP on (paper.md 3.2 and 10.4).
constexpr std::array kLadder{0.0, 0.02, 0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.40, 0.50};

/// Gaia: each replica descends alone and shares only updates that matter relative to the weight.
///
/// For replica k with weights w, velocity u and residual v, elementwise:
///
///     u <- m u - (eta / K) (g + lambda w);  w <- w + u;  v <- v + u
///     S = { j : |v[j] / w[j]| > T }         T = T0 eta / eta0; every v[j] != 0 where w[j] = 0
///     send v[S] to every other replica, which adds it to its weights; v[S] <- 0
///
/// When the sparse message would be at least as large as the dense one, all of v is sent and cleared. T0 = 0 equals
/// BSP up to rounding: both add, rather than average, over replicas. Source: paper, section 3.2; Hsieh et al.,
/// NSDI 2017.
class Gaia final : public Algorithm {
 public:
  explicit Gaia(AlgorithmSetup setup)
      : setup_(std::move(setup)),
        threshold_(value(kParams, setup_.params, "threshold")),
        updates_(static_cast<std::size_t>(setup_.partitions)) {}

  void prepare(Replica& replica) const override { replica.residual = replica.weights.new_zeros(replica.weights.sizes()); }

  void local(Replica& replica, const StepInfo& step) override {
    updateVelocity(replica, setup_, step, step.rate / setup_.partitions);
    const std::int64_t size = exchanged(replica, setup_.statistics);
    auto w = replica.weights.narrow(0, 0, size);
    auto v = replica.residual.narrow(0, 0, size);
    const auto u = replica.velocity.narrow(0, 0, size);
    flat::add(w, u);
    flat::add(v, u);
    updates_[static_cast<std::size_t>(replica.id())] =
        flat::takeSignificant(v, w, threshold_ * step.rateFactor, {.indexBytes = setup_.indexBytes});
    takeInStatistics(replica, setup_.statistics);
  }

  void exchange(std::span<Replica> replicas, const StepInfo&, CommunicationLedger& ledger,
                const Parallel& parallel) override {
    const std::int64_t size = exchanged(replicas.front(), setup_.statistics);
    parallel(static_cast<std::int64_t>(replicas.size()), [&](std::int64_t to) {
      auto weights = replicas[static_cast<std::size_t>(to)].weights.narrow(0, 0, size);
      for (std::size_t from = 0; from < updates_.size(); ++from) {
        if (static_cast<std::int64_t>(from) != to) flat::apply(weights, updates_[from]);
      }
    });
    for (const auto& replica : replicas) {
      const auto& update = updates_[static_cast<std::size_t>(replica.id())];
      bill(ledger, replica.id(), update.size(), update.dense);
    }
    averageStatistics(replicas, setup_.statistics, ledger);
  }

  void turn(double setting) override { threshold_ = setting; }

  [[nodiscard]] at::Tensor sharedModel(const Replica& replica) const override {
    return replica.weights.sub(replica.residual);
  }

 private:
  AlgorithmSetup setup_;
  double threshold_;
  std::vector<flat::Update> updates_;  // [K] what each replica sends in this iteration
};

}  // namespace

AlgorithmEntry gaia() {
  return {.id = "gaia",
          .title = "Gaia",
          .summary = "Sends an update once it is significant relative to its weight.",
          .source = "Hsieh et al., NSDI 2017",
          .params = kParams,
          .make = [](AlgorithmSetup setup) -> std::unique_ptr<Algorithm> {
            return std::make_unique<Gaia>(std::move(setup));
          },
          .knob = {.parameter = "threshold", .ladder = kLadder, .start = 0.20, .bsp = 0}};
}

}  // namespace lab::algo
