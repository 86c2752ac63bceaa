#include "ui/plot/navigation.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QEvent>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QWheelEvent>
#include <qcustomplot.h>

namespace lab::ui {
namespace {

constexpr double kWheelFactor = 0.8;  // per notch
constexpr double kNotch = 120.0;      // eighths of a degree
constexpr int kStill = 3;             // px that a hand moves while it clicks
constexpr double kClosest = 1e-6;     // of the limits: closer than that numbers run out of digits

}  // namespace

Navigation::Navigation(QCustomPlot& plot, QObject* parent) : QObject(parent), plot_(plot) {
  plot.setInteraction(QCP::iRangeDrag);
  plot.axisRect()->setRangeDrag(Qt::Horizontal | Qt::Vertical);
  plot.setNoAntialiasingOnDrag(true);
  plot.setMouseTracking(true);
  plot.setContextMenuPolicy(Qt::PreventContextMenu);  // the right button zooms
  plot.installEventFilter(this);
  connect(&plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) { press(*event); });
  connect(&plot, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) { release(*event); });
  connect(&plot, &QCustomPlot::mouseMove, this,
          [this](QMouseEvent* event) { Q_EMIT pointed(event->position().x()); });
  connect(&plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) { wheel(*event); });
  connect(&plot, &QCustomPlot::mouseDoubleClick, this, [this] { Q_EMIT fitRequested(); });
  const auto changed = [this](const QCPRange&) { rangeChanged(); };
  connect(plot.xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, changed);
  connect(plot.yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, changed);
}

void Navigation::setLimits(const Range& x, const Range& y) {
  limitX_ = x;
  limitY_ = y;
}

void Navigation::show(const Range& x, const Range& y) {
  const QScopedValueRollback guard{own_, true};
  plot_.xAxis->setRange(x.lower, x.upper);
  plot_.yAxis->setRange(y.lower, y.upper);
}

void Navigation::quietly(const std::function<void()>& change) {
  const QScopedValueRollback guard{own_, true};
  change();
}

Range Navigation::x() const {
  return {plot_.xAxis->range().lower, plot_.xAxis->range().upper};
}
Range Navigation::y() const {
  return {plot_.yAxis->range().lower, plot_.yAxis->range().upper};
}

QCPAxis& Navigation::axis(Qt::Orientation orientation) const {
  return orientation == Qt::Horizontal ? *plot_.xAxis : *plot_.yAxis;
}

void Navigation::zoom(Qt::Orientation orientation, double factor) {
  beginGesture();
  axis(orientation).scaleRange(factor);
  plot_.replot(QCustomPlot::rpQueuedReplot);
}

void Navigation::pan(Qt::Orientation orientation, double share) {
  beginGesture();
  QCPAxis& moved = axis(orientation);
  const QCPRange range = moved.range();
  const bool decades = moved.scaleType() == QCPAxis::stLogarithmic;
  moved.moveRange(decades ? std::pow(range.upper / range.lower, share) : share * range.size());
  plot_.replot(QCustomPlot::rpQueuedReplot);
}

void Navigation::beginGesture() {
  seenX_ = x();
  seenY_ = y();
  fresh_ = true;
  turning_ = false;
}

void Navigation::press(const QMouseEvent& event) {
  const bool box = event.button() == Qt::RightButton ||
                   (event.button() == Qt::LeftButton && event.modifiers().testFlag(Qt::ShiftModifier));
  plot_.setSelectionRectMode(box ? QCP::srmZoom : QCP::srmNone);
  pressed_ = event.pos();
  beginGesture();
}

void Navigation::release(const QMouseEvent& event) {
  if ((event.pos() - pressed_).manhattanLength() <= kStill) Q_EMIT clicked(event.pos(), event.button());
}

void Navigation::wheel(const QWheelEvent& event) {
  // Some platforms turn the wheel sideways while Shift is held.
  const QPoint delta = event.angleDelta();
  const int turned = delta.y() != 0 ? delta.y() : delta.x();
  if (turned == 0) return;
  if (!turning_) beginGesture();
  turning_ = true;
  const double factor = std::pow(kWheelFactor, turned / kNotch);
  const bool vertical = event.modifiers().testFlag(Qt::ShiftModifier);
  QCPAxis& axis = vertical ? *plot_.yAxis : *plot_.xAxis;
  const QPointF at = event.position();
  axis.scaleRange(factor, axis.pixelToCoord(vertical ? at.y() : at.x()));
  plot_.replot(QCustomPlot::rpQueuedReplot);
}

void Navigation::rangeChanged() {
  if (own_) return;
  if (std::exchange(fresh_, false)) Q_EMIT leaving(seenX_, seenY_);
  {
    const QScopedValueRollback guard{own_, true};
    keepInside(*plot_.xAxis, limitX_);
    keepInside(*plot_.yAxis, limitY_);
  }
  Q_EMIT movedByUser();
}

void Navigation::keepInside(QCPAxis& axis, const Range& limits) {
  const double whole = limits.upper - limits.lower;
  const QCPRange range = axis.range();
  if (axis.scaleType() == QCPAxis::stLogarithmic) {
    axis.setRange(std::max(range.lower, limits.lower), std::min(range.upper, limits.upper));
    return;
  }
  const double size = std::clamp(range.size(), whole * kClosest, whole);
  const double lower = std::clamp(range.lower, limits.lower, limits.upper - size);
  if (lower != range.lower || size != range.size()) axis.setRange(lower, lower + size);
}

bool Navigation::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Leave) {
    turning_ = false;
    Q_EMIT left();
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace lab::ui
