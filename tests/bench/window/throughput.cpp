// Does watching cost training time? The same run with and without a window side by side, one resting while
// the other does the same work: a shared machine changes its speed too much to run one after the other.

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <semaphore>
#include <thread>
#include <utility>

#include <pthread.h>
#include <time.h>

#include <QEventLoop>

#include "engine/core/sink.h"
#include "tests/bench/window/parts.h"
#include "tests/bench/window/trained_window.h"
#include "tests/bench/window/waiting.h"
#include "ui/bridge/recorded_run.h"

namespace lab::bench {
namespace {

constexpr int kTurns = 40;       // of each
constexpr int kEvaluations = 5;  // in a turn, with the iterations between them
constexpr std::chrono::seconds kPatience{60};

/// What a turn took, from its first evaluation on: that a run pauses every few seconds is the benchmark's doing.
struct Turn {
  double milliseconds = 0;
  double windowMilliseconds = 0;  ///< processor time of the window's thread meanwhile
};

/// Measures turns on the engine's thread: the window hears of a pause a frame later, which is no cost. Made in the
/// window's thread.
class Turns final : public EventSink {
 public:
  explicit Turns(std::shared_ptr<EventSink> next = nullptr) : next_(std::move(next)) {
    pthread_getcpuclockid(pthread_self(), &windowClock_);
  }

  void on(const Event& event) override {
    if (std::holds_alternative<EvaluationPoint>(event) && !began_) {
      began_ = Clock::now();
      spentBefore_ = windowMilliseconds();
    } else if (std::holds_alternative<RunPaused>(event)) {
      if (began_) latest_ = Turn{millisecondsSince(*began_), windowMilliseconds() - spentBefore_};
      began_.reset();
      paused_.release();
    }
    if (next_) next_->on(event);
  }
  [[nodiscard]] bool await() { return paused_.try_acquire_for(kPatience); }
  [[nodiscard]] Turn latest() const { return latest_; }  ///< while the run is paused

 private:
  [[nodiscard]] double windowMilliseconds() const {
    timespec spent{};
    clock_gettime(windowClock_, &spent);
    return 1e3 * static_cast<double>(spent.tv_sec) + 1e-6 * static_cast<double>(spent.tv_nsec);
  }

  std::shared_ptr<EventSink> next_;
  std::counting_semaphore<> paused_{0};
  clockid_t windowClock_{};
  std::optional<Clock::time_point> began_;
  double spentBefore_ = 0;
  Turn latest_;
};

// Over the next evaluations.
void step(ui::RecordedRun& run) {
  static const std::int64_t every = endlessQuickStart().evaluation.every;
  run.step(kEvaluations * every - run.progress().iteration % every);
}

/// The run without a window: this thread sleeps while it trains.
class Headless {
 public:
  Headless() : run_(ui::recordedSession(endlessQuickStart(), turns_, "cpu")) { run_->start(); }
  ~Headless() {
    run_->stop();
    run_->wait();
  }
  Headless(const Headless&) = delete;
  Headless& operator=(const Headless&) = delete;

  std::optional<Turn> goOn() {
    step(*run_);
    return turns_->await() ? std::optional{turns_->latest()} : std::nullopt;
  }

 private:
  std::shared_ptr<Turns> turns_ = std::make_shared<Turns>();
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
  std::shared_ptr<Turns> seen;     // of the run in the window
  ui::RecordedRun* run = nullptr;  // that run
  TrainedWindow lab{[&seen, &run](const ExperimentSpec& spec, const std::shared_ptr<EventSink>& sink,
                           const std::string& device) {
    seen = std::make_shared<Turns>(sink);
    auto made = ui::recordedSession(spec, seen, device);
    run = made.get();
    return made;
  }};
  lab.startEndless();
  Headless headless;
  const double cores = std::thread::hardware_concurrency();
  std::vector<double> shares;  // percent, of the watched turns
  std::vector<double> losses;  // percent of the speed without a window
  const auto watched = [&lab, &run, &seen] { return goOn(lab, *run) ? std::optional{seen->latest()} : std::nullopt; };
  if (await([&lab] { return lab.points() > 0; }, kPatience) && watched() && headless.goOn() && headless.goOn()) {
    for (int turn = 0; turn < kTurns; ++turn) {
      std::optional<Turn> with;
      std::optional<Turn> without;
      for (const bool window : {turn % 2 == 0, turn % 2 != 0}) {
        (window ? with : without) = window ? watched() : headless.goOn();
      }
      if (!with || !without) break;
      losses.push_back(100 * (1 - without->milliseconds / with->milliseconds));
      shares.push_back(100 * with->windowMilliseconds / (cores * with->milliseconds));
    }
  }
  const auto [low, high] = rangeOfMedian(losses);
  return {median({.item = "training speed lost to the window", .unit = "%", .limit = 3}, losses),
          {.item = "its median lies above (19 of 20 times)", .unit = "%", .value = low},
          {.item = "its median lies below (19 of 20 times)", .unit = "%", .value = high},
          median({.item = "window's thread, share of all cores", .unit = "%", .limit = 3}, shares)};
}

}  // namespace lab::bench
