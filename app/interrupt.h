#pragma once

#include <chrono>
#include <csignal>

namespace lab::app {

/// Lets the main thread sleep until Ctrl-C, a request to terminate, or a word from another thread. Only one
/// may exist at a time. A second Ctrl-C ends the program at once, as usual.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Blocks until wake() or a signal.
  void wait();
  /// The same, but at most so long.
  void waitFor(std::chrono::milliseconds time);
  /// From any thread.
  void wake();

  [[nodiscard]] bool requested() const;  ///< a signal has come

 private:
  struct sigaction oldInterrupt_ {};
  struct sigaction oldTerminate_ {};
};

}  // namespace lab::app
