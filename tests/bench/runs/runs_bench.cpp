// What a thousand runs cost: reading the store with and without its index, showing the table, sorting it by
// every column and filtering it. The budget is 1 s to open and 50 ms each to sort and to filter.

#include <filesystem>

#include <QApplication>
#include <QLocale>
#include <benchmark/benchmark.h>

#include "tests/bench/runs/thousand_runs.h"
#include "ui/run_table_view.h"
#include "ui/theme/appearance.h"

namespace {

using namespace lab;
using namespace lab::ui;

const bench::ThousandRuns& store() {
  static const bench::ThousandRuns made;
  return made;
}

const std::vector<RunRow>& rows() {
  static const std::vector<RunRow> read = readRows(store().runs());
  return read;
}

void readWithoutIndex(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove(store().runs() / "index.json");
    state.ResumeTiming();
    benchmark::DoNotOptimize(readRows(store().runs()));
  }
}

/// What opening the window costs once the index is there: the reading, which a worker does, and the table.
void open(benchmark::State& state) {
  static_cast<void>(rows());
  for (auto _ : state) {
    RunTableModel model;
    RunTableView table;
    table.setRuns(&model);
    table.resize(1000, 300);
    table.show();
    model.setRows(readRows(store().runs()));
    QApplication::processEvents();
  }
}

void showOnly(benchmark::State& state) {
  RunTableModel model;
  RunTableView table;
  table.setRuns(&model);
  table.resize(1000, 300);
  table.show();
  for (auto _ : state) {
    model.setRows(rows());
    QApplication::processEvents();
  }
}

void sort(benchmark::State& state) {
  RunTableModel model;
  RunTableView table;
  table.setRuns(&model);
  table.resize(1000, 300);
  table.show();
  model.setRows(rows());
  const int column = static_cast<int>(state.range(0));
  auto order = Qt::AscendingOrder;
  for (auto _ : state) {
    order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    table.sortByColumn(column, order);
    QApplication::processEvents();
  }
  state.SetLabel(titleOf(static_cast<RunColumn>(column)).toStdString());
}

void filter(benchmark::State& state) {
  RunTableModel model;
  RunTableView table;
  table.setRuns(&model);
  table.resize(1000, 300);
  table.show();
  model.setRows(rows());
  bool all = false;
  for (auto _ : state) {
    all = !all;
    const char* line = all ? "" : "algo:gaia skew>=0.6 acc>50% -tag:old fashion";
    table.setFilter(RunFilter::parse(line).filter);
    QApplication::processEvents();
  }
  state.SetLabel("to the next");
}

BENCHMARK(readWithoutIndex)
    ->Name("1,000 runs: read without the index")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK(open)->Name("1,000 runs: open with the index")->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(showOnly)->Name("1,000 runs: show")->Unit(benchmark::kMillisecond)->Iterations(20);
BENCHMARK(sort)
    ->Name("1,000 runs: sort")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(10)
    ->DenseRange(0, kRunColumns - 1);
BENCHMARK(filter)->Name("1,000 runs: filter")->Unit(benchmark::kMillisecond)->Iterations(40);

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
