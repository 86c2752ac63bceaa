#pragma once

#include <optional>
#include <vector>

#include <QStackedWidget>

#include "ui/plot/heat_map.h"
#include "ui/plot/line_plot.h"
#include "ui/run_row.h"
#include "ui/series/sweep_grid.h"

namespace lab::ui {

/// Runs that differ in one or two numbers, seeds apart: accuracy over one of them as a line with the range of the
/// seeds, over two as a coloured table.
class SweepResults final : public QStackedWidget {
  Q_OBJECT

 public:
  explicit SweepResults(QWidget* parent = nullptr);

  void setRuns(const std::vector<RunRow>& runs);
  void setTheme(const Theme& theme);

  [[nodiscard]] bool holds() const { return grid_.has_value(); }  ///< something to show
  [[nodiscard]] const LinePlot& line() const { return *line_; }
  [[nodiscard]] const HeatMap& map() const { return *map_; }

 private:
  void showLine();
  void showMap();

  LinePlot* line_;  // owned by Qt
  HeatMap* map_;
  std::optional<SweepGrid> grid_;
  Theme theme_;
};

}  // namespace lab::ui
