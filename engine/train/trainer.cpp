#include "engine/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "engine/algo/statistics.h"
#include "engine/core/error.h"
#include "engine/core/ledger.h"
#include "engine/train/checkpoint.h"
#include "engine/train/checkpoint_archive.h"
#include "engine/train/device.h"
#include "engine/train/environment.h"
#include "engine/train/examiner.h"
#include "engine/train/learning.h"
#include "engine/train/schedule.h"
#include "engine/train/scout.h"
#include "engine/train/setup.h"
#include "engine/train/take_over.h"
#include "engine/train/workers.h"

namespace lab {
namespace {

using Clock = std::chrono::steady_clock;

// Points of loss and traffic: often enough for a smooth line, rarely enough for a run of 64,000 iterations.
constexpr std::int64_t kPointEvery = 10;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

int threadsFor(const Learning& learning, int wanted) { return wanted > 0 ? wanted : defaultThreads(learning.pieces()); }

// LibTorch works with one thread on the calling thread, too: its helpers would spin for a while after every
// operation between two iterations, on cores that the workers need.
class OneThread {
 public:
  OneThread() : before_(at::get_num_threads()) { at::set_num_threads(1); }
  ~OneThread() { at::set_num_threads(before_); }
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

}  // namespace

class Trainer::Impl {
 public:
  Impl(const ExperimentSpec& spec, EventSink& sink, RunControl& control, TrainerOptions options)
      : spec_(spec),
        sink_(sink),
        control_(control),
        options_(std::move(options)),
        setup_(spec, resolveDevice(options_.device)),
        ledger_(static_cast<int>(spec.partitions), spec.network.indexBytes),
        archive_(options_.checkpoint, spec.checkpoint.keep),
        workers_(threadsFor(learning_, options_.threads), [] { at::set_num_threads(1); }),
        parallel_([this](std::int64_t count, const std::function<void(std::int64_t)>& f) {
          workers_.forEach(count, f);
        }) {
    if (spec_.skewscout.enabled) scout_.emplace(spec_, setup_);
  }

  void run() {
    const OneThread oneThread;
    control_.iterations = setup_.iterations;
    start();
    while (!ended_ && iteration_ < setup_.iterations) {
      const bool enough = options_.stopAfter > 0 && iteration_ >= options_.stopAfter;
      if (enough || !mayGoOn()) return stop();
      train();
      report();
      steer();
      checkpointWhenDue();
    }
    if (evaluationPending_ || steeringPending()) return stop();
    if (!ended_) end(RunStatus::Finished, {});
  }

 private:
  // RunStarted and, unless the run goes on from a checkpoint, the state before the first iteration. A fork has a
  // checkpoint of its own from the start: to be resumed from whatever happens, and verified from.
  void start() {
    RunStarted started = setup_.describe();
    started.specJson = options_.specJson;
    if (!spec_.diagnostics.normDivergence) started.normLayers.clear();
    if (scout_) started.knob = scout_->scale();
    started.environmentJson = environmentJson(
        setup_, spec_,
        {.threads = workers_.count(), .hdf5 = options_.hdf5, .commandLine = options_.commandLine, .fork = options_.fork});
    started.created = nowUtc();
    if (options_.resume) resume();
    if (options_.fork) takeOver(*options_.fork);
    if (options_.fork && scout_) started.knob.start = startingSetting(spec_, options_.fork->spec);
    sink_.on(started);
    if (options_.fork) writeState(CheckpointArchive::Stay::ForGood);
    const bool fresh = !options_.resume && !options_.fork;
    if (fresh) reportTraffic();
    if (fresh || evaluationPending_) evaluateAll();
    steer();  // what a stop has cut short
  }

  // Waits while paused; false when the run shall stop.
  [[nodiscard]] bool mayGoOn() {
    control_.waitWhilePaused([this] { sink_.on(RunPaused{iteration_}); },
                             [this] { sink_.on(RunResumed{iteration_}); });
    return !control_.stopRequested();
  }

  // One iteration of the paper: every replica learns alone, then they talk. iteration_ counts it as done.
  void train() {
    const auto begin = Clock::now();
    const double factor = rateFactor(spec_.training.schedule, iteration_, setup_.iterations);
    const StepInfo step{.iteration = iteration_,
                        .rate = spec_.training.learningRate * factor,
                        .rateFactor = factor,
                        .momentum = spec_.training.momentum,
                        .weightDecay = spec_.training.weightDecay};
    const Assignment assignment{.batchSize = spec_.training.batchSize,
                                .iteration = iteration_,
                                .iterations = setup_.iterations,
                                .measureMeans = measuresMeans(),
                                .augmentation = augmentation_};
    learning_.iterate(assignment, parallel_, [&](Replica& replica) { setup_.algorithm->local(replica, step); });
    const at::NoGradGuard noGrad;
    if (learning_.together()) algo::billTogether(setup_.replicas, ledger_);
    setup_.algorithm->exchange(setup_.replicas, step, ledger_, parallel_);
    ledger_.addBspReference(algo::bspNumbers(setup_.average, setup_.statistics));
    seconds_ += secondsSince(begin);
    control_.iterationDone(++iteration_, seconds_);
  }

