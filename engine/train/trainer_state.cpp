// What the trainer keeps in a checkpoint, and how it goes on from one.

#include <utility>

#include <ATen/ATen.h>

#include "engine/core/error.h"
#include "engine/train/checkpoint.h"
#include "engine/train/take_over.h"
#include "engine/train/trainer_impl.h"

namespace lab {

void Trainer::Impl::checkpointWhenDue() {
  const double every = spec_.checkpoint.everySeconds;
  const bool due = every > 0 && secondsSince(lastCheckpoint_) >= every;
  if (due && !ended_ && iteration_ < setup_.iterations) writeState();
}

// Everything between two iterations but the archive of older checkpoints.
Checkpoint Trainer::Impl::state() const {
  Checkpoint checkpoint;
  checkpoint.specJson = options_.specJson;
  checkpoint.changedSpecJson = changedSpecJson_;
  checkpoint.iteration = iteration_;
  checkpoint.seconds = seconds_;
  checkpoint.integers["ledger"] = ledger_.state();
  checkpoint.integers["evaluation_pending"] = {evaluationPending_ ? 1 : 0};
  checkpoint.integers["algorithm"] = setup_.algorithm->counters();
  if (scout_) scout_->save(checkpoint);
  for (std::size_t k = 0; k < setup_.replicas.size(); ++k) {
    setup_.participants[k].save(checkpoint, setup_.replicas[k]);
  }
  return checkpoint;
}

void Trainer::Impl::writeState(CheckpointArchive::Stay stay) {
  lastCheckpoint_ = Clock::now();
  if (options_.checkpoint.empty()) return;
  auto checkpoint = state();
  checkpoint.integers["archive"] = archive_.with(iteration_, stay);
  // The event comes before the file gets its name: the recorder flushes on it, so whatever is killed in
  // between, the run file is never behind the checkpoint that a resumed run starts from.
  writeCheckpoint(options_.checkpoint, checkpoint, [&] { sink_.on(CheckpointWritten{iteration_}); });
  archive_.add(iteration_, stay);
}

void Trainer::Impl::resume() {
  const auto checkpoint = readCheckpoint(options_.checkpoint, options_.specJson);
  changedSpecJson_ = checkpoint.changedSpecJson;
  archive_.restore(checkpoint.integers.at("archive"));
  restore(checkpoint);
  if (scout_) scout_->restore(checkpoint);
}

void Trainer::Impl::takeOver(const Fork& fork) {
  auto checkpoint = parentCheckpoint(fork);
  if (checkpoint.iteration >= setup_.iterations) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "training.iterations",
                 .problem = "the run ends at iteration " + std::to_string(setup_.iterations) +
                            ", but is forked at " + std::to_string(checkpoint.iteration),
                 .expected = "more iterations than that",
                 .remedy = "lengthen the run, or fork from an earlier checkpoint"});
  }
  archive_.restore({});  // the other one is the parent's
  continueFrom(std::move(checkpoint), fork.spec);
}

// From the state of a run of `before`, under the spec there is now: what does not fit it starts anew.
void Trainer::Impl::continueFrom(Checkpoint checkpoint, const ExperimentSpec& before) {
  adapt(checkpoint, before, spec_, setup_.algorithm->counters());
  restore(checkpoint);
  if (scout_) scout_->takeOver(checkpoint, before, ledger_);
  const at::NoGradGuard noGrad;
  if (before.algorithm.id != spec_.algorithm.id) startEqual(setup_.replicas, setup_.statistics, ledger_);
}

// Between two iterations, at most once: what was asked for from outside, or what is made again.
void Trainer::Impl::changeWhenAsked() {
  const auto& planned = options_.changes;
  while (changesMade_ < planned.size() && planned[changesMade_].iteration <= iteration_) {
    change(planned[changesMade_++].spec);
  }
  if (const auto wanted = control_.takeChange()) change(*wanted);
}

// The run goes on as a fork from a checkpoint of this moment would, in the same file. The checkpoint that follows
// keeps a later resume from repeating the iterations under the old settings.
void Trainer::Impl::change(const ExperimentSpec& spec) {
  auto events = options_.language.differences(spec_, spec);
  if (events.empty()) return;
  const at::NoGradGuard noGrad;
  auto now = state();
  const auto before = std::exchange(spec_, spec);
  setup_.changeAlgorithm(spec_);
  continueFrom(std::move(now), before);
  changedSpecJson_ = options_.language.toJson(spec_);
  for (auto& event : events) {
    event.iteration = iteration_;
    sink_.on(event);
  }
  writeState();
}

// Everything but SkewScout and the archive of older checkpoints.
void Trainer::Impl::restore(const Checkpoint& checkpoint) {
  const at::NoGradGuard noGrad;
  iteration_ = checkpoint.iteration;
  seconds_ = checkpoint.seconds;
  ledger_.restore(checkpoint.integers.at("ledger"));
  evaluationPending_ = checkpoint.integers.at("evaluation_pending").at(0) != 0;
  setup_.algorithm->restore(checkpoint.integers.at("algorithm"));
  for (std::size_t k = 0; k < setup_.replicas.size(); ++k) {
    setup_.participants[k].restore(checkpoint, setup_.replicas[k]);
  }
  control_.iteration = iteration_;
}

}  // namespace lab
