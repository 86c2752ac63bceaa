#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <list>
#include <string>

#include "app/child.h"
#include "app/interrupt.h"
#include "engine/sweep_table.h"

namespace lab::app {

/// Whether one more run may be started beside those that run. At least one always may.
struct MemoryQuestion {
  std::int64_t available = 0;  ///< bytes the machine can still give
  std::int64_t promised = 0;   ///< what the runs at work are expected to take yet
  std::int64_t wanted = 0;     ///< by the run to be started
  std::size_t running = 0;
};
[[nodiscard]] bool mayStart(const MemoryQuestion& question);

/// Works off the runs of a sweep: several at a time, each in a process of its own, so that memory is
/// accounted for and a run that fails does not take the others down. Main thread only.
class SweepQueue {
 public:
  struct Options {
    std::filesystem::path folder;
    int parallel = 1;
    int threads = 1;  ///< shared by the runs at work
    std::string device = "auto";
  };
  /// How a run ended: its exit code, the sentence it complained with, and its wall time in this sweep.
  struct Outcome {
    const SweepRun* run = nullptr;
    int exitCode = 0;
    std::string complaint;
    double seconds = 0;
  };
  struct Load {
    std::size_t waiting = 0;
    std::size_t running = 0;
    double seconds = 0;  ///< that the runs at work have been at it, together
  };

  SweepQueue(Options options, Interrupt& interrupt) : options_(std::move(options)), interrupt_(interrupt) {}

  void add(const SweepRun& run, SweepTask task) { waiting_.push_back({&run, task}); }

  /// Returns when all runs have ended, or after a signal, once those at work have written their checkpoints.
  /// `ended` is told of every run that has ended of itself; `tick` is called several times a second.
  void work(const std::function<void(const Outcome&)>& ended, const std::function<void(const Load&)>& tick);

 private:
  using Clock = std::chrono::steady_clock;

  struct Waiting {
    const SweepRun* run;
    SweepTask task;
  };
  struct Running {
    const SweepRun* run;
    Child child;
    Clock::time_point since;
    std::int64_t estimate;  // bytes, before correction
  };

  [[nodiscard]] int threadsForNext() const;
  [[nodiscard]] bool fits(const SweepRun& run) const;
  [[nodiscard]] std::int64_t corrected(std::int64_t estimate) const;
  [[nodiscard]] Load load() const;
  void start(const Waiting& next);
  void collect(const std::function<void(const Outcome&)>& ended);
  [[nodiscard]] Outcome outcome(const Running& run, int exitCode) const;
  void removeNotes(const SweepRun& run) const;

  Options options_;
  Interrupt& interrupt_;
  std::deque<Waiting> waiting_;
  std::list<Running> running_;
  double correction_ = 0;  // measured / estimated memory, the worst so far; 0 before the first measurement
};

/// Where a sweep keeps its lock and what it hands to its runs.
[[nodiscard]] std::filesystem::path notesFolder(const std::filesystem::path& folder);

}  // namespace lab::app
