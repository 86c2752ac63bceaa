#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "engine/algo/algorithm.h"
#include "engine/train/device.h"
#include "engine/train/participant.h"

namespace lab {

/// True when a minibatch may be learnt in two halves, each without the other: its gradient is then their mean. Not so
/// where a layer or the loss looks at several images at once.
[[nodiscard]] bool learnsInHalves(const Plan& plan);

/// The part of an iteration in which every replica learns its own minibatch, shared out over the workers. How it is
/// shared out follows from the experiment alone, never from the workers, for it decides the last bits:
/// - Whole minibatches are one piece of work each.
/// - Of an odd number of replicas the last one's is learnt in two halves where that is possible, so that an even
///   number of workers has an even amount of work.
/// - Layers that normalize together make one piece of all.
class Learning {
 public:
  /// What follows on a replica's gradient, in the same piece of work.
  using Then = std::function<void(Replica&)>;

  /// Both arrays have one entry for each partition, at least one, and outlive this.
  Learning(std::span<Replica> replicas, std::span<Participant> participants, const DeviceImages& images);
  ~Learning();

  /// Workers above this number have nothing to do.
  [[nodiscard]] int pieces() const;

  /// True when the replicas exchange moments while they learn.
  [[nodiscard]] bool together() const { return together_; }

  /// One minibatch for every replica, and `then` for each when its gradient is complete. Waits.
  void iterate(const Assignment& assignment, const Parallel& parallel, const Then& then);

 private:
  class Halves;
  void learnTogether(const Assignment& assignment);
  void learnPiece(std::int64_t piece, const Assignment& assignment, const Then& then);
  [[nodiscard]] bool halves(const Assignment& assignment) const;

  std::span<Replica> replicas_;
  std::span<Participant> participants_;
  const DeviceImages& images_;
  bool together_;
  std::unique_ptr<Halves> halves_;  // where the last minibatch is learnt in halves
  Streams streams_;
};

}  // namespace lab
