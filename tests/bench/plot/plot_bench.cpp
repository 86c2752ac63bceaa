// What a frame of the live plots costs: from a batch of events to pixels, with accuracy, communication and
// loss visible at once and so many points already there. The budget is 12 ms for all of them together.

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include <QApplication>
#include <QLocale>
#include <benchmark/benchmark.h>

#include "tests/ui/views/fake_run.h"
#include "ui/theme/appearance.h"
#include "ui/views/view.h"

namespace {

using namespace lab;
using namespace lab::ui;

constexpr std::array<std::string_view, 3> kVisible{"accuracy", "communication", "loss"};
constexpr std::int64_t kFrames = 300;

std::vector<std::unique_ptr<View>> shownViews(const Theme& theme) {
  std::vector<std::unique_ptr<View>> shown;
  for (const auto& entry : views::all()) {
    if (std::ranges::find(kVisible, entry.id) == kVisible.end()) continue;
    shown.emplace_back(entry.make(nullptr));
    shown.back()->setTheme(theme);
    shown.back()->resize(600, 350);
    shown.back()->show();
  }
  return shown;
}

/// One more point in every line, as a batch: what comes in one frame of a quick run.
void frame(benchmark::State& state, const Theme& theme) {
  const std::int64_t points = state.range(0);
  const test::FakeRun run{.partitions = static_cast<int>(state.range(1)),
                          .iterations = points + kFrames,
                          .logEvery = 1,
                          .evaluateEvery = 1};
  const auto all = test::events(run);
  const auto first = test::until(all, points);
  auto views = shownViews(theme);
  for (auto& view : views) view->consume(first);
  QApplication::processEvents();

  std::size_t next = first.size();
  for (auto _ : state) {
    const std::size_t size = std::min<std::size_t>(3, all.size() - next);
    for (auto& view : views) view->consume({all.data() + next, size});
    QApplication::processEvents();  // the queued replot and the repaint
    next += size;
  }
}

void lightFrame(benchmark::State& state) {
  frame(state, Theme::of(ThemeId::Light));
}
void projectorFrame(benchmark::State& state) {
  frame(state, Theme::of(ThemeId::Projector));
}

BENCHMARK(lightFrame)
    ->Name("three plots, light")
    ->ArgNames({"points", "partitions"})
    ->Args({1'000, 5})
    ->Args({10'000, 5})
    ->Args({50'000, 5})
    ->Args({1'000, 40})
    ->Iterations(kFrames)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(projectorFrame)
    ->Name("three plots, projector")
    ->ArgNames({"points", "partitions"})
    ->Args({1'000, 5})
    ->Args({10'000, 5})
    ->Iterations(kFrames)
    ->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  const QApplication application{argc, argv};
  applyAppearance(*qApp, Theme::of(ThemeId::Light));
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
