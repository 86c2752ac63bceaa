#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <ATen/core/Tensor.h>

#include "engine/algo/algorithm.h"
#include "engine/algo/flat.h"
#include "engine/algo/statistics.h"

namespace lab::algo {
namespace {

constexpr std::array kWarmup{0.75, 0.9375, 0.984375, 0.996};
constexpr std::array kStageLengths{NamedValue{"auto", 0, "1/64 of the run: E_warm = 8 of the paper's 128 epochs"}};

// E_warm = 8 epochs in four equal stages, of 128 epochs in all (paper 3.4, reading A).
constexpr std::int64_t kStagesPerRun = 64;

constexpr std::array kParams{
    ParamInfo{.key = "warmup_stage_iterations",
              .title = "Warm-up stage",
              .unit = "iterations",
              .kind = ParamKind::Integer,
              .fallback = 0,
              .low = 1,
              .high = 1e9,
              .names = kStageLengths,
              .help = "Length of each of the four warm-up stages, in which 25, 6.25, 1.56 and 0.4 % of the updates "
                      "are sent.",
              .source = "authors' code: dgc_epoch_size; Hsieh 2020: E_warm"},
    ParamInfo{.key = "final_sparsity",
              .title = "Final sparsity",
              .unit = "fraction",
              .fallback = 0.999,
              .low = 0,
              .high = 0.999999,
              .help = "Share of the updates that is held back after the warm-up; no stage holds back more.",
              .source = "Lin et al. 2018: 99.9 %"},
    ParamInfo{.key = "momentum_masking",
              .title = "Momentum masking",
              .kind = ParamKind::Boolean,
              .fallback = 1,
              .low = 0,
              .high = 1,
              .help = "Forget the momentum of what has just been sent.",
              .source = "Lin et al. 2018, section 3.2"},
    ParamInfo{.key = "clip",
              .title = "Clip velocity at",
              .fallback = 0,
              .low = 0,
              .high = 1e6,
              .help = "Largest Euclidean length of the velocity; 0 switches clipping off, as published.",
              .source = "authors' code: gradient_clip_threshold"}};

// The stages of the warm-up and the final sparsity (paper.md 10.4). E_warm itself cannot be turned once it is over.
constexpr std::array kLadder{0.75, 0.9375, 0.984375, 0.996, 0.999};

/// DeepGradientCompression: only the largest accumulated updates are sent, and nothing else moves the model.
///
///     u <- m u - (eta / K) (g + lambda w);  v <- v + u
///     S = the k largest |v|, k = max(1, floor(n (1 - sparsity))), ties included, zeros never
///     send v[S];  v[S] <- 0;  u[S] <- 0 (momentum factor masking);  w <- w + sum over replicas of v[S]
///
/// Replicas start equal and apply the same updates in the same order, so they stay bit-identical. Top-k is exact and
/// over the whole model; the authors take it per chunk of five layers. Source: paper, section 3.4; Lin et al. 2018.
class Dgc final : public Algorithm {
 public:
  explicit Dgc(AlgorithmSetup setup)
      : setup_(std::move(setup)),
        stageLength_(static_cast<std::int64_t>(value(kParams, setup_.params, "warmup_stage_iterations"))),
        finalSparsity_(value(kParams, setup_.params, "final_sparsity")),
        masking_(value(kParams, setup_.params, "momentum_masking") != 0),
        clip_(value(kParams, setup_.params, "clip")),
        updates_(static_cast<std::size_t>(setup_.partitions)) {
    if (stageLength_ == 0) stageLength_ = std::max<std::int64_t>(1, setup_.iterations / kStagesPerRun);
  }

  void prepare(Replica& replica) const override { replica.residual = replica.weights.new_zeros(replica.weights.sizes()); }

  void local(Replica& replica, const StepInfo& step) override {
    updateVelocity(replica, setup_, step, step.rate / setup_.partitions);
    const std::int64_t size = exchanged(replica, setup_.statistics);
    auto u = replica.velocity.narrow(0, 0, size);
    auto v = replica.residual.narrow(0, 0, size);
    if (clip_ > 0) shorten(u);
    flat::add(v, u);
    auto& update = updates_[static_cast<std::size_t>(replica.id())];
    update = flat::takeLargest(v, entriesToSend(step.iteration, size));
    if (masking_) flat::clear(u, update);
    takeInStatistics(replica, setup_.statistics);
  }

  void exchange(std::span<Replica> replicas, const StepInfo&, CommunicationLedger& ledger,
                const Parallel& parallel) override {
    const std::int64_t size = exchanged(replicas.front(), setup_.statistics);
    parallel(static_cast<std::int64_t>(replicas.size()), [&](std::int64_t k) {
      auto weights = replicas[static_cast<std::size_t>(k)].weights.narrow(0, 0, size);
      for (const auto& update : updates_) flat::apply(weights, update);
    });
    const flat::Wire wire{.indexBytes = setup_.indexBytes};
    for (const auto& replica : replicas) {
      const std::int64_t entries = updates_[static_cast<std::size_t>(replica.id())].size();
      const bool dense = wire.denseIsSmaller(entries, size);
      bill(ledger, replica.id(), dense ? size : entries, dense);
    }
    averageStatistics(replicas, setup_.statistics, ledger);
  }

  /// From then on there are no stages: the controller has the say.
  void turn(double setting) override {
    finalSparsity_ = setting;
    warmsUp_ = false;
  }

  /// What the partition would have if its own updates were not held back.
  [[nodiscard]] at::Tensor localModel(const Replica& replica) const override {
    return replica.weights.add(replica.residual);
  }

  [[nodiscard]] std::string derivedSettings() const override {
    return R"({"warmup_stage_iterations": )" + std::to_string(stageLength_) + "}";
  }

 private:
  [[nodiscard]] std::int64_t entriesToSend(std::int64_t iteration, std::int64_t size) const {
    const auto stage = static_cast<std::size_t>(iteration / stageLength_);
    const double sparsity = warmsUp_ && stage < kWarmup.size() ? std::min(kWarmup.at(stage), finalSparsity_) : finalSparsity_;
    constexpr double kRounding = 1e-6;  // 1 - 0.9 is a little less than 0.1
    const double share = static_cast<double>(size) * (1 - sparsity);
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(share + kRounding)));
  }

  void shorten(at::Tensor& u) const {
    const double length = u.norm().item<double>();
    if (length > clip_) u.mul_(clip_ / length);
  }

  AlgorithmSetup setup_;
  std::int64_t stageLength_;
  double finalSparsity_;
  bool warmsUp_ = true;
  bool masking_;
  double clip_;
  std::vector<flat::Update> updates_;  // [K] what each replica sends in this iteration
};

}  // namespace

AlgorithmEntry dgc() {
  return {.id = "dgc",
          .title = "DeepGradientCompression",
          .summary = "Sends only the largest accumulated updates: 0.1 % after the warm-up.",
          .source = "Lin et al. 2018",
          .params = kParams,
          .make = [](AlgorithmSetup setup) -> std::unique_ptr<Algorithm> {
            return std::make_unique<Dgc>(std::move(setup));
          },
          .knob = {.parameter = "final_sparsity", .ladder = kLadder, .start = 0.984375}};
}

}  // namespace lab::algo
