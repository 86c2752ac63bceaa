#include "engine/train/sampler.h"

#include <utility>

namespace lab {

Sampler::Sampler(std::vector<std::int64_t> samples, Seed seed) : samples_(std::move(samples)), seed_(seed) { shuffle(); }

void Sampler::shuffle() {
  order_ = samples_;
  auto random = seed_.child(state_.pass).random();
  random.shuffle<std::int64_t>(order_);
}

std::vector<std::int64_t> Sampler::next(std::int64_t count) {
  std::vector<std::int64_t> batch;
  batch.reserve(static_cast<std::size_t>(count));
  while (static_cast<std::int64_t>(batch.size()) < count) {
    if (state_.position == static_cast<std::int64_t>(order_.size())) {
      state_ = {state_.pass + 1, 0};
      shuffle();
    }
    batch.push_back(order_[static_cast<std::size_t>(state_.position++)]);
  }
  return batch;
}

// The seed, for the passes to come, and every sample of this one: FNV-1a over their bytes.
std::uint64_t Sampler::orderHash() const {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto add = [&](std::uint64_t value) {
    for (int byte = 0; byte < 8; ++byte) hash = (hash ^ (value >> (8 * byte) & 0xFF)) * 0x100000001b3ULL;
  };
  add(seed_.value());
  for (const auto sample : order_) add(static_cast<std::uint64_t>(sample));
  return hash;
}

void Sampler::restore(State state) {
  state_ = state;
  shuffle();
}

}  // namespace lab
