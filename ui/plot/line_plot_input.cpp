// The part of LinePlot that listens to the user: crosshair, commands and their keys, focus.

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <qcustomplot.h>

#include "ui/plot/curve.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/navigation.h"
#include "ui/plot/overlay.h"
#include "ui/series/points.h"

namespace lab::ui {
namespace {

constexpr double kZoomStep = 0.8;
constexpr double kPanStep = 0.2;  // of what is seen

// Bands and loose points are not read out.
bool readable(const Curve& curve) {
  return curve.shown() && curve.line().role == LineRole::Line;
}

}  // namespace

std::optional<double> LinePlot::nearestX(double x) const {
  std::optional<double> nearest;
  for (const auto& curve : curves_) {
    if (!readable(*curve)) continue;
    const auto candidate = nearestPoint(curve->x(), x);
    if (candidate && (!nearest || std::abs(*candidate - x) < std::abs(*nearest - x))) nearest = candidate;
  }
  return nearest;
}

void LinePlot::setCrosshair(std::optional<double> x) {
  crosshair_ = x;
  if (!x) {
    overlay_->setReadout(std::nullopt);
    return describe();
  }
  Readout readout{.x = *x, .table = {}, .y = {}};
  readout.table.title = QStringLiteral("%1 %2").arg(xText_.title, formatted(*x, xText_.quantity));
  for (const auto& curve : curves_) {
    if (!readable(*curve)) continue;
    const double y = valueAt(curve->x(), curve->y(), *x);
    if (!std::isfinite(y)) continue;
    QString value = formatted(y, yText_.quantity);
    if (!yText_.unit.isEmpty()) value += QLatin1Char(' ') + yText_.unit;
    if (curve->isSmooth()) {
      value +=
          QStringLiteral("  ~%1").arg(formatted(valueAt(curve->x(), curve->smooth(), *x), yText_.quantity));
    }
    readout.table.rows.push_back({curve->line(), {value}});
    readout.y.push_back(y);
  }
  overlay_->setReadout(readout);
  describe();
}

void LinePlot::setSummary(const QString& summary) {
  summary_ = summary;
  describe();
}

void LinePlot::describe() {
  QStringList sentences{summary_, readings()};
  sentences.removeAll(QString{});
  setAccessibleDescription(sentences.join(QLatin1Char(' ')));
}

QString LinePlot::readings() const {
  QStringList sentences{spoken(overlay_->readout()), spoken(overlay_->cursors().table())};
  sentences.removeAll(QString{});
  return sentences.join(QLatin1Char(' '));
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
    if (!readable(*curve)) continue;
    const auto candidate = nextPoint(curve->x(), *crosshair_, direction);
    if (candidate && (!next || (*candidate - *next) * direction < 0)) next = candidate;
  }
  if (next && *next >= range.lower && *next <= range.upper) moveCrosshair(next);
}

CommandState LinePlot::commandState(Command command) const {
  const auto when = [](bool available) { return CommandState{.applies = true, .available = available}; };
  const auto toggle = [](bool applies, bool on) {
    return CommandState{.applies = applies, .available = applies, .checkable = true, .on = on};
  };
  const bool points = longest() > 0;
  switch (command) {
    case Command::Follow:
      return toggle(true, follow_);
    case Command::Logarithmic:
      return toggle(!yText_.fixed, logarithmic_);
    case Command::Smooth:
      return toggle(smoothing_ > 0, smooth_);
    case Command::Crosshair:
      return toggle(true, mouseReads_);
    case Command::Target:
      return toggle(suggestedTarget_.has_value(), target_.has_value());
    case Command::RaiseTarget:
    case Command::LowerTarget:
      return when(target_.has_value());
    case Command::Back:
      return when(history_.canGoBack());
    case Command::Forward:
      return when(history_.canGoForward());
    case Command::Clear:
      return when(crosshair_.has_value() || overlay_->cursors().any());
    case Command::Fit:
    case Command::ZoomIn:
    case Command::ZoomOut:
    case Command::ZoomInY:
    case Command::ZoomOutY:
    case Command::PanLeft:
    case Command::PanRight:
    case Command::PanUp:
    case Command::PanDown:
    case Command::NextPoint:
    case Command::PreviousPoint:
    case Command::CursorA:
    case Command::CursorB:
      return when(points);
    case Command::Fork:
    case Command::Maximise:
    case Command::Detach:
    case Command::MoveLeft:
    case Command::MoveRight:
    case Command::CopyValues:
      return {};  // the view's business, or the tile's
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
      return navigation_->zoom(Qt::Horizontal, kZoomStep);
    case Command::ZoomOut:
      return navigation_->zoom(Qt::Horizontal, 1 / kZoomStep);
    case Command::ZoomInY:
      return navigation_->zoom(Qt::Vertical, kZoomStep);
    case Command::ZoomOutY:
      return navigation_->zoom(Qt::Vertical, 1 / kZoomStep);
    case Command::PanLeft:
      return navigation_->pan(Qt::Horizontal, -kPanStep);
    case Command::PanRight:
      return navigation_->pan(Qt::Horizontal, kPanStep);
    case Command::PanUp:
      return navigation_->pan(Qt::Vertical, kPanStep);
    case Command::PanDown:
      return navigation_->pan(Qt::Vertical, -kPanStep);
    case Command::Logarithmic:
      return setLogarithmic(!logarithmic_);
    case Command::Smooth:
      return setSmooth(!smooth_);
    case Command::Crosshair:
      mouseReads_ = !mouseReads_;
      return moveCrosshair(std::nullopt);
    case Command::NextPoint:
      return stepCrosshair(1);
    case Command::PreviousPoint:
      return stepCrosshair(-1);
    case Command::Target:
      return setTarget(target_ ? std::nullopt : suggestedTarget_);
    case Command::RaiseTarget:
      return stepTarget(1);
    case Command::LowerTarget:
      return stepTarget(-1);
    case Command::CursorA:
      return setCursor(Cursors::A);
    case Command::CursorB:
      return setCursor(Cursors::B);
    case Command::Clear:
      overlay_->cursors().clear();
      moveCrosshair(std::nullopt);
      overlay_->cursors().replot();
      return Q_EMIT cursorsMoved();
    case Command::Fork:
    case Command::Maximise:
    case Command::Detach:
    case Command::MoveLeft:
    case Command::MoveRight:
    case Command::CopyValues:
      return;
  }
}

/// Without a crosshair: in the middle of what is seen. The same place again takes the cursor away.
void LinePlot::setCursor(Cursors::Which which) {
  const Range seen = xRange();
  const auto x = crosshair_ ? crosshair_ : nearestX((seen.lower + seen.upper) / 2);
  if (!x) return;
  Cursors& cursors = overlay_->cursors();
  cursors.set(which, cursors.at(which) == x ? std::nullopt : x);
  cursors.setQuiet(false);
  showCursorValues();
  Q_EMIT cursorsMoved();
}

void LinePlot::showCursors(const Cursors& same) {
  for (const auto which : {Cursors::A, Cursors::B}) overlay_->cursors().set(which, same.at(which));
  overlay_->cursors().setQuiet(true);
  showCursorValues();
}

void LinePlot::showCursorValues() {
  overlay_->cursors().update(curves_, xText_, yText_);
  overlay_->cursors().replot();
  describe();
}

SeenRange LinePlot::seenNow() const {
  return {xRange(), yRange(), follow_ || resting_};
}

void LinePlot::travel(const std::optional<SeenRange>& to) {
  if (!to) return;
  resting_ = false;
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
