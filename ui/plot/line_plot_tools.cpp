// The part of LinePlot that helps to read it: target line, smoothing, highlighting, values to copy.

#include <algorithm>
#include <cmath>
#include <utility>

#include <QLocale>

#include "ui/plot/curve.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/overlay.h"
#include "ui/series/value_table.h"

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

void LinePlot::setSmoothing(double weight) {
  setSmooth(false);
  smoothing_ = weight;
}

void LinePlot::setSmooth(bool smooth) {
  if (smooth_ == smooth || (smooth && smoothing_ <= 0)) return;
  smooth_ = smooth;
  for (auto& curve : curves_) curve->setSmooth(smooth ? smoothingWeight() : 0);
  yText_.note = smoothNote();
  styleCurves();
  refresh();
}

QString LinePlot::smoothNote() const {
  return smooth_ ? tr("smoothed %1").arg(QLocale{}.toString(smoothingWeight(), 'g', 2)) : QString{};
}

// A mean of weight w remembers about 1 / (1 - w) points: two thirds of them, all, or three times as many.
double LinePlot::smoothingWeight() const {
  switch (strength_) {
    case SmoothingStrength::Light:
      return 1 - 1.5 * (1 - smoothing_);
    case SmoothingStrength::Medium:
      return smoothing_;
    case SmoothingStrength::Strong:
      return 1 - (1 - smoothing_) / 3;
  }
  return smoothing_;
}

void LinePlot::setSmoothingStrength(SmoothingStrength strength) {
  const bool smooth = smooth_;
  setSmooth(false);
  strength_ = strength;
  setSmooth(smooth);
}

void LinePlot::highlight(const QString& legendName) {
  const bool seen = std::ranges::any_of(curves_, [&legendName](const auto& curve) {
    return curve->shown() && curve->line().legendName() == legendName;
  });
  const QString chosen = seen ? legendName : QString{};
  if (chosen == highlighted_) return;
  highlighted_ = chosen;
  styleCurves();
  refresh();
}

QString LinePlot::valuesText() const {
  const auto named = [](const QString& name, const AxisText& axis) {
    const QString unit = axis.unit.isEmpty() ? unitFor(axis.quantity, 0).name : axis.unit;
    return (unit.isEmpty() ? name : QStringLiteral("%1 [%2]").arg(name, unit)).toStdString();
  };
  std::vector<NamedLine> lines;
  for (const auto& curve : curves_) {
    if (curve->shown()) lines.push_back({named(curve->line().name, yText_), curve->x(), curve->y()});
  }
  const Range seen = xRange();
  return QString::fromStdString(valueTable(lines, {named(xText_.title, xText_), seen.lower, seen.upper}));
}

}  // namespace lab::ui
