#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace lab::bench {

/// What is trained: LeNet's standard form on 3x32x32 images, minibatches of 20.
struct Work {
  std::string normalization;  ///< "none", "batch", "group"
  int partitions = 1;
};

/// Something that trains.
class Loop {
 public:
  virtual ~Loop() = default;
  /// Goes on training for at least so many seconds. Images per second, all partitions together.
  [[nodiscard]] virtual double train(double seconds) = 0;
};

/// The loop one would write first: torch::nn modules, contiguous tensors, torch::optim::SGD, two worker
/// threads that share out the partitions, a barrier after every iteration. The partitions do not communicate.
[[nodiscard]] std::unique_ptr<Loop> plainLoop(const Work& work);

/// The same work in our engine, with BSP between the partitions.
[[nodiscard]] std::unique_ptr<Loop> engineLoop(const Work& work);

/// Prints what a look of SkewScout takes in each reading of the accuracy loss, in iterations of training; both take
/// turns, `rounds` times.
void lookTable(int rounds);

/// Multiply-adds of single precision that two threads reach together, in GFLOP/s: the machine's speed right
/// now.
[[nodiscard]] double fmaPeak();

}  // namespace lab::bench
