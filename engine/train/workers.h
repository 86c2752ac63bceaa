#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lab {

/// Threads that share out independent pieces of work. Who does which piece is left to chance, so a piece must not
/// depend on its thread; sums over pieces are made by the caller in order.
class Workers {
 public:
  /// `count` >= 1 threads; `onStart` runs first in each, e.g. to keep LibTorch to one thread.
  Workers(int count, const std::function<void()>& onStart);
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers();

  [[nodiscard]] int count() const { return static_cast<int>(threads_.size()); }

  /// Calls f(0) .. f(pieces - 1) and returns when all are done. Waits. The first exception of any piece is thrown
  /// again here, after the other pieces have ended.
  void forEach(std::int64_t pieces, const std::function<void(std::int64_t)>& f);

 private:
  void work(std::stop_token stop, const std::function<void()>& onStart);
  void takePieces();

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable done_;
  const std::function<void(std::int64_t)>* task_ = nullptr;  // guarded by mutex_
  std::int64_t pieces_ = 0;                                   // guarded by mutex_
  std::uint64_t round_ = 0;                                   // guarded by mutex_
  int busy_ = 0;                                              // guarded by mutex_
  std::exception_ptr failure_;                                // guarded by mutex_
  std::atomic<std::int64_t> next_{0};
  std::vector<std::jthread> threads_;
};

/// Threads that each of `runs` runs at once, of `partitions`, uses when nobody says: one per core this process may
/// use, one left to the window when there are more than two, at least one, never more than partitions.
[[nodiscard]] int defaultThreads(int partitions, int runs = 1);

}  // namespace lab
