// What a look of SkewScout takes: it bills travel in bytes at most, but its evaluations take time.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "engine/algo/statistics.h"
#include "engine/core/loss_reading.h"
#include "engine/train/learning.h"
#include "engine/train/scout.h"
#include "engine/train/setup.h"
#include "engine/train/workers.h"
#include "tests/bench/loops.h"

namespace lab::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kIterations = 20;  // between two looks

double secondsOf(const auto& work) {
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

ExperimentSpec scouted(std::string_view reading, std::int64_t sample) {
  ExperimentSpec spec;
  spec.skewscout.enabled = true;
  spec.skewscout.loss = reading;
  spec.skewscout.sample = sample;
  return spec;
}

// The quick-start experiment: Gaia, LeNet with GroupNorm, five partitions of the embedded images.
class Run {
 public:
  explicit Run(const ExperimentSpec& spec) : spec_(spec), setup_(spec_, at::kCPU), scout_(spec_, setup_) {}

  void iterate() {
    const StepInfo step{.iteration = iteration_,
                        .rate = spec_.training.learningRate,
                        .momentum = spec_.training.momentum,
                        .weightDecay = spec_.training.weightDecay};
    learning_.iterate({.batchSize = spec_.training.batchSize, .iteration = iteration_}, parallel_,
                      [&](Replica& replica) { setup_.algorithm->local(replica, step); });
    const at::NoGradGuard noGrad;
    setup_.algorithm->exchange(setup_.replicas, step, ledger_, parallel_);
    ledger_.addBspReference(algo::bspNumbers(setup_.average, setup_.statistics));
    ++iteration_;
  }

  void look() {
    const at::NoGradGuard noGrad;
    (void)scout_.travel(iteration_, ledger_,
                        {.parallel = parallel_, .width = workers_.count(), .mayGoOn = [] { return true; }});
  }

 private:
  const ExperimentSpec& spec_;
  Setup setup_;
  Scout scout_;
  Learning learning_{setup_.replicas, setup_.participants, setup_.train};
  CommunicationLedger ledger_{static_cast<int>(spec_.partitions)};
  Workers workers_{2, [] { at::set_num_threads(1); }};
  Parallel parallel_ = [this](std::int64_t count, const std::function<void(std::int64_t)>& f) {
    workers_.forEach(count, f);
  };
  std::int64_t iteration_ = 0;
};

void row(const LossReading& reading, std::int64_t sample, int rounds) {
  const ExperimentSpec spec = scouted(reading.word, sample);
  Run run{spec};
  const auto train = [&] {
    for (int i = 0; i < kIterations; ++i) run.iterate();
  };
  train();  // the first ones make what the others use again
  run.look();
  std::vector<double> looks;
  for (int round = 0; round < rounds; ++round) {
    const double iteration = secondsOf(train) / kIterations;
    looks.push_back(secondsOf([&] { run.look(); }) / iteration);
  }
  std::ranges::sort(looks);
  std::printf("%-18s %6lld  %9.1f  %5.1f-%.1f\n", std::string{reading.word}.c_str(), static_cast<long long>(sample),
              looks[looks.size() / 2], looks.front(), looks.back());
  std::fflush(stdout);
}

}  // namespace

void lookTable(int rounds) {
  at::set_num_threads(1);  // as the trainer does between iterations
  std::printf("The quick-start experiment with Gaia, K = 5, two worker threads; medians of %d looks, in iterations\n\n",
              rounds);
  std::printf("%-18s %6s  %9s  %s\n", "reading", "images", "one look", "range");
  for (const auto& reading : kLossReadings) {
    for (const std::int64_t sample : {500, 2000}) row(reading, sample, rounds);
  }
}

}  // namespace lab::bench
