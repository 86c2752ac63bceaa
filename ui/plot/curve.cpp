#include "ui/plot/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <qcustomplot.h>

#include "ui/plot/draw_options.h"

namespace lab::ui {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

// A line with more points than pixel columns is reduced to its extremes per slice of two pixels, which is
// what a pen of 1.5 px can show: the cost of a frame then depends on the size of the plot, no longer on the
// length of the run.
constexpr int kSlice = 2;  // px
// Only solid pens have a fast path; Qt walks every dash of the others. Between dashes nothing fine can be
// seen anyway.
constexpr int kDashedSlice = 4;      // px
constexpr int kMarkerDistance = 64;  // px
constexpr double kThick = 2;         // px

double drawable(double y, bool logarithmic) {
  return logarithmic && !(y > 0) ? kGap : y;
}

Extent noExtent() {
  return {kGap, kGap, kGap};
}

}  // namespace

Curve::Curve(QCustomPlot& plot, const Line& line)
    : plot_(plot), graph_(plot.addGraph()), line_(line), extent_(noExtent()), shown_(line.shown) {
  graph_->setSelectable(QCP::stNone);
  graph_->setVisible(shown_);
  if (line_.role == LineRole::Points) graph_->setLineStyle(QCPGraph::lsNone);
}

Curve::~Curve() {
  plot_.removePlottable(graph_);
}

void Curve::fillDownTo(const Curve& lower) {
  graph_->setChannelFillGraph(lower.graph_);
}

void Curve::setTheme(const Theme& theme) {
  if (line_.role == LineRole::BandLower || line_.role == LineRole::BandUpper) {
    QColor fill = line_.style.colour;
    fill.setAlphaF(static_cast<float>(kBandOpacity));
    graph_->setPen(Qt::NoPen);
    graph_->setBrush(line_.role == LineRole::BandUpper ? QBrush{fill} : QBrush{Qt::NoBrush});
    return;
  }
  const double width = line_.width * theme.lineWidth;
  // Fast polylines are drawn piece by piece: thick ones need longer ends, or their bends would gape. Square,
  // not round: for round ends Qt leaves its fast path.
  const bool square = width > kThick && line_.style.dash == Qt::SolidLine;
  graph_->setPen(
      QPen{line_.style.colour, width, line_.style.dash, square ? Qt::SquareCap : Qt::FlatCap, Qt::RoundJoin});
  if (!line_.markers && line_.role != LineRole::Points) return;
  const QBrush inside{markerFilled(line_.style.marker) ? line_.style.colour : theme.plotBackground};
  graph_->setScatterStyle(
      QCPScatterStyle{markerPath(line_.style.marker), QPen{line_.style.colour, 1.2}, inside,
                      (4.5 + theme.lineWidth) * (line_.role == LineRole::Points ? line_.width : 1)});
}

void Curve::extend(std::span<const double> x, std::span<const double> y) {
  const std::size_t end = std::min(x.size(), y.size());
  for (std::size_t i = size(); i < end; ++i) {
    const double value = std::isfinite(y[i]) ? y[i] : kGap;
    x_.push_back(x[i]);
    y_.push_back(value);
    extent_.lowest = std::fmin(extent_.lowest, value);
    extent_.highest = std::fmax(extent_.highest, value);
    if (value > 0) extent_.lowestPositive = std::fmin(extent_.lowestPositive, value);
  }
}

void Curve::clear() {
  x_.clear();
  y_.clear();
  extent_ = noExtent();
  graph_->data()->clear();
  fed_ = 0;
}

void Curve::feed(const Columns& visible, bool logarithmic, int detail) {
  const bool all = detail == kAllPoints || line_.role == LineRole::Points;
  const int columns = std::max(detail, 1) * visible.count;
  const Columns slices{visible.lower, visible.upper, std::max(columns / slice(), 1)};
  graph_->setAdaptiveSampling(detail != kAllPoints);
  // Points are drawn one by one: leaving some out would say that there are fewer.
  if (!all && size() > static_cast<std::size_t>(columns)) {
    replace(slices, logarithmic);
  } else {
    if (reduced_ || logarithmic != logarithmic_) {
      graph_->data()->clear();
      fed_ = 0;
    }
    append(logarithmic);
    reduced_ = false;
  }
  logarithmic_ = logarithmic;
  if (line_.markers) spaceMarkers(visible);
}

void Curve::append(bool logarithmic) {
  QVector<QCPGraphData> fresh;
  fresh.reserve(static_cast<qsizetype>(size() - fed_));
  for (; fed_ < size(); ++fed_) fresh.append({x_[fed_], drawable(y_[fed_], logarithmic)});
  graph_->data()->add(fresh, true);
}

void Curve::replace(const Columns& slices, bool logarithmic) {
  const Points kept = decimate(x_, y_, slices, decimation());
  QVector<QCPGraphData> reduced;
  reduced.reserve(static_cast<qsizetype>(kept.x.size()));
  for (std::size_t i = 0; i < kept.x.size(); ++i) {
    reduced.append({kept.x[i], drawable(kept.y[i], logarithmic)});
  }
  graph_->data()->set(reduced, true);
  reduced_ = true;
}

Decimation Curve::decimation() const {
  switch (line_.role) {
    case LineRole::BandLower:
      return Decimation::Lowest;
    case LineRole::BandUpper:
      return Decimation::Highest;
    case LineRole::Line:
    case LineRole::Points:
      break;
  }
  return line_.style.dash == Qt::SolidLine ? Decimation::Extremes : Decimation::Mean;
}

int Curve::slice() const {
  return line_.style.dash == Qt::SolidLine ? kSlice : kDashedSlice;
}

void Curve::spaceMarkers(const Columns& visible) {
  const auto& data = *graph_->data();
  const auto inside = data.findEnd(visible.upper, false) - data.findBegin(visible.lower, false);
  const auto wanted = std::max(visible.count / kMarkerDistance, 2);
  int step = 1;  // powers of two: markers stay where they are when others between them disappear
  while (inside / step > wanted) step *= 2;
  graph_->setScatterSkip(step - 1);
}

void Curve::setShown(bool shown) {
  shown_ = shown;
  graph_->setVisible(shown);
}

std::vector<QPointF> Curve::drawn() const {
  std::vector<QPointF> points;
  for (const auto& point : *graph_->data()) points.emplace_back(point.key, point.value);
  return points;
}

}  // namespace lab::ui
