#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <ATen/core/Tensor.h>

#include "engine/core/rng.h"
#include "engine/nn/network.h"

namespace lab {

/// A minibatch to learn.
struct Lesson {
  at::Tensor images;  ///< [N, C, H, W]
  at::Tensor labels;  ///< [N] int64
  Occasion occasion{};
};

/// One participant: a network's weights and everything that moves with them, as flat float32 vectors of P + B
/// numbers: P parameters in the order of the plan, then B normalization statistics. An algorithm can therefore be
/// written like its paper: w += u, v += u, |v / w| > T.
///
/// A replica belongs to one thread at a time; the network outlives it.
class Replica {
 public:
  Replica(int id, const Network& network, const at::Device& device);
  Replica(Replica&&) noexcept = default;  // move-only: a copied handle would train two replicas as one
  Replica& operator=(Replica&&) noexcept = default;
  ~Replica() = default;

  [[nodiscard]] int id() const { return id_; }
  [[nodiscard]] const Network& network() const { return *network_; }
  [[nodiscard]] std::int64_t parameters() const { return parameters_; }           ///< P
  [[nodiscard]] std::int64_t statisticsCount() const { return weights.numel() - parameters_; }  ///< B

  /// Trains nothing: gives the gradient. Forward and backward over one minibatch; afterwards `gradient` holds the
  /// gradient of the objective in its first P numbers and what the minibatch adds to the statistics in the last B. The
  /// objective is the mean loss and, with their weights, that of the auxiliary heads and the centre loss. Returns the mean loss of the main
  /// head alone in nats (Caffe reports the sum), a scalar on the replica's device, read by nobody yet. Images
  /// [N, C, H, W], labels [N] int64.
  at::Tensor learn(const at::Tensor& images, const at::Tensor& labels, const Occasion& occasion = {});

  /// Measures the statistics anew with the weights as they are: the plain mean over `minibatches`, none forgotten.
  void measureStatistics(std::span<const at::Tensor> minibatches);

  /// Logits [N, classes] in test mode, no gradient.
  [[nodiscard]] at::Tensor predict(const at::Tensor& images) const;

  /// What the plan's feature node gives, [N, F], in test mode, no gradient. Throws when the plan names none.
  [[nodiscard]] at::Tensor features(const at::Tensor& images) const;

  /// A second replica of the same weights, not of a copy of them, with a gradient of its own: two threads may learn
  /// from them at once. It has no velocity.
  [[nodiscard]] Replica assistant() const;

  /// Starts from the plan's fillers and the named streams of `seed`: a function of both alone, whatever the device
  /// and the memory format. Everything else becomes 0.
  void initialize(const Seed& seed);

  at::Tensor weights;   ///< [P + B]
  at::Tensor gradient;  ///< [P + B]
  at::Tensor velocity;  ///< [P + B] momentum
  at::Tensor residual;  ///< [P + B] updates not shared yet; undefined until an algorithm asks for it
  at::Tensor alone;     ///< [P + B] the weights before the last exchange replaced them; likewise

 private:
  friend std::vector<at::Tensor> learnTogether(std::span<Replica>, std::span<const Lesson>);
  Replica(int id, const Network& network, at::Tensor flat);
  [[nodiscard]] Pass trainingPass(const Occasion& occasion) const;
  [[nodiscard]] at::Tensor objective(const at::Tensor& loss, const Pass& pass, const at::Tensor& labels) const;
  void directCentres(const Pass& pass, const at::Tensor& labels);
  int id_;
  const Network* network_;
  std::int64_t parameters_;
  std::vector<at::Tensor> windows_;  // into weights, leaves whose gradients are windows into gradient
};

/// learn() for all replicas of one network in lock-step, replica k from lesson k, for layers that normalize together:
/// each gets the gradient of the sum of all objectives in its own weights. Returns the K losses.
std::vector<at::Tensor> learnTogether(std::span<Replica> replicas, std::span<const Lesson> lessons);

}  // namespace lab
