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

  /// Calls f(0) .. f(count - 1). False when it was told to stop before the last.
  [[nodiscard]] bool forEach(std::int64_t count, const std::function<void(std::int64_t)>& f) const;
};

/// Tests every model in pieces of 250 images, which several threads share; sums in order, so that the marks do not
/// depend on how many. Nothing when `mayGoOn` said no.
[[nodiscard]] std::optional<std::vector<Marks>> evaluate(const std::vector<Examination>& examinations,
                                                         std::int64_t classes, const Rounds& rounds);

/// The features of all images of a set, [N, F] on the CPU, in pieces likewise.
[[nodiscard]] std::optional<at::Tensor> featuresOf(const Replica& replica, const DeviceImages& images,
                                                   const Rounds& rounds);

}  // namespace lab
