#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include "tests/bench/loops.h"

namespace lab::bench {
namespace {

constexpr int kLanes = 16;
constexpr int kAccumulators = 20;  // enough to hide the latency of the units
constexpr std::int64_t kRounds = 4'000'000;

using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));

// Independent multiply-adds in registers; the result is returned so that nothing can be left out.
__attribute__((target("arch=skylake-avx512"), optimize("O3", "fp-contract=fast"))) float wide() {
  Lanes sums[kAccumulators];
  for (int i = 0; i < kAccumulators; ++i) sums[i] = Lanes{} + static_cast<float>(i);
  const Lanes factor = Lanes{} + 0.999F;
  const Lanes addend = Lanes{} + 0.001F;
  for (std::int64_t round = 0; round < kRounds; ++round) {
#pragma GCC unroll 20
    for (int i = 0; i < kAccumulators; ++i) sums[i] = sums[i] * factor + addend;
  }
  for (int i = 1; i < kAccumulators; ++i) sums[0] += sums[i];
  return sums[0][0];
}

__attribute__((target("arch=haswell"), optimize("O3", "fp-contract=fast"))) float narrow() {
  using Half = float __attribute__((vector_size(8 * sizeof(float))));
  constexpr int kHalfAccumulators = 12;
  Half sums[kHalfAccumulators];
  for (int i = 0; i < kHalfAccumulators; ++i) sums[i] = Half{} + static_cast<float>(i);
  const Half factor = Half{} + 0.999F;
  const Half addend = Half{} + 0.001F;
  constexpr std::int64_t rounds = kRounds * kAccumulators * kLanes / (kHalfAccumulators * 8);
  for (std::int64_t round = 0; round < rounds; ++round) {
#pragma GCC unroll 12
    for (int i = 0; i < kHalfAccumulators; ++i) sums[i] = sums[i] * factor + addend;
  }
  for (int i = 1; i < kHalfAccumulators; ++i) sums[0] += sums[i];
  return sums[0][0];
}

}  // namespace

double fmaPeak() {
  const bool avx512 = __builtin_cpu_supports("avx512f") != 0;
  volatile float sink = 0;
  const auto burst = [&] { sink = avx512 ? wide() : narrow(); };
  const auto begin = std::chrono::steady_clock::now();
  {
    const std::jthread other{burst};
    const std::jthread one{burst};
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return 2.0 * 2 * kRounds * kAccumulators * kLanes / seconds / 1e9;
}

}  // namespace lab::bench
