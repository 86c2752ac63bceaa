#include "engine/train/lockstep.h"

#include <algorithm>

#include "engine/core/error.h"

namespace lab {

std::string beginningProblem(const RunBeginning& left, const RunBeginning& right) {
  std::size_t shared = 0;
  for (const auto& [name, hash] : left.weights) {
    const auto other = right.weights.find(name);
    if (other == right.weights.end()) continue;
    ++shared;
    if (other->second != hash) return "the initial weights of " + name + " differ";
  }
  if (shared == 0) return "the networks have no weights in common";
  if (left.minibatches.size() != right.minibatches.size()) return "the numbers of partitions differ";
  const auto differing = std::ranges::mismatch(left.minibatches, right.minibatches);
  if (differing.in1 == left.minibatches.end()) return {};
  return "the minibatches of partition " + std::to_string(differing.in1 - left.minibatches.begin()) +
         " differ";
}

void Lockstep::pause() {
  const std::lock_guard lock{mutex_};
  limit_ = furthest(&Run::begun);
  changed_.notify_all();
}

void Lockstep::resume() {
  const std::lock_guard lock{mutex_};
  limit_.reset();
  changed_.notify_all();
}

void Lockstep::step(std::int64_t iterations) {
  const std::lock_guard lock{mutex_};
  limit_ = limit_.value_or(furthest(&Run::done)) + iterations;
  changed_.notify_all();
}

void Lockstep::stop() {
  const std::lock_guard lock{mutex_};
  for (auto& run : runs_) run.stop = true;
  changed_.notify_all();
}

void Lockstep::stopAlone(int run) {
  const std::lock_guard lock{mutex_};
  at(run).stop = true;
  changed_.notify_all();
}

bool Lockstep::stopRequested(int run) const {
  const std::lock_guard lock{mutex_};
  return runs_.at(static_cast<std::size_t>(run)).stop;
}

void Lockstep::meet(int run, const RunBeginning& beginning) {
  std::unique_lock lock{mutex_};
  auto& own = at(run);
  own.beginning = beginning;
  changed_.notify_all();
  for (const auto& other : runs_) {
    if (&other == &own) continue;
    changed_.wait(lock, [&] { return other.beginning || other.left || own.stop; });
    if (!other.beginning) continue;
    const auto problem = beginningProblem(beginning, *other.beginning);
    if (problem.empty()) continue;
    throw Error({.kind = ErrorKind::Run,
                 .doing = "Twin run",
                 .problem = problem,
                 .expected = "the same seed, initial weights and minibatches in both",
                 .remedy = "run the two one after the other instead"});
  }
}

bool Lockstep::mayGoOn(int run, const Listener& listener) {
  return wait(run, listener, /*beginning=*/false);
}

bool Lockstep::begin(int run, const Listener& listener) {
  return wait(run, listener, /*beginning=*/true);
}

void Lockstep::done(int run) {
  const std::lock_guard lock{mutex_};
  auto& own = at(run);
  own.begun = std::max(own.begun, ++own.done);
  changed_.notify_all();
}

void Lockstep::leave(int run) {
  const std::lock_guard lock{mutex_};
  at(run).left = true;
  changed_.notify_all();
}

// All others have done as much as this one.
bool Lockstep::accompanied(const Run& run) const {
  return std::ranges::all_of(runs_, [&](const Run& other) { return other.left || other.done >= run.done; });
}

std::int64_t Lockstep::furthest(std::int64_t Run::*count) const {
  std::int64_t most = 0;
  for (const auto& run : runs_) {
    if (!run.left) most = std::max(most, run.*count);
  }
  return most;
}

bool Lockstep::wait(int run, const Listener& listener, bool beginning) {
  std::unique_lock lock{mutex_};
  auto& own = at(run);
  bool told = false;
  while (!own.stop) {
    const bool paused = limit_ && own.done >= *limit_;
    if (paused != told) {
      told = paused;
      lock.unlock();  // whoever listens may call back
      (paused ? listener.onPause : listener.onResume)();
      lock.lock();
    } else if (!paused && (!beginning || accompanied(own))) {
      if (beginning) own.begun = own.done + 1;
      return true;
    } else {
      changed_.wait(lock);
    }
  }
  return false;
}

}  // namespace lab
