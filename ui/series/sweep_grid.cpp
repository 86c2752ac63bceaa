#include "ui/series/sweep_grid.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "ui/series/configuration.h"

namespace lab::ui {
namespace {

constexpr std::size_t kMostKeys = 2;

std::optional<double> numberIn(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

/// One setting that differs: its number in every experiment.
struct Swept {
  std::string key;
  std::vector<double> numbers;
};

// Nothing when one of them is not a number.
std::optional<Swept> sweptOf(const SettingRow& row) {
  Swept swept{.key = row.key, .numbers = {}};
  for (const auto& text : row.values) {
    const auto number = numberIn(text);
    if (!number) return {};
    swept.numbers.push_back(*number);
  }
  return swept;
}

std::vector<double> distinct(std::vector<double> numbers) {
  std::ranges::sort(numbers);
  const auto rest = std::ranges::unique(numbers);
  numbers.erase(rest.begin(), rest.end());
  return numbers;
}

std::size_t placeOf(double number, const std::vector<double>& values) {
  return static_cast<std::size_t>(std::ranges::find(values, number) - values.begin());
}

void add(SweepGrid::Cell& cell, double percent) {
  ++cell.runs;
  cell.mean = cell.runs == 1 ? percent : cell.mean + (percent - cell.mean) / cell.runs;
  cell.lowest = std::fmin(cell.lowest, percent);
  cell.highest = std::fmax(cell.highest, percent);
}

}  // namespace

std::optional<SweepGrid> sweepGrid(std::span<const std::string> specJsons, std::span<const double> percent) {
  std::vector<Swept> axes;
  for (const auto& row : compareSettings(specJsons)) {
    if (!row.differs || row.key == "seed") continue;
    auto swept = sweptOf(row);
    if (!swept || axes.size() == kMostKeys) return {};
    axes.push_back(*std::move(swept));
  }
  if (axes.empty()) return {};
  SweepGrid grid;
  std::size_t cells = 1;
  for (const auto& axis : axes) {
    grid.keys.push_back(axis.key);
    grid.values.push_back(distinct(axis.numbers));
    cells *= grid.values.back().size();
  }
  grid.cells.resize(cells);
  for (std::size_t run = 0; run < specJsons.size(); ++run) {
    if (!std::isfinite(percent[run])) continue;
    std::size_t place = 0;
    for (std::size_t i = 0; i < axes.size(); ++i) {
      place = place * grid.values[i].size() + placeOf(axes[i].numbers[run], grid.values[i]);
    }
    add(grid.cells[place], percent[run]);
  }
  return grid;
}

}  // namespace lab::ui
