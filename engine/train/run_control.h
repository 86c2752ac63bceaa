#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "engine/core/spec.h"
#include "engine/train/lockstep.h"

namespace lab {

/// What others may ask of a running experiment, and where it stands. The asking side calls from any thread; the
/// experiment looks between two iterations.
class RunControl {
 public:
  RunControl() : RunControl(std::make_shared<Lockstep>(), 0) {}
  /// One of those that go in `lockstep`: what is asked of one is asked of all.
  RunControl(std::shared_ptr<Lockstep> lockstep, int run) : lockstep_(std::move(lockstep)), run_(run) {}
  RunControl(const RunControl&) = delete;
  RunControl& operator=(const RunControl&) = delete;
  ~RunControl() { leave(); }

  void stop() { lockstep_->stop(); }
  void stopAlone() { lockstep_->stopAlone(run_); }
  void pause() { lockstep_->pause(); }
  void resume() { lockstep_->resume(); }
  void step(std::int64_t iterations_) { lockstep_->step(iterations_); }  ///< go on for so many, then pause again

  /// Goes on under another spec from the next iteration on; of several before that, the last one counts.
  void change(const ExperimentSpec& spec) {
    const std::lock_guard lock{mutex_};
    wanted_ = spec;
  }

  // The experiment's side.

  /// What has been asked for since the last call.
  [[nodiscard]] std::optional<ExperimentSpec> takeChange() {
    const std::lock_guard lock{mutex_};
    return std::exchange(wanted_, std::nullopt);
  }

  [[nodiscard]] bool stopRequested() const { return lockstep_->stopRequested(run_); }

  /// Waits while paused. `onPause` and `onResume` are called around the wait, if there is one.
  void waitWhilePaused(const std::function<void()>& onPause, const std::function<void()>& onResume) {
    (void)lockstep_->mayGoOn(run_, {onPause, onResume});
  }

  /// The same before an iteration, and waits for the others of the lockstep. False when the run shall stop.
  [[nodiscard]] bool begin(const std::function<void()>& onPause, const std::function<void()>& onResume) {
    return lockstep_->begin(run_, {onPause, onResume});
  }

  /// Before the first iteration: throws Error{Run} when the other of a lockstep begins with something else.
  void meet(const RunBeginning& beginning) { lockstep_->meet(run_, beginning); }

  /// One iteration is done; counts down step().
  void iterationDone(std::int64_t done, double trained) {
    iteration = done;
    seconds = trained;
    lockstep_->done(run_);
  }

  /// The experiment has ended: nobody shall wait for it.
  void leave() { lockstep_->leave(run_); }

  std::atomic<std::int64_t> iteration{0};
  std::atomic<std::int64_t> iterations{0};  ///< planned
  std::atomic<double> seconds{0};           ///< of training

 private:
  std::shared_ptr<Lockstep> lockstep_;
  int run_;
  std::mutex mutex_;
  std::optional<ExperimentSpec> wanted_;  // guarded by mutex_
};

}  // namespace lab
