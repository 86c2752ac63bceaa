// What the window promises, in numbers: how soon it is there, that training never blocks it, that it never
// slows training down, and what plots and the run table cost.
//
//     window_bench            the whole table
//     window_bench PART...    start, plots, runs, training, throughput: these parts alone
//     window_bench --start    the window of skewlab, which says when it is there and ends
//
// Times of a shared machine are not worth much by themselves: look at those of one table together, and at the
// load it was made under. Nothing here is a test.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include <QApplication>
#include <QLocale>
#include <QStandardPaths>

#include "app/tuning.h"
#include "tests/bench/window/parts.h"
#include "tests/ui/virtual_screen.h"
#include "ui/theme/appearance.h"

namespace {

using namespace lab;
using namespace lab::bench;

void describeMachine(bool screen) {
  std::array<double, 3> load{};
  (void)getloadavg(load.data(), 3);
  std::printf("%s; load %.1f before it began; times are medians\n",
              screen ? "on an X server (Xvfb)" : "offscreen, as there is no Xvfb", load[0]);
}

}  // namespace

int main(int argc, char** argv) {
  app::tuneProcess();
  if (argc > 1 && std::string_view{argv[1]} == "--start") return startAndTell(argc, argv);
  const ui::test::VirtualScreen screen;
  if (!screen.isThere()) setenv("QT_QPA_PLATFORM", "offscreen", 1);
  describeMachine(screen.isThere());
  printHead();

  std::vector<Measurement> all;
  const auto take = [&all](std::vector<Measurement> part) {
    for (const auto& one : part) print(one);
    all.insert(all.end(), part.begin(), part.end());
  };
  const std::vector<std::string_view> parts{argv + 1, argv + argc};
  const auto wanted = [&parts](std::string_view part) {
    return parts.empty() || std::ranges::find(parts, part) != parts.end();
  };
  if (wanted("start")) take(measureStart(argv[0]));
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  const QApplication application{argc, argv};
  QApplication::setQuitOnLastWindowClosed(false);
  ui::applyAppearance(*qApp, ui::Theme::of(ui::ThemeId::Light));
  if (wanted("plots")) take(measurePlots());
  if (wanted("runs")) take(measureRuns());
  if (wanted("training")) take(measureTraining());
  if (wanted("throughput")) take(measureThroughput());
  std::printf("%s\n", holds(all) ? "All targets hold." : "Not all targets hold.");
  return 0;
}
