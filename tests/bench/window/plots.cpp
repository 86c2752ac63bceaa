// What all visible plots of the Live tab cost together, of events that nobody trained.

#include <malloc.h>

#include <QApplication>

#include "tests/bench/window/parts.h"
#include "tests/bench/window/waiting.h"
#include "tests/ui/views/fake_run.h"
#include "ui/workspace.h"

namespace lab::bench {
namespace {

constexpr int kFrames = 200;
constexpr std::int64_t kPoints = 10'000;
// As fast as a small network gets: 200 iterations a second for an hour, a point every ten.
constexpr std::int64_t kHour = 720'000;

std::unique_ptr<ui::Workspace> shown() {
  auto workspace = std::make_unique<ui::Workspace>();
  workspace->setTheme(ui::Theme::of(ui::ThemeId::Light));
  workspace->resize(960, 480);  // what a window of 1366x768 leaves to it
  workspace->show();
  QApplication::processEvents();
  return workspace;
}

Measurement frame() {
  const auto all = ui::test::events(
      {.iterations = kPoints + kFrames, .logEvery = 1, .evaluateEvery = 1, .divergenceEvery = 1});
  const auto before = ui::test::until(all, kPoints);
  const auto workspace = shown();
  workspace->consume(before);
  QApplication::processEvents();
  std::vector<double> times;
  std::size_t next = before.size();
  const std::size_t each = (all.size() - next) / kFrames;
  for (int i = 0; i < kFrames; ++i, next += each) {
    const auto start = Clock::now();
    workspace->consume({all.data() + next, each});
    QApplication::processEvents();  // the queued replots and the repaint
    times.push_back(millisecondsSince(start));
  }
  Measurement result = median({.item = "visible plots, a frame",
                               .unit = "ms",
                               .limit = 12,
                               .detail = "four plots of 10,000 points a line"},
                              times);
  return result;
}

// In use on the window's thread, freed memory that the allocator keeps left out.
double megabytesInUse() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd) / 1e6;
}

Measurement memory() {
  const auto workspace = shown();
  const double before = megabytesInUse();
  {
    const auto all =
        ui::test::events({.iterations = kHour, .logEvery = 10, .evaluateEvery = 100, .divergenceEvery = 100});
    workspace->consume(all);
    QApplication::processEvents();
  }
  return {.item = "memory of the plots after an hour",
          .unit = "MB",
          .limit = 200,
          .value = megabytesInUse() - before,
          .detail = "200 iterations a second: 72,000 points a line, 7,200 evaluations"};
}

}  // namespace

std::vector<Measurement> measurePlots() {
  return {frame(), memory()};
}

}  // namespace lab::bench
