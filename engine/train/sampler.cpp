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

void Sampler::restore(State state) {
  state_ = state;
  shuffle();
}

}  // namespace lab
