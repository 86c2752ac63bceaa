#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/rng.h"
#include "engine/nn/replica.h"
#include "engine/train/device_data.h"

namespace lab {

/// How much is looked at, and which images: a function of the seed alone.
struct Measurement {
  std::int64_t minibatches = 0;
  std::int64_t batchSize = 0;
  Seed seed{0};
};

/// Measures the BatchNorm statistics of `replica` on minibatches of `samples`, with its weights as they are
/// (StatisticsPolicy::Recompute). The images are neither mirrored nor cropped.
void recomputeStatistics(Replica& replica, const DeviceImages& images,
                         const std::vector<std::int64_t>& samples, const Measurement& measurement);

}  // namespace lab
