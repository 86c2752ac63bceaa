// The window while five partitions train on both cores.

#include <QWidget>

#include "tests/bench/window/lateness.h"
#include "tests/bench/window/parts.h"
#include "tests/bench/window/trained_window.h"

namespace lab::bench {
namespace {

using std::chrono::seconds;

constexpr seconds kPatience{180};
constexpr int kPauses = 10;
constexpr int kEnds = 3;

std::vector<Measurement> quickStart() {
  Measurement first{.item = "quick start: first point", .unit = "s", .limit = 5};
  Measurement finished{.item = "quick start: finished", .unit = "s", .limit = 30};
  Measurement stall{.item = "event loop late while training, 99 %", .unit = "ms", .limit = 50};
  Measurement frame{.item = "visible plots, a frame while training", .unit = "ms", .limit = 12};
  TrainedWindow lab;
  std::vector<double> frames;
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, &look, [&] { frames.push_back(lab.drawMilliseconds()); });
  const Lateness lateness;
  const auto start = Clock::now();
  lab.startQuickStart();
  look.start(std::chrono::milliseconds{100});
  if (await([&] { return lab.points() > 0; }, kPatience)) first.value = millisecondsSince(start) / 1000;
  if (await([&] { return lab.hasEnded(); }, kPatience)) finished.value = millisecondsSince(start) / 1000;
  look.stop();
  if (finished.value) {
    const auto& late = lateness.milliseconds();
    stall.value = quantile(late, 0.99);
    stall.detail = "99.9 % " + std::to_string(static_cast<int>(quantile(late, 0.999))) + " ms, longest " +
                   std::to_string(static_cast<int>(quantile(late, 1))) + " ms, from Enter to the result";
    frame.value = quantile(frames, 0.99);
    frame.detail = "99 % of what the status line shows";
  }
  return {first, finished, stall, frame};
}

bool begin(TrainedWindow& lab) {
  lab.startEndless();
  return await([&lab] { return lab.points() > 1; }, kPatience);
}

Measurement pausing() {
  std::vector<double> times;
  TrainedWindow lab;
  if (begin(lab)) {
    for (int i = 0; i < kPauses; ++i) {
      const auto start = Clock::now();
      lab.transport().pauseAction()->trigger();
      if (!await([&] { return lab.isPaused(); }, kPatience)) break;
      times.push_back(millisecondsSince(start));
      lab.transport().pauseAction()->trigger();
      if (!await([&] { return !lab.isPaused(); }, kPatience)) break;
      // To another place of an iteration each time.
      const auto resumed = Clock::now();
      (void)await([&] { return millisecondsSince(resumed) > 200 + 37 * i; }, kPatience);
    }
  }
  return median({.item = "pause while five partitions train", .unit = "ms", .limit = 150}, times);
}

Measurement stopping() {
  std::vector<double> times;
  TrainedWindow lab;
  for (int i = 0; i < kEnds && begin(lab); ++i) {
    const auto start = Clock::now();
    lab.transport().stopAction()->trigger();
    if (!await([&] { return lab.hasEnded(); }, kPatience)) break;
    times.push_back(millisecondsSince(start));
  }
  return median({.item = "stop while five partitions train", .unit = "ms", .limit = 300}, times);
}

Measurement quitting() {
  std::vector<double> times;
  for (int i = 0; i < kEnds; ++i) {
    auto lab = std::make_unique<TrainedWindow>();
    if (!begin(*lab)) break;
    const auto start = Clock::now();
    lab->window().close();
    lab.reset();
    times.push_back(millisecondsSince(start));
  }
  return median({.item = "quit while five partitions train", .unit = "ms", .limit = 1000}, times);
}

}  // namespace

std::vector<Measurement> measureTraining() {
  auto all = quickStart();
  all.push_back(pausing());
  all.push_back(stopping());
  all.push_back(quitting());
  return all;
}

}  // namespace lab::bench
