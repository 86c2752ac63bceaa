#pragma once

#include <optional>

#include "ui/theme/theme.h"

class QCustomPlot;

namespace lab::ui {

/// The moment that is looked at: a vertical line, and what comes later lies under a veil. On a buffered layer
/// of its own, so that moving it draws no line of the plot anew. Its parts are owned by the plot.
class TimeCursor {
 public:
  explicit TimeCursor(QCustomPlot& plot);

  void setTheme(const Theme& theme);  ///< seen at the next replot
  void setTime(
      std::optional<double> x);  ///< seen at once; nothing: the newest is looked at, nothing is drawn
  [[nodiscard]] std::optional<double> time() const;

 private:
  class Veil;

  Veil* veil_;
};

}  // namespace lab::ui
