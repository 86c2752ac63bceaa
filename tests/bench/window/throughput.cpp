// Does watching cost training time? The same run with and without a window side by side, one resting while
// the other does the same work: a shared machine changes its speed too much to run one after the other.

#include <semaphore>

#include <QEventLoop>

#include "engine/core/sink.h"
#include "tests/bench/window/parts.h"
#include "tests/bench/window/trained_window.h"
#include "tests/bench/window/waiting.h"
#include "ui/bridge/recorded_run.h"

namespace lab::bench {
namespace {

constexpr int kTurns = 12;  // of each; a turn goes to the next evaluation, which is part of it
constexpr std::chrono::seconds kPatience{60};

/// Hears of nothing but pauses.
class Pauses final : public EventSink {
 public:
  void on(const Event& event) override {
    if (std::holds_alternative<RunPaused>(event)) paused_.release();
  }
  [[nodiscard]] bool await() { return paused_.try_acquire_for(kPatience); }

 private:
  std::counting_semaphore<> paused_{0};
};

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

  bool toNextEvaluation() {
    run_->step(every_ - run_->progress().iteration % every_);
    return pauses_->await();
  }

 private:
  const std::int64_t every_ = endlessQuickStart().evaluation.every;
  std::shared_ptr<Pauses> pauses_ = std::make_shared<Pauses>();
  std::unique_ptr<ui::RecordedRun> run_;
};

bool toNextEvaluation(TrainedWindow& lab) {
  QEventLoop loop;
  QTimer::singleShot(kPatience, &loop, [&loop] { loop.exit(1); });
  bool moving = !lab.isPaused();
  QObject::connect(lab.transport().pauseAction(), &QAction::changed, &loop, [&] {
    moving = moving || !lab.isPaused();
    if (moving && lab.isPaused()) loop.quit();
  });
  Q_EMIT lab.transport().stepRequested(ui::StepSize::Evaluation);
  return loop.exec() == 0;
}

/// Milliseconds; nothing when it did not come to its end.
template <class Turn>
std::optional<double> timed(const Turn& turn) {
  const auto start = Clock::now();
  return turn() ? std::optional{millisecondsSince(start)} : std::nullopt;
}

}  // namespace

std::vector<Measurement> measureThroughput() {
  TrainedWindow lab;
  lab.startEndless();
  Headless headless;
  const auto alone = [&headless] { return headless.toNextEvaluation(); };
  const auto watched = [&lab] { return toNextEvaluation(lab); };
  std::vector<double> ratios;
  if (await([&lab] { return lab.points() > 0; }, kPatience) && watched() && alone() && alone()) {
    for (int turn = 0; turn < kTurns; ++turn) {
      const bool windowFirst = turn % 2 == 0;
      const auto first = windowFirst ? timed(watched) : timed(alone);
      const auto second = windowFirst ? timed(alone) : timed(watched);
      if (!first || !second) break;
      ratios.push_back(windowFirst ? *second / *first : *first / *second);
    }
  }
  return {median({.item = "training speed, window / no window", .unit = ""}, ratios)};
}

}  // namespace lab::bench
