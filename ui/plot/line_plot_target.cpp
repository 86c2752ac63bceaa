// The part of LinePlot that keeps a target line.

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/plot/line_plot.h"
#include "ui/plot/overlay.h"

namespace lab::ui {

void LinePlot::setTargetable(double suggested) {
  if (!targetPlaced_) suggestedTarget_ = suggested;
}

void LinePlot::setTarget(std::optional<double> y) {
  if (y == target_ || (y && !suggestedTarget_)) return;
  target_ = y;
  overlay_->target().show(y, y ? targetText(*y) : QString{});
  if (y) suggestedTarget_ = y;
  targetPlaced_ = true;
  Q_EMIT targetMoved(y);
  overlay_->target().replot();
}

QString LinePlot::targetText(double y) const {
  const Unit unit = unitFor(yText_.quantity, y);
  return tr("Target %1 %2")
      .arg(formattedStep(y / unit.size, targetStep() / unit.size),
           yText_.unit.isEmpty() ? unit.name : yText_.unit);
}

void LinePlot::setTargetTable(OverlayTable table) {
  overlay_->target().setTable(std::move(table));
}

const OverlayTable& LinePlot::targetTable() const {
  return overlay_->target().table();
}

/// A hundredth of what is seen, in round numbers: a percent, or less the closer the user looks.
double LinePlot::targetStep() const {
  const Range seen = yRange();
  return std::pow(10.0, std::floor(std::log10((seen.upper - seen.lower) / 100) + 1e-9));
}

void LinePlot::dragTarget(double y) {
  const Range seen = yRange();
  const double step = targetStep();
  setTarget(std::round(std::clamp(y, seen.lower, seen.upper) / step) * step);
}

void LinePlot::stepTarget(int direction) {
  dragTarget(*target_ + direction * targetStep());
}

}  // namespace lab::ui
