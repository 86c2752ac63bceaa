#include "ui/sweep_results.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QLocale>

#include "ui/forms/text.h"
#include "ui/plot/format.h"

namespace lab::ui {
namespace {

// "training.learning_rate": Learning rate
QString titleOf(const std::string& key) {
  QString title = toQString(key.substr(key.rfind('.') + 1)).replace('_', ' ');
  title[0] = title[0].toUpper();
  return title;
}

QString number(double value) {
  return QLocale{}.toString(value, 'g', 6);
}

Range rangeOf(const SweepGrid& grid) {
  double low = 100, high = 0;
  for (const auto& cell : grid.cells) {
    low = std::fmin(low, cell.mean);
    high = std::fmax(high, cell.mean);
  }
  low = std::floor(low * 10) / 10;  // what the scale says is round
  high = std::ceil(high * 10) / 10;
  return {low, std::max(high, low + 0.1)};  // equal ones need a scale, too
}

}  // namespace

SweepResults::SweepResults(QWidget* parent)
    : QStackedWidget(parent), line_(new LinePlot{this}), map_(new HeatMap{this}), theme_(Theme::of(ThemeId::Light)) {
  line_->setAccessibleName(tr("Mean accuracy over the setting that was varied"));
  map_->setAccessibleName(tr("Mean accuracy over the two settings that were varied"));
  addWidget(line_);
  addWidget(map_);
}

void SweepResults::setRuns(const std::vector<RunRow>& runs) {
  std::vector<std::string> specs;
  std::vector<double> percent;
  for (const auto& run : runs) {
    specs.push_back(run.summary.specJson);
    percent.push_back(100 * static_cast<double>(run.summary.meanAccuracy));
  }
  grid_ = sweepGrid(specs, percent);
  if (!grid_) return;
  if (grid_->keys.size() == 1) {
    showLine();
    setCurrentWidget(line_);
  } else {
    showMap();
    setCurrentWidget(map_);
  }
}

void SweepResults::showLine() {
  const SeriesStyle style = theme_.partition(0);
  std::vector<double> x, mean, lowest, highest;
  for (std::size_t i = 0; i < grid_->values[0].size(); ++i) {
    if (grid_->at(i).runs == 0) continue;
    x.push_back(grid_->values[0][i]);
    mean.push_back(grid_->at(i).mean);
    lowest.push_back(grid_->at(i).lowest);
    highest.push_back(grid_->at(i).highest);
  }
  line_->setAxes({.title = titleOf(grid_->keys[0])}, {.title = tr("Mean accuracy"), .quantity = Quantity::Percent});
  const QString band = tr("Range of seeds");
  line_->setLines({{.name = tr("Mean of the seeds"), .style = style, .width = 1.5, .markers = true},
                   {.name = band, .style = style, .role = LineRole::BandLower, .group = band},
                   {.name = band, .style = style, .role = LineRole::BandUpper, .group = band}});
  line_->extend(0, x, mean);
  line_->extend(1, x, lowest);
  line_->extend(2, x, highest);
  line_->setEnd(0, true);
  line_->setMessage(x.empty() ? tr("No result yet") : QString{}, {});
  line_->refresh();
}

void SweepResults::showMap() {
  HeatMapData table;
  for (const double value : grid_->values[0]) table.rows.append(number(value));
  for (const double value : grid_->values[1]) table.columns.append(number(value));
  for (const auto& cell : grid_->cells) table.values.push_back(cell.mean);
  table.rowTitle = titleOf(grid_->keys[0]);
  table.columnTitle = titleOf(grid_->keys[1]);
  table.valueTitle = tr("Mean accuracy");
  table.range = rangeOf(*grid_);
  table.text = [](double value) { return formatted(value, Quantity::Percent); };
  table.tip = [grid = *grid_](int row, int column) {
    const auto& cell = grid.at(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
    if (cell.runs == 0) return tr("No result yet");
    return tr("%1, %2 to %3 over %4 runs")
        .arg(formatted(cell.mean, Quantity::Percent), formatted(cell.lowest, Quantity::Percent),
             formatted(cell.highest, Quantity::Percent))
        .arg(cell.runs);
  };
  map_->setMessage(tr("No result yet"), {});
  map_->setData(std::move(table));
}

void SweepResults::setTheme(const Theme& theme) {
  theme_ = theme;
  line_->setTheme(theme);
  map_->setTheme(theme);
  if (grid_ && grid_->keys.size() == 1) showLine();
}

}  // namespace lab::ui
