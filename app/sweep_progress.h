#pragma once

#include <chrono>
#include <ostream>

#include "app/sweep_queue.h"

namespace lab::app {

/// Tells how far a sweep is: a line for every run that has ended and, on a terminal, one that is written
/// over.
class SweepProgress {
 public:
  struct Total {
    std::size_t runs = 0;  ///< of the whole sweep
    std::size_t done = 0;  ///< that nothing is left to do for
  };

  SweepProgress(std::ostream& out, bool terminal, Total total)
      : out_(out), terminal_(terminal), total_(total) {}

  void ended(const SweepQueue::Outcome& outcome, const SweepRow& row);
  void tick(const SweepQueue::Load& load);
  void clear();  ///< takes the status line away

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::string remaining(const SweepQueue::Load& load) const;

  std::ostream& out_;
  bool terminal_;
  Total total_;
  int measured_ = 0;    // runs that have ended in this sweep
  double seconds_ = 0;  // wall time they took
  std::size_t lineLength_ = 0;
  Clock::time_point lastShown_;
};

}  // namespace lab::app
