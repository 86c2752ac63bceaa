#include "engine/train/trainer.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "engine/algo/statistics.h"
#include "engine/train/beginning.h"
#include "engine/train/device.h"
#include "engine/train/environment.h"
#include "engine/train/schedule.h"
#include "engine/train/trainer_impl.h"

namespace lab {
namespace {

int threadsFor(const Learning& learning, const TrainerOptions& options) {
  return options.threads > 0 ? options.threads : defaultThreads(learning.pieces(), options.runsAtOnce);
}

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

double Trainer::Impl::secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Trainer::Impl::Impl(const ExperimentSpec& spec, EventSink& sink, RunControl& control, TrainerOptions options)
    : spec_(spec),
      sink_(sink),
      control_(control),
      options_(std::move(options)),
      setup_(spec, resolveDevice(options_.device)),
      ledger_(static_cast<int>(spec.partitions), spec.network.indexBytes),
      archive_(options_.checkpoint, spec.checkpoint.keep),
      workers_(threadsFor(learning_, options_), [] { at::set_num_threads(1); }),
      parallel_([this](std::int64_t count, const std::function<void(std::int64_t)>& f) {
        workers_.forEach(count, f);
      }) {
  if (spec_.skewscout.enabled) scout_.emplace(spec_, setup_);
}

void Trainer::Impl::run() {
  const OneThread oneThread;
  control_.iterations = setup_.iterations;
  start();
  while (!ended_ && iteration_ < setup_.iterations) {
    const bool enough = options_.stopAfter > 0 && iteration_ >= options_.stopAfter;
    if (enough || !mayBegin()) return stop();
    changeWhenAsked();
    train();
    report();
    steer();
    checkpointWhenDue();
  }
  if (evaluationPending_ || steeringPending()) return stop();
  if (!ended_) end(RunStatus::Finished, {});
}

// RunStarted and, unless the run goes on from a checkpoint, the state before the first iteration. A fork has a
// checkpoint of its own from the start: to be resumed from whatever happens, and verified from.
void Trainer::Impl::start() {
  RunStarted started = setup_.describe();
  started.specJson = options_.specJson;
  if (!spec_.diagnostics.normDivergence) started.normLayers.clear();
  if (scout_) started.knob = scout_->scale();
  started.environmentJson = environmentJson(
      setup_, spec_,
      {.threads = workers_.count(), .hdf5 = options_.hdf5, .commandLine = options_.commandLine, .fork = options_.fork});
  started.created = nowUtc();
  started.twin = options_.twin;
  if (!options_.twin.empty()) control_.meet(beginningOf(setup_, spec_.training.batchSize));
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

// Before an iteration: waits while paused, and for a twin. False when the run shall stop.
bool Trainer::Impl::mayBegin() {
  return control_.begin([this] { sink_.on(RunPaused{iteration_}); }, [this] { sink_.on(RunResumed{iteration_}); });
}

// Waits while paused; false when the run shall stop.
bool Trainer::Impl::mayGoOn() {
  control_.waitWhilePaused([this] { sink_.on(RunPaused{iteration_}); },
                           [this] { sink_.on(RunResumed{iteration_}); });
  return !control_.stopRequested();
}

// One iteration of the paper: every replica learns alone, then they talk. iteration_ counts it as done.
void Trainer::Impl::train() {
  const auto begin = Clock::now();
  const double factor = rateFactor(spec_.training.schedule, iteration_, setup_.iterations);
  const StepInfo step{.iteration = iteration_,
                      .rate = spec_.training.learningRate * factor,
                      .rateFactor = factor,
                      .momentum = spec_.training.momentum,
                      .weightDecay = spec_.training.weightDecay,
                      .last = iteration_ + 1 == setup_.iterations};
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
bool Trainer::Impl::steeringPending() const {
  return scout_ && !ended_ && iteration_ < setup_.iterations && scout_->due(iteration_);
}

// The models travel and the controller turns the knob. A stop may cut the travel short, and then the
// resumed run makes it: travels depend on the state between two iterations alone.
void Trainer::Impl::steer() {
  if (!steeringPending()) return;
  const at::NoGradGuard noGrad;
  const auto begin = Clock::now();
  const auto decision = scout_->travel(iteration_, ledger_, rounds());
  seconds_ += secondsSince(begin);
  if (!decision) return;
  sink_.on(*decision);
  if (spec_.checkpoint.atDecisions) writeState(CheckpointArchive::Stay::ForGood);
}

Rounds Trainer::Impl::rounds() {
  return {.parallel = parallel_, .width = workers_.count(), .mayGoOn = [this] { return mayGoOn(); }};
}

void Trainer::Impl::stop() {
  writeState();
  end(RunStatus::Stopped, {});
}

void Trainer::Impl::end(RunStatus status, const std::string& error) {
  ended_ = true;
  sink_.on(RunEnded{.iteration = iteration_, .seconds = seconds_, .status = status, .error = error});
}

Trainer::Trainer(const ExperimentSpec& spec, EventSink& sink, RunControl& control, TrainerOptions options)
    : impl_(std::make_unique<Impl>(spec, sink, control, std::move(options))) {}

Trainer::~Trainer() = default;

void Trainer::run() {
  impl_->run();
}

}  // namespace lab
