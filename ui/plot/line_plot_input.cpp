// The part of LinePlot that listens to the user: crosshair, commands and their keys, focus.

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <qcustomplot.h>

#include "ui/plot/curve.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/navigation.h"
#include "ui/plot/overlay.h"

namespace lab::ui {
namespace {

constexpr double kZoomStep = 0.8;

}  // namespace

std::optional<double> LinePlot::nearestX(double x) const {
  std::optional<double> nearest;
  for (const auto& curve : curves_) {
    if (!curve->shown() || curve->line().role != LineRole::Line) continue;
    const auto points = curve->x();
    const auto after = std::ranges::lower_bound(points, x);
    for (const auto candidate : {after, after == points.begin() ? points.end() : after - 1}) {
      if (candidate == points.end()) continue;
      if (!nearest || std::abs(*candidate - x) < std::abs(*nearest - x)) nearest = *candidate;
    }
  }
  return nearest;
}

void LinePlot::setCrosshair(std::optional<double> x) {
  crosshair_ = x;
  if (!x) return overlay_->setReadout(std::nullopt);
  Readout readout{.title = QStringLiteral("%1 %2").arg(xText_.title, formatted(*x, xText_.quantity)),
                  .x = *x,
                  .rows = {}};
  for (const auto& curve : curves_) {
    if (!curve->shown() || curve->line().role != LineRole::Line) continue;
    const auto points = curve->x();
    const auto found = std::ranges::lower_bound(points, *x);
    if (found == points.end() || *found != *x) continue;
    const double y = curve->y()[static_cast<std::size_t>(found - points.begin())];
    if (!std::isfinite(y)) continue;
    QString value = formatted(y, yText_.quantity);
    if (!yText_.unit.isEmpty()) value += QLatin1Char(' ') + yText_.unit;
    if (curve->isSmooth()) {
      const double smooth = curve->smooth()[static_cast<std::size_t>(found - points.begin())];
      value += QStringLiteral("  ~%1").arg(formatted(smooth, yText_.quantity));
    }
    readout.rows.push_back({curve->line(), value, y});
  }
  overlay_->setReadout(readout);
}

void LinePlot::moveCrosshair(std::optional<double> x) {
  if (x == crosshair_) return;
  setCrosshair(x);
  Q_EMIT crosshairMoved(x);
}

void LinePlot::stepCrosshair(int direction) {
  const Range range = xRange();
  if (!crosshair_) return moveCrosshair(nearestX(direction > 0 ? range.lower : range.upper));
  std::optional<double> next;
  for (const auto& curve : curves_) {
    if (!curve->shown() || curve->line().role != LineRole::Line) continue;
    const auto points = curve->x();
    const auto after = direction > 0 ? std::ranges::upper_bound(points, *crosshair_)
                                     : std::ranges::lower_bound(points, *crosshair_);
    if (direction > 0 ? after == points.end() : after == points.begin()) continue;
    const double candidate = direction > 0 ? *after : *(after - 1);
    if (!next || (candidate - *next) * direction < 0) next = candidate;
  }
  if (next && *next >= range.lower && *next <= range.upper) moveCrosshair(next);
}

CommandState LinePlot::commandState(Command command) const {
  switch (command) {
    case Command::Follow:
      return {.available = true, .checkable = true, .on = follow_};
    case Command::Logarithmic:
      return {.available = !yText_.fixed, .checkable = true, .on = logarithmic_};
    case Command::Smooth:
      return {.available = smoothable_, .checkable = true, .on = smooth_};
    case Command::Back:
      return {.available = history_.canGoBack()};
    case Command::Forward:
      return {.available = history_.canGoForward()};
    case Command::Clear:
      return {.available = crosshair_.has_value()};
    case Command::Fit:
    case Command::ZoomIn:
    case Command::ZoomOut:
    case Command::NextPoint:
    case Command::PreviousPoint:
      return {.available = true};
  }
  return {};
}

void LinePlot::carryOut(Command command) {
  if (!commandState(command).available) return;
  switch (command) {
    case Command::Follow:
      return setFollow(!follow_);
    case Command::Fit:
      return setFollow(true);
    case Command::Back:
      return travel(history_.back(seenNow()));
    case Command::Forward:
      return travel(history_.forward(seenNow()));
    case Command::ZoomIn:
      return navigation_->zoom(kZoomStep);
    case Command::ZoomOut:
      return navigation_->zoom(1 / kZoomStep);
    case Command::Logarithmic:
      return setLogarithmic(!logarithmic_);
    case Command::Smooth:
      return setSmooth(!smooth_);
    case Command::NextPoint:
      return stepCrosshair(1);
    case Command::PreviousPoint:
      return stepCrosshair(-1);
    case Command::Clear:
      return moveCrosshair(std::nullopt);
  }
}

SeenRange LinePlot::seenNow() const {
  return {xRange(), yRange(), follow_};
}

void LinePlot::travel(const std::optional<SeenRange>& to) {
  if (!to) return;
  changeFollow(to->follows);
  if (!to->follows) navigation_->show(to->x, to->y);
  refresh();
  if (!to->follows) Q_EMIT xMoved(to->x);
}

/// A key that does nothing here may mean something to the tile around the plot.
void LinePlot::keyPressEvent(QKeyEvent* event) {
  const auto command = commandOf(*event);
  if (!command || !commandState(*command).available) return QWidget::keyPressEvent(event);
  carryOut(*command);
}

void LinePlot::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  overlay_->setFocused(event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason);
}

void LinePlot::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  overlay_->setFocused(false);
}

}  // namespace lab::ui
