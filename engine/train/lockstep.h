#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace lab {

/// What a run begins with, as hashes: what twins must have in common.
struct RunBeginning {
  std::map<std::string, std::uint64_t> weights;  ///< of every initial parameter, by its name in the network
  std::vector<std::uint64_t> minibatches;  ///< [K] of the order in which each partition goes through its data
};

/// Why the runs of these two beginnings are no twins, in one sentence; empty when they are. Where the
/// networks differ, in their normalization, the parameters that both have count.
[[nodiscard]] std::string beginningProblem(const RunBeginning& left, const RunBeginning& right);

/// Who may go on, and when: of one run, or of two that go in lockstep. What is asked from outside holds for
/// all of them at once and may come from any thread; each run asks before every iteration. Neither of two is
/// ever more than one iteration ahead of the other, and a pause finds both at the same iteration. A run that
/// has left, because it is finished, failed or stopped, is waited for no more.
class Lockstep {
 public:
  explicit Lockstep(int runs = 1) : runs_(static_cast<std::size_t>(runs)) {}

  void pause();
  void resume();
  void step(std::int64_t iterations);  ///< go on for so many iterations, then pause again
  void stop();
  void stopAlone(int run);  ///< the others go on

  // The runs' side, each from its own thread. `run` counts from 0.

  /// Called around the time in which a run is paused, without a lock.
  struct Listener {
    std::function<void()> onPause;
    std::function<void()> onResume;
  };

  [[nodiscard]] bool stopRequested(int run) const;

  /// Before the first iteration: waits for what the other begins with. Throws Error{Run}, in both, when the
  /// two are no twins. Returns at once when there is no other.
  void meet(int run, const RunBeginning& beginning);

  /// Waits while paused, between two pieces of work that belong to no iteration. False when the run shall
  /// stop.
  [[nodiscard]] bool mayGoOn(int run, const Listener& listener);

  /// Before an iteration: waits while paused, and for the others. False when the run shall stop; else it must
  /// do the iteration and then call done().
  [[nodiscard]] bool begin(int run, const Listener& listener);
  void done(int run);
  void leave(int run);

 private:
  struct Run {
    std::int64_t begun = 0;  // iterations
    std::int64_t done = 0;
    bool stop = false;
    bool left = false;
    std::optional<RunBeginning> beginning{};
  };

  [[nodiscard]] Run& at(int run) { return runs_.at(static_cast<std::size_t>(run)); }
  [[nodiscard]] bool accompanied(const Run& run) const;
  [[nodiscard]] std::int64_t furthest(std::int64_t Run::*count) const;
  [[nodiscard]] bool wait(int run, const Listener& listener, bool beginning);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Run> runs_;              // guarded by mutex_
  std::optional<std::int64_t> limit_;  // guarded by mutex_; who has done so many iterations is paused
};

}  // namespace lab
