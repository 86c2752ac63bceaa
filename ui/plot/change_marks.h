#pragma once

#include <vector>

#include "ui/theme/theme.h"

class QCustomPlot;

namespace lab::ui {

/// Where somebody has changed a setting of the run: dotted vertical lines behind the others. Its parts are
/// owned by the plot.
class ChangeMarks {
 public:
  explicit ChangeMarks(QCustomPlot& plot);

  // Both are seen at the next replot.
  void setTheme(const Theme& theme);
  void setPlaces(std::vector<double> x);
  [[nodiscard]] const std::vector<double>& places() const;

 private:
  class Lines;

  Lines* lines_;
};

}  // namespace lab::ui
