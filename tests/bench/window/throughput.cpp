// Does watching cost training time? The same run with and without a window side by side, one resting while
// the other does the same work: a shared machine changes its speed too much to run one after the other.

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <optional>
#include <semaphore>
#include <thread>
#include <utility>

#include <time.h>

#include <QEventLoop>

#include "engine/core/sink.h"
#include "tests/bench/window/parts.h"
#include "tests/bench/window/trained_window.h"
#include "tests/bench/window/waiting.h"
#include "ui/bridge/recorded_run.h"

namespace lab::bench {
namespace {

constexpr std::size_t kTurns = 24;  // of each
constexpr int kEvaluations = 4;     // in a turn, with the iterations between them
constexpr std::chrono::seconds kPatience{60};

/// Notes when the engine pauses, on the engine's thread: the window hears of it a frame later, which is no cost.
class Pauses final : public EventSink {
 public:
  explicit Pauses(std::shared_ptr<EventSink> next = nullptr) : next_(std::move(next)) {}

  void on(const Event& event) override {
    if (std::holds_alternative<RunPaused>(event)) {
      latest_ = Clock::now();
      paused_.release();
    }
    if (next_) next_->on(event);
  }
  [[nodiscard]] bool await() { return paused_.try_acquire_for(kPatience); }
  [[nodiscard]] Clock::time_point latest() const { return latest_; }

 private:
  std::shared_ptr<EventSink> next_;
  std::counting_semaphore<> paused_{0};
  std::atomic<Clock::time_point> latest_{};
};

// Over the next evaluations.
void step(ui::RecordedRun& run) {
  static const std::int64_t every = endlessQuickStart().evaluation.every;
  run.step(kEvaluations * every - run.progress().iteration % every);
}

/// The run without a window: this thread sleeps while it trains.
class Headless {
 public:
  Headless() : run_(ui::recordedSession(endlessQuickStart(), pauses_, "cpu")) { run_->start(); }
  ~Headless() {
    run_->stop();
    run_->wait();
  }
  Headless(const Headless&) = delete;
  Headless& operator=(const Headless&) = delete;

  [[nodiscard]] const Pauses& pauses() const { return *pauses_; }
  bool goOn() {
    step(*run_);
    return pauses_->await();
  }

 private:
  std::shared_ptr<Pauses> pauses_ = std::make_shared<Pauses>();
  std::unique_ptr<ui::RecordedRun> run_;
};

// The window hears of it as of any pause.
bool goOn(TrainedWindow& lab, ui::RecordedRun& run) {
  QEventLoop loop;
  QTimer::singleShot(kPatience, &loop, [&loop] { loop.exit(1); });
  bool moving = !lab.isPaused();
  QObject::connect(lab.transport().pauseAction(), &QAction::changed, &loop, [&] {
    moving = moving || !lab.isPaused();
    if (moving && lab.isPaused()) loop.quit();
  });
  step(run);
  return loop.exec() == 0;
}

/// Milliseconds until the engine paused; nothing when it did not come to its end.
template <class Turn>
std::optional<double> timed(const Turn& turn, const Pauses& pauses) {
  const auto start = Clock::now();
  if (!turn()) return std::nullopt;
  return std::chrono::duration<double, std::milli>(pauses.latest() - start).count();
}

/// Of the calling thread.
double cpuMilliseconds() {
  timespec spent{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return 1e3 * static_cast<double>(spent.tv_sec) + 1e-6 * static_cast<double>(spent.tv_nsec);
}

/// Where the true median lies with 95 %: between two order statistics, as the binomial distribution has it in its normal
/// form, whatever the noise is like.
struct MedianRange {
  std::optional<double> low{}, high{};
};
MedianRange rangeOfMedian(std::vector<double> values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  const auto count = static_cast<double>(values.size());
  const double reach = 0.98 * std::sqrt(count);
  const auto at = [&](double rank) { return values[static_cast<std::size_t>(std::clamp(rank, 0.0, count - 1))]; };
  return {at(std::floor(count / 2 - reach)), at(std::ceil(count / 2 + reach) - 1)};
}

}  // namespace

// Two turns on one machine differ by more than a window costs. So there are many short ones, the range of their median is
// told, and so is the processor time of the window's thread, as a share of what the cores had to give meanwhile.
std::vector<Measurement> measureThroughput() {
  std::shared_ptr<Pauses> seen;   // of the run in the window
  ui::RecordedRun* run = nullptr;  // that run
  TrainedWindow lab{[&seen, &run](const ExperimentSpec& spec, const std::shared_ptr<EventSink>& sink,
                           const std::string& device) {
    seen = std::make_shared<Pauses>(sink);
    auto made = ui::recordedSession(spec, seen, device);
    run = made.get();
    return made;
  }};
  lab.startEndless();
  Headless headless;
  const auto alone = [&headless] { return headless.goOn(); };
  std::vector<double> shares;  // percent, of the watched turns
  const double cores = std::thread::hardware_concurrency();
  const auto watched = [&lab, &run, &shares, cores] {
    const auto start = Clock::now();
    const double before = cpuMilliseconds();
    const bool done = goOn(lab, *run);
    shares.push_back(100 * (cpuMilliseconds() - before) / (cores * millisecondsSince(start)));
    return done;
  };
  std::vector<double> ratios;  // percent
  if (await([&lab] { return lab.points() > 0; }, kPatience) && watched() && alone() && alone()) {
    for (std::size_t turn = 0; turn < kTurns; ++turn) {
      std::optional<double> with;
      std::optional<double> without;
      for (const bool window : {turn % 2 == 0, turn % 2 != 0}) {
        if (window) {
          with = timed(watched, *seen);
        } else {
          without = timed(alone, headless.pauses());
        }
      }
      if (!with || !without) break;
      ratios.push_back(100 * *without / *with);
    }
  }
  const auto [low, high] = rangeOfMedian(ratios);
  return {median({.item = "training speed, window / no window", .unit = "%"}, ratios),
          {.item = "its median lies above (19 of 20 times)", .unit = "%", .value = low},
          {.item = "its median lies below (19 of 20 times)", .unit = "%", .value = high},
          median({.item = "window's thread, share of all cores", .unit = "%", .limit = 3}, shares)};
}

}  // namespace lab::bench
