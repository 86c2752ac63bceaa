#pragma once

#include <cstdint>

#include "engine/train/lockstep.h"
#include "engine/train/setup.h"

namespace lab {

/// Hashes of the initial weights, those of replica 0 as all start equal, and of every partition's minibatches
/// of `batchSize` images. Before the first iteration.
[[nodiscard]] RunBeginning beginningOf(const Setup& setup, std::int64_t batchSize);

}  // namespace lab
