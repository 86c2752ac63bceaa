#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/algo/algorithm.h"
#include "engine/nn/replica.h"
#include "engine/train/device_data.h"

namespace lab {

/// One model to test on some samples of a set.
struct Examination {
  const Replica* replica = nullptr;
  const DeviceImages* images = nullptr;
  at::Tensor samples;  ///< indices on the device
};

struct Marks {
  double lossSum = 0;                   ///< nats
  std::vector<std::int64_t> correct;    ///< [C]
  std::vector<std::int64_t> presented;  ///< [C]

  [[nodiscard]] float accuracy() const;  ///< NaN without samples
  [[nodiscard]] float loss() const;      ///< mean; NaN without samples
  [[nodiscard]] std::vector<float> classAccuracy() const;  ///< [C]; NaN for a class that was not presented
};

/// Who does the work, so many pieces at a time, and whether to go on after each round.
struct Rounds {
  Parallel parallel;
  int width = 1;
  std::function<bool()> mayGoOn;
};

/// Tests every model in pieces of 250 images, which several threads share; sums in order, so that the marks do not
/// depend on how many. Nothing when `mayGoOn` said no.
[[nodiscard]] std::optional<std::vector<Marks>> evaluate(const std::vector<Examination>& examinations,
                                                         std::int64_t classes, const Rounds& rounds);

}  // namespace lab
