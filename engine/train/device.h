#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

namespace lab {

/// The LibTorch devices of this machine, "cpu" first, then "cuda:0", ...
[[nodiscard]] std::vector<std::string> deviceNames();

/// "auto" is the first CUDA device where there is one, otherwise the CPU. Throws Error{Usage} for a device that this
/// machine or this LibTorch does not have.
[[nodiscard]] at::Device resolveDevice(const std::string& name);

/// One queue of work per replica on devices that have such queues, nothing on the CPU. Work of different replicas may
/// then overlap; what all replicas do together waits for all queues.
class Streams {
 public:
  Streams(const at::Device& device, int replicas);
  ~Streams();

  /// Runs f with replica k's queue current, after everything that was put on the common queue before.
  void on(int replica, const std::function<void()>& f);

  /// Makes the common queue wait for what the replicas' queues hold.
  void join();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;  // empty on the CPU
};

}  // namespace lab
