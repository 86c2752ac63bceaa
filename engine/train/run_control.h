#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>

namespace lab {

/// What others may ask of a running experiment, and where it stands. The asking side calls from any thread; the
/// experiment looks between two iterations.
class RunControl {
 public:
  void stop();
  void pause();
  void resume();
  void step(std::int64_t iterations);  ///< go on for so many iterations, then pause again

  // The experiment's side.

  [[nodiscard]] bool stopRequested() const { return stop_; }

  /// Waits while paused. `onPause` and `onResume` are called around the wait, if there is one.
  void waitWhilePaused(const std::function<void()>& onPause, const std::function<void()>& onResume);

  /// One iteration is done; counts down step().
  void iterationDone(std::int64_t iteration, double seconds);

  std::atomic<std::int64_t> iteration{0};
  std::atomic<std::int64_t> iterations{0};  ///< planned
  std::atomic<double> seconds{0};           ///< of training

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> stop_{false};
  bool paused_ = false;          // guarded by mutex_
  std::int64_t stepsLeft_ = 0;   // guarded by mutex_; while > 0 a pause waits
};

}  // namespace lab
