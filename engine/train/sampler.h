#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/rng.h"

namespace lab {

/// Endless minibatches of one partition's samples: each pass in a new order that depends on the seed and the number of
/// the pass alone, so that two numbers are its whole state. A minibatch may reach over the end of a pass.
class Sampler {
 public:
  /// `samples` are indices into the training set; not empty.
  Sampler(std::vector<std::int64_t> samples, Seed seed);

  /// The next `count` samples.
  [[nodiscard]] std::vector<std::int64_t> next(std::int64_t count);

  /// Equal for two samplers that give the same samples in the same order; of the present pass.
  [[nodiscard]] std::uint64_t orderHash() const;

  struct State {
    std::int64_t pass = 0;
    std::int64_t position = 0;  ///< in the pass
  };
  [[nodiscard]] State state() const { return state_; }
  void restore(State state);

 private:
  void shuffle();

  std::vector<std::int64_t> samples_;
  std::vector<std::int64_t> order_;
  Seed seed_;
  State state_;
};

}  // namespace lab