  // After the last iteration there is nothing left to steer.
  [[nodiscard]] bool steeringPending() const {
    return scout_ && !ended_ && iteration_ < setup_.iterations && scout_->due(iteration_);
  }

  // The models travel and the controller turns the knob. A stop may cut the travel short, and then the
  // resumed run makes it: travels depend on the state between two iterations alone.
  void steer() {
    if (!steeringPending()) return;
    const at::NoGradGuard noGrad;
    const auto begin = Clock::now();
    const auto decision = scout_->travel(iteration_, ledger_, rounds());
    seconds_ += secondsSince(begin);
    if (!decision) return;
    sink_.on(*decision);
    if (spec_.checkpoint.atDecisions) writeState(CheckpointArchive::Stay::ForGood);
  }

  [[nodiscard]] Rounds rounds() {
    return {.parallel = parallel_, .width = workers_.count(), .mayGoOn = [this] { return mayGoOn(); }};
  }

  [[nodiscard]] bool measuresMeans() const {
    const auto& wanted = spec_.diagnostics;
    const std::int64_t place = iteration_ % wanted.every;
    return wanted.normDivergence && !setup_.network.plan().normLayers.empty() &&
           place >= wanted.every - wanted.window;
  }

  [[nodiscard]] bool measuresAnything() const {
    const auto& wanted = spec_.diagnostics;
    return wanted.weightDivergence || wanted.updateSize || comparesLayers();
  }

  [[nodiscard]] bool comparesLayers() const {
    return spec_.diagnostics.normDivergence && !setup_.network.plan().normLayers.empty();
  }

  void report() {
    const at::NoGradGuard noGrad;
    const bool evaluationDue = iteration_ == setup_.iterations || iteration_ % spec_.evaluation.every == 0;
    if (evaluationDue || iteration_ % kPointEvery == 0) {
      const auto losses = reportLoss();
      reportTraffic();
      checkLosses(losses);
    }
    if (!ended_ && iteration_ % spec_.diagnostics.every == 0 && measuresAnything()) reportDivergence();
    if (!ended_ && evaluationDue) evaluateAll();
  }

  std::vector<float> reportLoss() {
    const double factor = rateFactor(spec_.training.schedule, iteration_ - 1, setup_.iterations);
    TrainingPoint point{
        .iteration = iteration_, .loss = {}, .learningRate = spec_.training.learningRate * factor};
    for (auto& participant : setup_.participants) point.loss.push_back(participant.takeLoss());
    sink_.on(point);
    return point.loss;
  }

  void checkLosses(const std::vector<float>& losses) {
    for (std::size_t k = 0; k < losses.size() && !ended_; ++k) {
      auto& participant = setup_.participants[k];
      if (std::isfinite(losses[k]) || participant.diverged) continue;
      participant.diverged = true;
      sink_.on(PartitionDiverged{iteration_, static_cast<int>(k)});
      if (spec_.stop.onDivergence) end(RunStatus::Failed, divergenceSentence(k));
    }
  }

  [[nodiscard]] std::string divergenceSentence(std::size_t partition) const {
    return "The loss of partition " + std::to_string(partition) +
           " is no longer a finite number at iteration " + std::to_string(iteration_) +
           "; lower training.learning_rate, or set stop.on_divergence to false to watch it.";
  }

  void reportTraffic() {
    sink_.on(CommunicationPoint{.iteration = iteration_,
                                .epoch = epoch(),
                                .seconds = seconds_,
                                .bytes = ledger_.bytesBySender(),
                                .values = ledger_.valuesBySender(),
                                .bytesByKind = ledger_.bytesByKind(),
                                .bspBytes = ledger_.bspBytes(),
                                .bspValues = ledger_.bspValues()});
  }

  void reportDivergence() {
    DivergencePoint point{.iteration = iteration_, .weights = {}, .norm = {}};
    if (spec_.diagnostics.weightDivergence) point.weights = weightDivergence(setup_.replicas);
    if (spec_.diagnostics.updateSize) {
      for (const auto& replica : setup_.replicas) point.updates.push_back(updateSize(replica));
    }
    if (comparesLayers()) {
      std::vector<std::vector<at::Tensor>> means;
      for (auto& participant : setup_.participants) means.push_back(participant.takeChannelMeans());
      point.norm = normDivergence(means);
    }
    sink_.on(point);
  }

  // An evaluation that a stop cuts short is pending: it is the first thing the resumed run does, so that its
  // series has no gap.
  void evaluateAll() {
    const at::NoGradGuard noGrad;
    evaluationPending_ = true;
    auto point = examiner_.examine(iteration_, rounds());
    if (!point) return;
    evaluationPending_ = false;
    point->epoch = epoch();
    point->seconds = seconds_;
    point->bytes = ledger_.totalBytes();
    sink_.on(*point);
    if (spec_.stop.targetAccuracy > 0 &&
        static_cast<double>(point->meanAccuracy) >= spec_.stop.targetAccuracy) {
      end(RunStatus::Finished, {});
    }
  }

