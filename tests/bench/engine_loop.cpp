#include <chrono>
#include <optional>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "engine/nn/model.h"
#include "engine/train/participant.h"
#include "engine/train/workers.h"
#include "tests/bench/loops.h"

#include "engine/algo/algorithm.h"

namespace lab::bench {
namespace {

constexpr std::int64_t kBatch = 20;
constexpr std::int64_t kImages = 2000;

ImageSet randomImages() {
  Random random{1};
  ImageSet set;
  set.pixels.resize(static_cast<std::size_t>(kImages * 3 * 32 * 32));
  for (auto& pixel : set.pixels) pixel = static_cast<std::uint8_t>(random.below(256));
  for (std::int64_t i = 0; i < kImages; ++i) set.labels.push_back(static_cast<std::int64_t>(random.below(10)));
  return set;
}

}  // namespace

double engineImagesPerSecond(const Work& work) {
  const ImageShape shape{3, 32, 32};
  Plan plan = model::plan({"lenet", {{"variant", static_cast<double>(model::Variant::Standard)}}},
                          {work.normalization, {}}, shape, 10);
  const bool channelsLast = plan.channelsLast;
  const Network network{std::move(plan), channelsLast};
  const DeviceImages images{randomImages(), shape, {.scale = 255, .mean = {0.5F, 0.5F, 0.5F}, .deviation = {}},
                            at::kCPU, channelsLast};
  const auto algorithm = algo::named("bsp").make({.segments = segments(network.plan()), .partitions = work.partitions, .params = {}});
  std::vector<std::int64_t> samples(static_cast<std::size_t>(kImages));
  for (std::int64_t i = 0; i < kImages; ++i) samples[static_cast<std::size_t>(i)] = i;
  std::vector<Replica> replicas;
  std::vector<Participant> participants;
  for (int k = 0; k < work.partitions; ++k) {
    algorithm->prepare(replicas.emplace_back(k, network, at::kCPU));
    replicas.back().initialize(Seed{1});
    participants.emplace_back(samples, Seed{1}.child(k), at::kCPU);
  }
  CommunicationLedger ledger{work.partitions};
  Workers workers{2, [] { at::set_num_threads(1); }};
  const Parallel parallel = [&](std::int64_t count, const std::function<void(std::int64_t)>& f) {
    workers.forEach(count, f);
  };
  const auto iterate = [&](std::int64_t iteration) {
    const StepInfo step{.iteration = iteration, .rate = 0.001, .momentum = 0.9, .weightDecay = 5e-4};
    parallel(work.partitions, [&](std::int64_t k) {
      const auto place = static_cast<std::size_t>(k);
      participants[place].learn(replicas[place], images, {.batchSize = kBatch, .iteration = iteration});
      const at::NoGradGuard noGrad;
      algorithm->local(replicas[place], step);
    });
    const at::NoGradGuard noGrad;
    algorithm->exchange(replicas, step, ledger, parallel);
  };

  using Clock = std::chrono::steady_clock;
  std::int64_t iteration = 0;
  while (iteration < 3) iterate(iteration++);
  const auto begin = Clock::now();
  const std::int64_t first = iteration;
  double seconds = 0;
  while (seconds < work.seconds) {
    iterate(iteration++);
    seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  }
  return static_cast<double>((iteration - first) * work.partitions * kBatch) / seconds;
}

}  // namespace lab::bench
