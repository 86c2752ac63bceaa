#include "engine/algo/kernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <vector>

#include "engine/core/vector_width.h"

namespace lab::kernels {
namespace {

LAB_EVERY_VECTOR_WIDTH
void addScaled(float* __restrict out, const float* __restrict in, float factor, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out[i] = (out[i] + in[i]) * factor;
}

// Branchless: writes every candidate and only then decides whether the place was used.
template <class Keep>
std::int64_t take(std::span<float> v, Selection out, Keep keep) {
  std::int64_t count = 0;
  for (std::size_t j = 0; j < v.size(); ++j) {
    const float value = v[j];
    const bool kept = keep(j, value);
    out.indices[count] = static_cast<std::int32_t>(j);
    out.values[count] = value;
    count += kept ? 1 : 0;
    v[j] = kept ? 0.0F : value;
  }
  return count;
}

float exactKth(std::vector<float>& magnitudes, std::int64_t k) {
  const auto place = magnitudes.begin() + (k - 1);
  std::nth_element(magnitudes.begin(), place, magnitudes.end(), std::greater<>{});
  return *place;
}

constexpr std::size_t kSample = 2048;

// A magnitude that a little more than k of the values probably reach. One value from each stretch of equal length, at
// a place that varies from stretch to stretch: a fixed stride fails on periodic data.
float guess(std::span<const float> v, std::int64_t k) {
  std::vector<float> sample(kSample);
  std::uint64_t state = 0x9e3779b97f4a7c15ULL;
  const std::size_t stretch = v.size() / kSample;
  for (std::size_t i = 0; i < kSample; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    sample[i] = std::fabs(v[i * stretch + ((state >> 33U) * stretch >> 31U)]);
  }
  const double share = static_cast<double>(k) / static_cast<double>(v.size()) * static_cast<double>(kSample);
  const double generous = share + 3 * std::sqrt(share) + 4;
  return exactKth(sample, std::min(static_cast<std::int64_t>(generous), static_cast<std::int64_t>(kSample)));
}

}  // namespace

LAB_EVERY_VECTOR_WIDTH
void velocity(std::span<float> u, std::span<const float> g, std::span<const float> w, Descent descent) {
  float* __restrict out = u.data();
  const float* __restrict gradient = g.data();
  const float* __restrict weight = w.data();
  const auto [rate, momentum, decay] = descent;
  for (std::size_t i = 0; i < u.size(); ++i) {
    out[i] = momentum * out[i] - rate * (gradient[i] + decay * weight[i]);
  }
}

void add(std::span<float> w, std::span<const float> u) { addScaled(w.data(), u.data(), 1, w.size()); }

void mean(std::span<const float* const> vectors, std::span<float> out) {
  constexpr std::size_t kBlock = 1024;  // stays in the first-level cache while all vectors are added
  const auto share = static_cast<float>(1.0 / static_cast<double>(vectors.size()));
  for (std::size_t begin = 0; begin < out.size(); begin += kBlock) {
    const std::size_t size = std::min(kBlock, out.size() - begin);
    float block[kBlock];
    std::copy_n(vectors[0] + begin, size, block);
    for (std::size_t k = 1; k + 1 < vectors.size(); ++k) addScaled(block, vectors[k] + begin, 1, size);
    if (vectors.size() > 1) addScaled(block, vectors.back() + begin, share, size);
    std::copy_n(block, size, out.data() + begin);
  }
}

std::int64_t takeSignificant(std::span<float> v, std::span<const float> w, float threshold, Selection out) {
  return take(v, out, [&](std::size_t j, float value) { return std::fabs(value) > threshold * std::fabs(w[j]); });
}

std::int64_t takeAtLeast(std::span<float> v, float magnitude, Selection out) {
  return take(v, out,
              [&](std::size_t, float value) { return value != 0.0F && std::fabs(value) >= magnitude; });
}

float kthLargestMagnitude(std::span<const float> v, std::int64_t k) {
  std::vector<float> candidates;
  if (v.size() >= 8 * kSample) {
    const float threshold = guess(v, k);
    candidates.reserve(v.size() / 8);
    for (const float value : v) {
      if (std::fabs(value) >= threshold) candidates.push_back(std::fabs(value));
    }
  }
  if (static_cast<std::int64_t>(candidates.size()) < k) {
    candidates.resize(v.size());
    std::ranges::transform(v, candidates.begin(), [](float value) { return std::fabs(value); });
  }
  return exactKth(candidates, k);
}

void scatterAdd(std::span<float> w, std::span<const std::int32_t> indices, std::span<const float> values) {
  for (std::size_t i = 0; i < indices.size(); ++i) w[static_cast<std::size_t>(indices[i])] += values[i];
}

void clear(std::span<float> u, std::span<const std::int32_t> indices) {
  for (const auto index : indices) u[static_cast<std::size_t>(index)] = 0;
}

double squaredDistance(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    sum += difference * difference;
  }
  return sum;
}

std::uint64_t hash(std::span<const float> values, std::uint64_t start) {
  std::uint64_t state = start;
  for (const float value : values) state = (state ^ std::bit_cast<std::uint32_t>(value)) * 0x100000001b3ULL;
  return state;
}

}  // namespace lab::kernels
