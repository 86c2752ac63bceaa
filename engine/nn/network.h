#pragma once

#include <vector>

#include <ATen/core/Tensor.h>

#include "engine/nn/plan.h"

namespace lab {

/// What one pass through a network reads and writes besides the images.
struct Pass {
  bool training = false;
  at::Tensor statistics{};                    ///< [B] read; undefined when the plan has none
  at::Tensor statisticsChange{};              ///< [B] written in training: what this minibatch adds to `statistics`
  std::vector<at::Tensor>* channelMeans = nullptr;  ///< when set, gets the mean per channel before every norm layer
};

/// Computes a plan with ATen's operations, on any device. Holds no state: weights come from outside, so copying a
/// participant is copying its vector, and one Network serves all partitions and threads.
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

 private:
  Plan plan_;
  bool channelsLast_;
};

}  // namespace lab
