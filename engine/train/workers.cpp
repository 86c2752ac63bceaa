#include "engine/train/workers.h"

#include <algorithm>
#include <utility>

#ifdef __linux__
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace lab {
namespace {

// Cores this process may use.
std::vector<std::size_t> cores() {
  std::vector<std::size_t> found;
#ifdef __linux__
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    for (std::size_t core = 0; core < CPU_SETSIZE; ++core) {
      if (CPU_ISSET(core, &set)) found.push_back(core);
    }
  }
#endif
  return found;
}

// A worker that wanders between cores loses its caches. With more threads than cores pinning would only hurt.
void pin(std::jthread& thread, std::size_t core) {
#ifdef __linux__
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  pthread_setaffinity_np(thread.native_handle(), sizeof set, &set);
#else
  (void)thread, (void)core;
#endif
}

// The window and the rest of the machine go first: a late frame is seen, a late minibatch is not.
void yieldToOthers() {
#ifdef __linux__
  constexpr int kNice = 5;
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);
#endif
}

}  // namespace

Workers::Workers(int count, const std::function<void()>& onStart, Share share) {
  const auto available = cores();
  const bool roomy = static_cast<std::size_t>(count * share.runs) <= available.size();
  for (int i = 0; i < count; ++i) {
    threads_.emplace_back([this, onStart](std::stop_token stop) { work(std::move(stop), onStart); });
    const auto place = static_cast<std::size_t>(count * share.place + i);
    if (roomy) pin(threads_.back(), available[available.size() - 1 - place]);
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

int defaultThreads(int partitions) {
  const auto available = static_cast<int>(std::max<std::size_t>(1, cores().size()));
  return std::clamp(available > 2 ? available - 1 : available, 1, std::max(1, partitions));
}

int defaultThreads(int partitions, Workers::Share share) {
  return std::max(1, defaultThreads(partitions * share.runs) / share.runs);
}

}  // namespace lab
