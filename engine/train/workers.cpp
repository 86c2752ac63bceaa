#include "engine/train/workers.h"

#include <algorithm>
#include <utility>

#ifdef __linux__
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace lab {
namespace {

// Cores this process may use, at least one.
int cores() {
#ifdef __linux__
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
#endif
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

// The window and the rest of the machine go first: a late frame is seen, a late minibatch is not.
void yieldToOthers() {
#ifdef __linux__
  constexpr int kNice = 5;
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);
#endif
}

}  // namespace

// No thread is tied to a core: other runs on this machine would choose the same ones, and alone it is not faster.
Workers::Workers(int count, const std::function<void()>& onStart) {
  for (int i = 0; i < count; ++i) {
    threads_.emplace_back([this, onStart](std::stop_token stop) { work(std::move(stop), onStart); });
  }
}

Workers::~Workers() {
  for (auto& thread : threads_) thread.request_stop();
  wake_.notify_all();
}

void Workers::forEach(std::int64_t pieces, const std::function<void(std::int64_t)>& f) {
  std::unique_lock lock{mutex_};
  task_ = &f;
  pieces_ = pieces;
  next_ = 0;
  failure_ = nullptr;
  busy_ = count();
  ++round_;
  wake_.notify_all();
  done_.wait(lock, [this] { return busy_ == 0; });
  if (failure_) std::rethrow_exception(failure_);
}

void Workers::work(std::stop_token stop, const std::function<void()>& onStart) {
  yieldToOthers();
  onStart();
  std::uint64_t seen = 0;
  while (true) {
    {
      std::unique_lock lock{mutex_};
      if (!wake_.wait(lock, stop, [&] { return round_ != seen; })) return;
      seen = round_;
    }
    takePieces();
    const std::lock_guard lock{mutex_};
    if (--busy_ == 0) done_.notify_all();
  }
}

void Workers::takePieces() {
  while (true) {
    const std::int64_t piece = next_++;
    if (piece >= pieces_) return;
    try {
      (*task_)(piece);
    } catch (...) {
      const std::lock_guard lock{mutex_};
      if (!failure_) failure_ = std::current_exception();
    }
  }
}

int defaultThreads(int partitions, int runs) {
  const int all = cores();
  const int forRuns = all > 2 ? all - 1 : all;
  return std::clamp(forRuns / std::max(1, runs), 1, std::max(1, partitions));
}

}  // namespace lab
