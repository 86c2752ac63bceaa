#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ATen/ATen.h>

#include "engine/algo/algorithm.h"
#include "engine/train/device.h"
#include "tests/engine/nn/golden.h"
#include "tests/engine/nn/made_up_images.h"

namespace lab::test {

/// Replicas and their algorithm, without data set, threads or events.
struct TeamOptions {
  std::string algorithm = "bsp";
  ParamValues params{};
  int partitions = 3;
  StatisticsPolicy statistics = StatisticsPolicy::Average;
  std::int64_t indexBytes = 4;
  std::int64_t iterations = 64;  ///< planned
  double rate = 0.05;
  double momentum = 0.9;
  double weightDecay = 0.01;
  std::string device = "cpu";
};

class Team {
 public:
  /// All start from the fillers of `plan`.
  Team(const Plan& plan, const TeamOptions& options)
      : options_(options),
        device_(resolveDevice(options.device)),
        network_(std::make_unique<Network>(plan, plan.channelsLast)),
        algorithm_(algo::named(options.algorithm)
                       .make({.segments = segments(plan),
                              .partitions = options.partitions,
                              .iterations = options.iterations,
                              .statistics = options.statistics,
                              .indexBytes = options.indexBytes,
                              .params = options.params})),
        ledger_(options.partitions, options.indexBytes) {
    for (int k = 0; k < options.partitions; ++k) {
      auto& replica = replicas_.emplace_back(k, *network_, device_);
      algorithm_->prepare(replica);
      replica.initialize(Seed{11});
    }
  }

  /// One iteration: `learn` gives every replica its gradient, then they do what the algorithm says.
  void step(const std::function<void(Replica&)>& learn, double rateFactor = 1) {
    const StepInfo info{.iteration = iteration_,
                        .rate = options_.rate * rateFactor,
                        .rateFactor = rateFactor,
                        .momentum = options_.momentum,
                        .weightDecay = options_.weightDecay};
    for (auto& replica : replicas_) {
      learn(replica);
      const at::NoGradGuard noGrad;
      algorithm_->local(replica, info);
    }
    const at::NoGradGuard noGrad;
    algorithm_->exchange(replicas_, info, ledger_, inOrder);
    ++iteration_;
  }

  /// One iteration on images of which each partition has its own labels.
  void step() {
    step([this](Replica& replica) {
      const auto [images, labels] = minibatch(replica.id(), iteration_);
      (void)replica.learn(images, labels);
    });
  }

  [[nodiscard]] Minibatch minibatch(std::int64_t partition, std::int64_t iteration) const {
    const std::vector<std::int64_t> classes{3 * partition % 10, (3 * partition + 1) % 10,
                                            (3 * partition + 2) % 10};
    return on(madeUpImages(network_->plan().input, 10, Seed{5}.child(partition).child(iteration), classes),
              device_, network_->channelsLast());
  }

  [[nodiscard]] std::vector<Replica>& replicas() { return replicas_; }
  [[nodiscard]] Replica& operator[](std::size_t k) { return replicas_[k]; }
  [[nodiscard]] std::int64_t parameters() const { return replicas_.front().parameters(); }
  [[nodiscard]] at::Tensor shared(std::size_t k) const { return algorithm_->sharedModel(replicas_[k]); }
  [[nodiscard]] const CommunicationLedger& ledger() const { return ledger_; }
  [[nodiscard]] const Network& network() const { return *network_; }

 private:
  static void inOrder(std::int64_t count, const std::function<void(std::int64_t)>& f) {
    for (std::int64_t i = 0; i < count; ++i) f(i);
  }

  TeamOptions options_;
  at::Device device_;
  std::unique_ptr<Network> network_;  // the replicas point to it
  std::unique_ptr<Algorithm> algorithm_;
  CommunicationLedger ledger_;
  std::vector<Replica> replicas_;
  std::int64_t iteration_ = 0;
};

/// A plan of `size` numbers that no operation uses: gradients are written by hand. `statistics` more at the
/// end.
inline Plan numbersOnly(std::int64_t size, std::int64_t statistics = 0) {
  Plan plan;
  plan.input = {1, 3, 3};
  plan.parameters.push_back({.name = "numbers", .shape = {size}, .filler = gaussian(1)});
  plan.statistics = statistics;
  plan.channelsLast = false;
  return plan;
}

inline bool identical(const at::Tensor& a, const at::Tensor& b) {
  return at::equal(a, b);
}

}  // namespace lab::test
