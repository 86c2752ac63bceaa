#include "ui/plot/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <qcustomplot.h>

#include "ui/plot/draw_options.h"

namespace lab::ui {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

// A line with more points than pixel columns is reduced to its extremes per slice of three pixels, about what
// two edges of a pen of 1.5 px take up: the cost of a frame then depends on the size of the plot, no longer
// on the length of the run.
constexpr int kSlice = 3;  // px
// Only solid pens have a fast path; Qt walks every dash of the others. Between dashes nothing fine can be
// seen anyway.
constexpr int kDashedSlice = 4;      // px
constexpr int kMarkerDistance = 64;  // px
constexpr double kThick = 2;         // px

constexpr double kGhost = 0.55;  // how far the points of a smoothed line step back

constexpr auto kLayer = "main";
constexpr auto kBandLayer = "bands";
constexpr auto kRaisedLayer = "raised";
constexpr auto kGhostLayer = "ghosts";

// Those above the other lines lie below marks and crosshair.
void addLayers(QCustomPlot& plot) {
  const QLatin1String raised{kRaisedLayer};
  const QLatin1String ghosts{kGhostLayer};
  QCPLayer* lines = plot.layer(QLatin1String{kLayer});
  if (plot.layer(raised) == nullptr) plot.addLayer(raised, lines);
  if (plot.layer(ghosts) != nullptr) return;
  plot.addLayer(ghosts, lines, QCustomPlot::limBelow);
  plot.addLayer(QLatin1String{kBandLayer}, plot.layer(ghosts), QCustomPlot::limBelow);
}

Extent noExtent() {
  return {kGap, kGap, kGap};
}

}  // namespace

Curve::Curve(QCustomPlot& plot, const Line& line)
    : plot_(plot), trace_(plot), line_(line), extent_(noExtent()), shown_(line.shown) {
  addLayers(plot);
  raise(false);
  graph().setVisible(shown_);
  if (line_.role == LineRole::Points) graph().setLineStyle(QCPGraph::lsNone);
}

QCPGraph& Curve::graph() const {
  return trace_.graph();
}

void Curve::fillDownTo(const Curve& lower) {
  graph().setChannelFillGraph(&lower.graph());
}

void Curve::raise(bool above) {
  const bool band = line_.role == LineRole::BandLower || line_.role == LineRole::BandUpper;
  graph().setLayer(QLatin1String{above ? kRaisedLayer : band ? kBandLayer : kLayer});
}

void Curve::setTheme(const Theme& theme, bool faded) {
  const QColor colour = faded ? theme.faded(line_.style.colour) : line_.style.colour;
  if (line_.role == LineRole::BandLower || line_.role == LineRole::BandUpper) {
    QColor fill = colour;
    fill.setAlphaF(static_cast<float>(kBandOpacity));
    graph().setPen(Qt::NoPen);
    graph().setBrush(line_.role == LineRole::BandUpper ? QBrush{fill} : QBrush{Qt::NoBrush});
    return;
  }
  if (ghost_) ghost_->graph().setPen(QPen{theme.faded(line_.style.colour, kGhost), 1});
  const double width = line_.width * theme.lineWidth;
  // Fast polylines are drawn piece by piece: thick ones need longer ends, or their bends would gape. Square,
  // not round: for round ends Qt leaves its fast path.
  const bool square = width > kThick && line_.style.dash == Qt::SolidLine;
  graph().setPen(QPen{colour, width, line_.style.dash, square ? Qt::SquareCap : Qt::FlatCap, Qt::RoundJoin});
  if (!line_.markers && line_.role != LineRole::Points) return;
  const QBrush inside{markerFilled(line_.style.marker) ? colour : theme.plotBackground};
  graph().setScatterStyle(
      QCPScatterStyle{markerPath(line_.style.marker), QPen{colour, 1.2}, inside,
                      (4.5 + theme.lineWidth) * (line_.role == LineRole::Points ? line_.width : 1)});
}

void Curve::extend(std::span<const double> x, std::span<const double> y) {
  const std::size_t end = std::min(x.size(), y.size());
  for (std::size_t i = size(); i < end; ++i) {
    const double value = std::isfinite(y[i]) ? y[i] : kGap;
    x_.push_back(x[i]);
    y_.push_back(value);
    if (ghost_) smooth_.push_back(mean_.add(value));
    extent_.lowest = std::fmin(extent_.lowest, value);
    extent_.highest = std::fmax(extent_.highest, value);
    if (value > 0) extent_.lowestPositive = std::fmin(extent_.lowestPositive, value);
  }
}

void Curve::clear() {
  x_.clear();
  y_.clear();
  extent_ = noExtent();
  trace_.clear();
  if (ghost_) ghost_->clear();
  smooth_.clear();
  mean_ = ExponentialMean{weight_};
}

void Curve::setSmooth(double weight) {
  if (weight == weight_ || line_.role != LineRole::Line) return;
  weight_ = weight;
  trace_.clear();
  smooth_.clear();
  mean_ = ExponentialMean{weight};
  ghost_.reset();
  if (weight <= 0) return;
  ghost_ = std::make_unique<Trace>(plot_);
  ghost_->graph().setLayer(QLatin1String{kGhostLayer});
  ghost_->graph().setVisible(shown_);
  for (const double y : y_) smooth_.push_back(mean_.add(y));
}

void Curve::feed(const Columns& visible, bool logarithmic, int detail) {
  const bool all = detail == kAllPoints || line_.role == LineRole::Points;
  const int columns = std::max(detail, 1) * visible.count;
  // Points are drawn one by one: leaving some out would say that there are fewer.
  const Feeding feeding{.columns = {visible.lower, visible.upper, std::max(columns / slice(), 1)},
                        .reduce = !all && size() > static_cast<std::size_t>(columns),
                        .decimation = decimation(),
                        .logarithmic = logarithmic};
  graph().setAdaptiveSampling(detail != kAllPoints);
  trace_.feed(x_, ghost_ ? smooth_ : y_, feeding);
  if (ghost_) ghost_->feed(x_, y_, feeding);
  if (line_.markers) spaceMarkers(visible);
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
  const auto& data = *graph().data();
  const auto inside = data.findEnd(visible.upper, false) - data.findBegin(visible.lower, false);
  const auto wanted = std::max(visible.count / kMarkerDistance, 2);
  int step = 1;  // powers of two: markers stay where they are when others between them disappear
  while (inside / step > wanted) step *= 2;
  graph().setScatterSkip(step - 1);
}

void Curve::setShown(bool shown) {
  shown_ = shown;
  graph().setVisible(shown);
  if (ghost_) ghost_->graph().setVisible(shown);
}

}  // namespace lab::ui