  [[nodiscard]] double epoch() const { return static_cast<double>(iteration_) / setup_.iterationsPerEpoch; }

  void checkpointWhenDue() {
    const double every = spec_.checkpoint.everySeconds;
    const bool due = every > 0 && secondsSince(lastCheckpoint_) >= every;
    if (due && !ended_ && iteration_ < setup_.iterations) writeState();
  }

  void stop() {
    writeState();
    end(RunStatus::Stopped, {});
  }

  void writeState(CheckpointArchive::Stay stay = CheckpointArchive::Stay::Passing) {
    lastCheckpoint_ = Clock::now();
    if (options_.checkpoint.empty()) return;
    Checkpoint checkpoint;
    checkpoint.specJson = options_.specJson;
    checkpoint.iteration = iteration_;
    checkpoint.seconds = seconds_;
    checkpoint.integers["ledger"] = ledger_.state();
    checkpoint.integers["evaluation_pending"] = {evaluationPending_ ? 1 : 0};
    checkpoint.integers["archive"] = archive_.with(iteration_, stay);
    checkpoint.integers["algorithm"] = setup_.algorithm->counters();
    if (scout_) scout_->save(checkpoint);
    for (std::size_t k = 0; k < setup_.replicas.size(); ++k) {
      setup_.participants[k].save(checkpoint, setup_.replicas[k]);
    }
    // The event comes before the file gets its name: the recorder flushes on it, so whatever is killed in
    // between, the run file is never behind the checkpoint that a resumed run starts from.
    writeCheckpoint(options_.checkpoint, checkpoint, [&] { sink_.on(CheckpointWritten{iteration_}); });
    archive_.add(iteration_, stay);
  }

  void resume() {
    const auto checkpoint = readCheckpoint(options_.checkpoint, options_.specJson);
    restore(checkpoint);
    if (scout_) scout_->restore(checkpoint);
  }

  // What does not fit the changed spec starts anew.
  void takeOver(const Fork& fork) {
    const auto checkpoint = checkpointFor(spec_, fork, setup_.algorithm->counters());
    if (checkpoint.iteration >= setup_.iterations) {
      throw Error({.kind = ErrorKind::Usage,
                   .doing = "training.iterations",
                   .problem = "the run ends at iteration " + std::to_string(setup_.iterations) +
                              ", but is forked at " + std::to_string(checkpoint.iteration),
                   .expected = "more iterations than that",
                   .remedy = "lengthen the run, or fork from an earlier checkpoint"});
    }
    restore(checkpoint);
    if (scout_) scout_->takeOver(checkpoint, fork.spec, ledger_);
    const at::NoGradGuard noGrad;
    if (fork.spec.algorithm.id != spec_.algorithm.id) startEqual(setup_.replicas, setup_.statistics, ledger_);
  }

  // Everything but SkewScout.
  void restore(const Checkpoint& checkpoint) {
    const at::NoGradGuard noGrad;
    iteration_ = checkpoint.iteration;
    seconds_ = checkpoint.seconds;
    ledger_.restore(checkpoint.integers.at("ledger"));
    evaluationPending_ = checkpoint.integers.at("evaluation_pending").at(0) != 0;
    archive_.restore(checkpoint.integers.at("archive"));
    setup_.algorithm->restore(checkpoint.integers.at("algorithm"));
    for (std::size_t k = 0; k < setup_.replicas.size(); ++k) {
      setup_.participants[k].restore(checkpoint, setup_.replicas[k]);
    }
    control_.iteration = iteration_;
  }

  void end(RunStatus status, const std::string& error) {
    ended_ = true;
    sink_.on(RunEnded{.iteration = iteration_, .seconds = seconds_, .status = status, .error = error});
  }

  const ExperimentSpec& spec_;
  EventSink& sink_;
  RunControl& control_;
  TrainerOptions options_;
  Setup setup_;
  Examiner examiner_{spec_, setup_};
  Augmentation augmentation_{augmentationNamed(spec_.dataset.augment)};
  Learning learning_{setup_.replicas, setup_.participants, setup_.train};
  CommunicationLedger ledger_;
  CheckpointArchive archive_;
  Workers workers_;
  Parallel parallel_;
  std::optional<Scout> scout_;  // with SkewScout
  Clock::time_point lastCheckpoint_ = Clock::now();
  std::int64_t iteration_ = 0;  // done so far
  double seconds_ = 0;          // of training
  bool evaluationPending_ = false;
  bool ended_ = false;
};

Trainer::Trainer(const ExperimentSpec& spec, EventSink& sink, RunControl& control, TrainerOptions options)
    : impl_(std::make_unique<Impl>(spec, sink, control, std::move(options))) {}

Trainer::~Trainer() = default;

void Trainer::run() {
  impl_->run();
}

}  // namespace lab
