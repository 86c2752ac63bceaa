// What the trainer keeps in a checkpoint, and how it goes on from one.

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

void Trainer::Impl::writeState(CheckpointArchive::Stay stay) {
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

void Trainer::Impl::resume() {
  const auto checkpoint = readCheckpoint(options_.checkpoint, options_.specJson);
  restore(checkpoint);
  if (scout_) scout_->restore(checkpoint);
}

// What does not fit the changed spec starts anew.
void Trainer::Impl::takeOver(const Fork& fork) {
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
void Trainer::Impl::restore(const Checkpoint& checkpoint) {
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

}  // namespace lab
