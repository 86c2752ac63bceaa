#include "engine/train/run_control.h"

namespace lab {

void RunControl::stop() {
  const std::lock_guard lock{mutex_};
  stop_ = true;
  changed_.notify_all();
}

void RunControl::pause() {
  const std::lock_guard lock{mutex_};
  paused_ = true;
  stepsLeft_ = 0;
}

void RunControl::resume() {
  const std::lock_guard lock{mutex_};
  paused_ = false;
  stepsLeft_ = 0;
  changed_.notify_all();
}

void RunControl::step(std::int64_t iterations_) {
  const std::lock_guard lock{mutex_};
  paused_ = true;
  stepsLeft_ += iterations_;
  changed_.notify_all();
}

void RunControl::waitWhilePaused(const std::function<void()>& onPause, const std::function<void()>& onResume) {
  std::unique_lock lock{mutex_};
  const auto mayRun = [this] { return stop_ || !paused_ || stepsLeft_ > 0; };
  if (mayRun()) return;
  lock.unlock();  // whoever listens may call back
  onPause();
  lock.lock();
  changed_.wait(lock, mayRun);
  lock.unlock();
  if (!stop_) onResume();
}

void RunControl::iterationDone(std::int64_t done, double trained) {
  iteration = done;
  seconds = trained;
  const std::lock_guard lock{mutex_};
  if (stepsLeft_ > 0) --stepsLeft_;
}

}  // namespace lab
