#include "ui/plot/trace.h"

#include <cmath>

#include <qcustomplot.h>

namespace lab::ui {
namespace {

double drawable(double y, bool logarithmic) {
  return logarithmic && !(y > 0) ? std::nan("") : y;
}

}  // namespace

Trace::Trace(QCustomPlot& plot) : plot_(plot), graph_(plot.addGraph()) {
  graph_->setSelectable(QCP::stNone);
}

Trace::~Trace() {
  plot_.removePlottable(graph_);
}

void Trace::feed(std::span<const double> x, std::span<const double> y, const Feeding& feeding) {
  if (feeding.reduce) {
    replace(x, y, feeding);
  } else {
    if (last_.reduce || feeding.logarithmic != last_.logarithmic) clear();
    append(x, y, feeding.logarithmic);
  }
  last_ = feeding;
}

void Trace::clear() {
  graph_->data()->clear();
  fed_ = 0;
  last_ = {};
}

void Trace::append(std::span<const double> x, std::span<const double> y, bool logarithmic) {
  QVector<QCPGraphData> fresh;
  fresh.reserve(static_cast<qsizetype>(x.size() - fed_));
  for (; fed_ < x.size(); ++fed_) fresh.append({x[fed_], drawable(y[fed_], logarithmic)});
  graph_->data()->add(fresh, true);
}

void Trace::replace(std::span<const double> x, std::span<const double> y, const Feeding& feeding) {
  // While a run is followed the columns rest for long: of a line that only grew its end is looked at.
  if (feeding == last_) {
    decimateFurther(kept_, x, y, feeding.columns, feeding.decimation);
  } else {
    kept_ = decimate(x, y, feeding.columns, feeding.decimation);
  }
  QVector<QCPGraphData> reduced;
  reduced.reserve(static_cast<qsizetype>(kept_.x.size()));
  for (std::size_t i = 0; i < kept_.x.size(); ++i) {
    reduced.append({kept_.x[i], drawable(kept_.y[i], feeding.logarithmic)});
  }
  graph_->data()->set(reduced, true);
}

std::vector<QPointF> Trace::drawn() const {
  std::vector<QPointF> points;
  for (const auto& point : *graph_->data()) points.emplace_back(point.key, point.value);
  return points;
}

}  // namespace lab::ui
