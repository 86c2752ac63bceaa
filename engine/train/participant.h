#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "engine/nn/replica.h"
#include "engine/train/augment.h"
#include "engine/train/checkpoint.h"
#include "engine/train/device_data.h"
#include "engine/train/sampler.h"

namespace lab {

/// What a partition shall do in one iteration.
struct Assignment {
  std::int64_t batchSize = 0;
  std::int64_t iteration = 0;   ///< from 0
  std::int64_t iterations = 1;  ///< planned length of the run
  bool measureMeans = false;    ///< add the channel means to the running window
  Augmentation augmentation{};
};

/// Everything a partition is: its replica, its place in its own data, and what has been measured since the last event.
/// The replicas themselves stand in one array beside the participants, because algorithms want them so.
class Participant {
 public:
  /// `seed` orders the minibatches; what is random within one is a function of seed and iteration alone.
  Participant(std::vector<std::int64_t> samples, Seed seed, const at::Device& device);

  /// One minibatch: `replica` gets a fresh gradient.
  void learn(Replica& replica, const DeviceImages& images, const Assignment& assignment);

  // The two halves of it, for replicas that learn in lock-step. `means` is filled while the lesson is learnt.
  [[nodiscard]] Lesson next(const DeviceImages& images, const Assignment& assignment, std::vector<at::Tensor>& means);
  void note(const at::Tensor& loss, const std::vector<at::Tensor>& means);

  /// Mean loss since the last call, nats. Waits for the device.
  float takeLoss();

  /// Mean per channel of every normalization layer since the last call, on the CPU; empty when nothing was measured.
  std::vector<at::Tensor> takeChannelMeans();

  /// Equal for two participants that learn the same minibatches of one size, in the same order.
  [[nodiscard]] std::uint64_t orderHash() const { return sampler_.orderHash(); }

  void save(Checkpoint& checkpoint, const Replica& replica) const;
  void restore(const Checkpoint& checkpoint, Replica& replica);

  bool diverged = false;  ///< its loss was no longer finite at some point

 private:
  Seed seed_;
  Sampler sampler_;
  at::Tensor lossSum_;  // scalar float64 on the device
  std::int64_t lossCount_ = 0;
  std::vector<at::Tensor> channelSums_;  // [layer] -> [C]
  std::int64_t channelCount_ = 0;
};

/// Mean of all replicas' weights and statistics, [P + B].
[[nodiscard]] at::Tensor meanWeights(std::span<const Replica> replicas);

/// What a partition's list of this kind is called in a checkpoint.
[[nodiscard]] std::string stateName(int partition, const std::string& what);

/// Relative L2 distance of every replica's parameters from their mean, [K].
[[nodiscard]] std::vector<float> weightDivergence(std::span<const Replica> replicas);

/// Mean of |held-back update / weight| over the parameters of which something is held back, 1 where the weight is 0: the
/// authors' measure (paper.md section 4). NaN when nothing is.
[[nodiscard]] float updateSize(const Replica& replica);

/// How far the partitions' channel means are apart: per layer and channel, averaged over pairs of partitions.
/// `means` is [K][layer] -> [C]; fewer than two partitions give NaN. Definition: paper, section on BatchNorm.
[[nodiscard]] std::vector<std::vector<float>> normDivergence(const std::vector<std::vector<at::Tensor>>& means);

}  // namespace lab
