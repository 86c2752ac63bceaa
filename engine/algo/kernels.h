#pragma once

#include <cstdint>
#include <span>

namespace lab::kernels {

// The few hand-written loops over flat vectors, for the CPU; engine/algo/flat.h chooses between them and ATen's
// operations for other devices. Each does the same arithmetic in the same order for any vector width and any number
// of threads, so results do not depend on the machine's instruction set. Vectors in one call have the same length.

struct Descent {
  float rate = 0;
  float momentum = 0;
  float decay = 0;
};

/// u <- momentum u - rate (g + decay w): the velocity of Caffe's SGD, rate inside (paper, section 2).
void velocity(std::span<float> u, std::span<const float> g, std::span<const float> w, Descent descent);

/// w <- w + u
void add(std::span<float> w, std::span<const float> u);

/// out <- mean over the given vectors, added in their order; each is as long as `out`.
void mean(std::span<const float* const> vectors, std::span<float> out);

/// Where a selection goes; both as long as the vector it is taken from.
struct Selection {
  std::int32_t* indices = nullptr;
  float* values = nullptr;
};

/// Moves every v[j] with |v[j]| > threshold |w[j]| (hence every v[j] != 0 where w[j] = 0) out of v, leaving 0.
/// Returns how many. Indices ascend.
std::int64_t takeSignificant(std::span<float> v, std::span<const float> w, float threshold, Selection out);

/// Magnitude of the k-th largest |v[j]|, exact; 1 <= k <= size.
[[nodiscard]] float kthLargestMagnitude(std::span<const float> v, std::int64_t k);

/// Moves every v[j] != 0 with |v[j]| >= magnitude out of v, leaving 0. Returns how many. Indices ascend.
std::int64_t takeAtLeast(std::span<float> v, float magnitude, Selection out);

/// w[indices[i]] += values[i]
void scatterAdd(std::span<float> w, std::span<const std::int32_t> indices, std::span<const float> values);

/// u[indices[i]] <- 0
void clear(std::span<float> u, std::span<const std::int32_t> indices);

/// Sum of squared differences of two vectors, in double precision, in order.
[[nodiscard]] double squaredDistance(std::span<const float> a, std::span<const float> b);

/// 64-bit hash of the bits (FNV-1a over 32-bit words, continued from `start`): equal bits, equal hash.
[[nodiscard]] std::uint64_t hash(std::span<const float> values, std::uint64_t start = 0xcbf29ce484222325ULL);

}  // namespace lab::kernels
