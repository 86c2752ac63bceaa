#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <ATen/core/Tensor.h>

#include "engine/core/rng.h"
#include "engine/nn/plan.h"

namespace lab {

/// When a minibatch is learnt, and who listens.
struct Occasion {
  std::int64_t iteration = 0;                       ///< from 0
  std::int64_t iterations = 1;                      ///< planned length of the run
  Seed noise{0};                                    ///< of this minibatch alone: dropout's masks
  std::vector<at::Tensor>* channelMeans = nullptr;  ///< when set, gets the mean [C] before every norm layer
};

/// What one pass through a network reads and writes besides the images.
struct Pass {
  bool training = false;          ///< dropout drops, and auxiliary heads are computed
  at::Tensor statistics{};        ///< [B] read; undefined when the plan has none
  at::Tensor statisticsChange{};  ///< [B] written: what this minibatch adds to `statistics`. When defined,
                                  ///< BatchNorm takes the minibatch's moments, otherwise the running ones
  Occasion occasion{};
  bool wantsFeatures = false;       ///< the plan must name a feature node
  std::vector<at::Tensor> heads{};  ///< written in training: logits of the auxiliary heads, in order
  at::Tensor features{};            ///< [N, F] written where they are wanted
};

/// One replica on its way through a plan.
struct Lane {
  at::Tensor images;  ///< [N, C, H, W]
  const std::vector<at::Tensor>* parameters = nullptr;
  Pass* pass = nullptr;
};

/// Computes a plan with ATen's operations, on any device. Holds no state: weights come from outside, so
/// copying a participant is copying its vector, and one Network serves all partitions and threads.
class Network {
 public:
  Network(Plan plan, bool channelsLast);

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] bool channelsLast() const { return channelsLast_; }

  /// The parameters as windows into a flat vector [>= P]: writing one writes the other. With channels-last, a
  /// convolution's weights lie in the vector as [out, kernel, kernel, in].
  [[nodiscard]] std::vector<at::Tensor> windows(const at::Tensor& flat) const;

  /// Images [N, C, H, W] to logits [N, classes].
  [[nodiscard]] at::Tensor forward(const at::Tensor& images, const std::vector<at::Tensor>& parameters,
                                   Pass& pass) const;

  /// The same for several replicas in lock-step: a layer that normalizes together sees the images of all of
  /// them. All passes are of one kind.
  [[nodiscard]] std::vector<at::Tensor> forwardTogether(std::span<const Lane> lanes) const;

 private:
  // What is known of a node before any tensor: worked out once, because a step costs microseconds.
  struct Step {
    std::vector<int> inputs;
    std::vector<int> released;  // values that nobody reads after this node
    bool rectifies = false;     // does the work of the ReLU next to it
    bool alreadyDone = false;   // that ReLU
    bool mayOverwrite = false;  // a ReLU whose input nobody else needs
  };
  struct Values;
  void planSteps();
  void shareWork(std::size_t node, std::size_t onlyReader);
  void computeNode(std::size_t i, std::span<const Lane> lanes, std::span<Values> values) const;
  [[nodiscard]] at::Tensor outputOf(std::size_t i, const Lane& lane, const Values& values) const;

  Plan plan_;
  bool channelsLast_;
  std::vector<Step> steps_;  // of each node
};

}  // namespace lab
