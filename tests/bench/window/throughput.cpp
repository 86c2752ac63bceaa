// Does watching cost training time? One run, watched and unwatched in turns: another run has its memory elsewhere, and may
// be faster or slower for that alone.

#include <algorithm>
#include <atomic>
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

constexpr int kTurns = 60;       // of each
constexpr int kEvaluations = 3;  // in a turn, with the iterations between them
constexpr std::chrono::seconds kPatience{60};

/// What a turn took, from its first evaluation on: that a run pauses every few seconds is the benchmark's doing.
struct Turn {
  double milliseconds = 0;
  double windowMilliseconds = 0;  ///< processor time of the window's thread meanwhile
};

/// Measures turns on the engine's thread: the window hears of a pause a frame later, which is no cost. What happens in
/// an unwatched turn is kept from the window. Made in the window's thread.
class Turns final : public EventSink {
 public:
  explicit Turns(std::shared_ptr<EventSink> window) : window_(std::move(window)) {
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
    if (watched_) window_->on(event);
  }
  void setWatched(bool watched) { watched_ = watched; }  ///< while the run is paused
  [[nodiscard]] bool await() { return paused_.try_acquire_for(kPatience); }
  [[nodiscard]] Turn latest() const { return latest_; }  ///< while the run is paused

 private:
  [[nodiscard]] double windowMilliseconds() const {
    timespec spent{};
    clock_gettime(windowClock_, &spent);
    return 1e3 * static_cast<double>(spent.tv_sec) + 1e-6 * static_cast<double>(spent.tv_nsec);
  }

  std::shared_ptr<EventSink> window_;
  std::atomic<bool> watched_ = true;
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

/// The estimate of Hodges and Lehmann (the median of the means of all pairs), with its 95 % range by the signed-rank test
/// of Wilcoxon in its normal form. It asks only that the noise is symmetric, which taking turns to be first makes it.
struct Estimate {
  std::optional<double> value{}, low{}, high{};
};
Estimate estimateOf(const std::vector<double>& values) {
  if (values.empty()) return {};
  std::vector<double> means;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = i; j < values.size(); ++j) means.push_back((values[i] + values[j]) / 2);
  }
  const auto count = static_cast<double>(values.size());
  const double reach = 1.96 * std::sqrt(count * (count + 1) * (2 * count + 1) / 24);
  const double outside = std::max(0.0, std::floor(static_cast<double>(means.size()) / 2 - reach));
  const double part = outside / static_cast<double>(means.size());
  return {quantile(means, 0.5), quantile(means, part), quantile(means, 1 - part)};
}

}  // namespace

// Two turns on one machine differ by more than a window costs. So there are many short ones, the range of the estimate is
// told, and so is the processor time of the window's thread, as a share of what the cores had to give meanwhile.
std::vector<Measurement> measureThroughput() {
  std::shared_ptr<Turns> turns;
  ui::RecordedRun* run = nullptr;
  TrainedWindow lab{[&turns, &run](const ExperimentSpec& spec, const std::shared_ptr<EventSink>& sink,
                            const std::string& device) {
    turns = std::make_shared<Turns>(sink);
    auto made = ui::recordedSession(spec, turns, device);
    run = made.get();
    return made;
  }};
  lab.startEndless();
  // Unwatched, this thread sleeps meanwhile, as a program without a window does.
  const auto turn = [&](bool watched) {
    turns->setWatched(watched);
    if (!watched) step(*run);
    const bool done = (!watched || goOn(lab, *run)) && turns->await();
    return done ? std::optional{turns->latest()} : std::nullopt;
  };
  const double cores = std::thread::hardware_concurrency();
  std::vector<double> shares;  // percent, of the watched turns
  std::vector<double> losses;  // percent of the speed without a window
  const bool ready = await([&lab] { return lab.points() > 0; }, kPatience) && turn(true) && turn(false);
  for (int i = 0; ready && i < kTurns; ++i) {
    const bool watchedFirst = i % 2 == 0;
    const auto first = turn(watchedFirst);
    const auto second = turn(!watchedFirst);
    if (!first || !second) break;
    const auto& [with, without] = watchedFirst ? std::pair{*first, *second} : std::pair{*second, *first};
    losses.push_back(100 * (1 - without.milliseconds / with.milliseconds));
    shares.push_back(100 * with.windowMilliseconds / (cores * with.milliseconds));
  }
  const Estimate loss = estimateOf(losses);
  return {{.item = "training speed lost to the window",
           .unit = "%",
           .limit = 3,
           .value = loss.value,
           .detail = spread(losses, "%")},
          {.item = "it lies above (19 of 20 times)", .unit = "%", .value = loss.low},
          {.item = "it lies below (19 of 20 times)", .unit = "%", .value = loss.high},
          median({.item = "window's thread, share of all cores", .unit = "%", .limit = 3}, shares)};
}

}  // namespace lab::bench
