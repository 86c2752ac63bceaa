#include <QApplication>
#include <QUndoStack>

#include "tests/bench/runs/thousand_runs.h"
#include "tests/bench/window/parts.h"
#include "tests/bench/window/waiting.h"
#include "ui/run_library.h"

namespace lab::bench {
namespace {

constexpr int kTimes = 5;
constexpr std::chrono::seconds kPatience{60};

std::unique_ptr<ui::RunLibrary> opened(const ThousandRuns& store, QUndoStack& undo) {
  auto library = std::make_unique<ui::RunLibrary>(store.runs(), undo);
  library->resize(1000, 300);
  library->show();
  library->refresh();
  const bool listed = await([&] { return library->model().rowCount() == ThousandRuns::kCount; }, kPatience);
  QApplication::processEvents();
  return listed ? std::move(library) : nullptr;
}

std::vector<double> opening(const ThousandRuns& store, QUndoStack& undo) {
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    const auto start = Clock::now();
    if (opened(store, undo) == nullptr) break;
    times.push_back(millisecondsSince(start));
  }
  return times;
}

/// Of the slowest column.
std::vector<double> sorting(ui::RunTableView& table) {
  std::vector<double> slowest;
  for (int column = 0; column < ui::kRunColumns; ++column) {
    std::vector<double> times;
    for (int i = 0; i < kTimes; ++i) {
      const auto start = Clock::now();
      table.sortByColumn(column, i % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
      QApplication::processEvents();
      times.push_back(millisecondsSince(start));
    }
    if (quantile(times, 0.5) > quantile(slowest, 0.5) || slowest.empty()) slowest = times;
  }
  return slowest;
}

std::vector<double> filtering(ui::RunTableView& table) {
  std::vector<double> times;
  for (int i = 0; i < 2 * kTimes; ++i) {
    const auto start = Clock::now();
    const char* line = i % 2 == 0 ? "algo:gaia skew>=0.6 acc>50% -tag:old fashion" : "";
    table.setFilter(ui::RunFilter::parse(line).filter);
    QApplication::processEvents();
    times.push_back(millisecondsSince(start));
  }
  return times;
}

}  // namespace

std::vector<Measurement> measureRuns() {
  const ThousandRuns store;
  QUndoStack undo;
  (void)opened(store, undo);  // makes the index
  const auto open = opening(store, undo);
  const auto library = opened(store, undo);
  std::vector<double> sort, filter;
  if (library != nullptr) {
    sort = sorting(library->table());
    filter = filtering(library->table());
  }
  return {
      median({.item = "1,000 runs: open", .unit = "ms", .limit = 1000, .detail = "with the index"}, open),
      median({.item = "1,000 runs: sort", .unit = "ms", .limit = 50, .detail = "the slowest column"}, sort),
      median({.item = "1,000 runs: filter", .unit = "ms", .limit = 50}, filter)};
}

}  // namespace lab::bench
