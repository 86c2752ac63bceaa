#include <chrono>
#include <numeric>
#include <optional>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "engine/algo/algorithm.h"
#include "engine/nn/model.h"
#include "engine/train/learning.h"
#include "engine/train/workers.h"
#include "tests/bench/loops.h"

namespace lab::bench {
namespace {

constexpr std::int64_t kBatch = 20;
constexpr std::int64_t kImages = 2000;
constexpr ImageShape kShape{3, 32, 32};

ImageSet randomImages() {
  Random random{1};
  ImageSet set;
  set.pixels.resize(static_cast<std::size_t>(kImages * kShape.size()));
  for (auto& pixel : set.pixels) pixel = static_cast<std::uint8_t>(random.below(256));
  for (std::int64_t i = 0; i < kImages; ++i)
    set.labels.push_back(static_cast<std::int64_t>(random.below(10)));
  return set;
}

class EngineLoop final : public Loop {
 public:
  explicit EngineLoop(const Work& work)
      : network_(planOf(work), /*channelsLast=*/true),
        images_(randomImages(), kShape, {.scale = 255, .mean = {0.5F, 0.5F, 0.5F}, .deviation = {}}, at::kCPU,
                /*channelsLast=*/true),
        algorithm_(algo::named("bsp").make(
            {.segments = segments(network_.plan()), .partitions = work.partitions, .params = {}})),
        ledger_(work.partitions) {
    at::set_num_threads(1);  // as the trainer does between iterations
    std::vector<std::int64_t> samples(static_cast<std::size_t>(kImages));
    std::iota(samples.begin(), samples.end(), std::int64_t{0});
    for (int k = 0; k < work.partitions; ++k) {
      algorithm_->prepare(replicas_.emplace_back(k, network_, at::kCPU));
      replicas_.back().initialize(Seed{1});
      participants_.emplace_back(samples, Seed{1}.child(k), at::kCPU);
    }
    learning_.emplace(replicas_, participants_, images_);
  }

  double train(double seconds) override {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    const std::int64_t first = iteration_;
    double passed = 0;
    while (passed < seconds) {
      iterate();
      passed = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    return static_cast<double>((iteration_ - first) * std::ssize(replicas_) * kBatch) / passed;
  }

 private:
  static Plan planOf(const Work& work) {
    return model::plan({"lenet", {{"variant", static_cast<double>(model::Variant::Standard)}}},
                       {work.normalization, {}}, kShape, 10);
  }

  void iterate() {
    const StepInfo step{.iteration = iteration_, .rate = 0.001, .momentum = 0.9, .weightDecay = 5e-4};
    const Parallel parallel = [this](std::int64_t count, const std::function<void(std::int64_t)>& f) {
      workers_.forEach(count, f);
    };
    learning_->iterate({.batchSize = kBatch, .iteration = iteration_}, parallel,
                       [&](Replica& replica) { algorithm_->local(replica, step); });
    const at::NoGradGuard noGrad;
    algorithm_->exchange(replicas_, step, ledger_, parallel);
    ++iteration_;
  }

  Network network_;
  DeviceImages images_;
  std::unique_ptr<Algorithm> algorithm_;
  std::vector<Replica> replicas_;
  std::vector<Participant> participants_;
  std::optional<Learning> learning_;  // of both
  CommunicationLedger ledger_;
  Workers workers_{2, [] { at::set_num_threads(1); }};
  std::int64_t iteration_ = 0;
};

}  // namespace

std::unique_ptr<Loop> engineLoop(const Work& work) {
  return std::make_unique<EngineLoop>(work);
}

}  // namespace lab::bench
