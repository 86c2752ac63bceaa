#include "ui/plot/line_plot.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QPushButton>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include "ui/plot/change_marks.h"
#include "ui/plot/curve.h"
#include "ui/plot/legend.h"
#include "ui/plot/navigation.h"
#include "ui/plot/overlay.h"
#include "ui/plot/time_cursor.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

QCustomPlot* makePlot(QWidget* parent) {
  auto* plot = new QCustomPlot{parent};
  plot->setPlottingHint(QCP::phFastPolylines);  // without it pens wider than 1 px cost ten times as much
  plot->setPlottingHint(QCP::phImmediateRefresh, false);  // all plots of a batch reach the screen at once
  plot->setLocale(QLocale{});
  plot->setAutoAddPlottableToLegend(false);  // ours is a widget; QCustomPlot's would be laid out unseen
  plot->setFocusPolicy(Qt::NoFocus);
  plot->setMinimumSize(140, 80);
  return plot;
}

QCPGraph* makeCrosses(QCustomPlot& plot) {
  const auto name = QStringLiteral("marks");  // a layer above every line, also those made later
  if (plot.layer(name) == nullptr) plot.addLayer(name, plot.layer(QStringLiteral("main")));
  auto* graph = plot.addGraph();
  graph->setLineStyle(QCPGraph::lsNone);
  graph->setSelectable(QCP::stNone);
  graph->setLayer(name);
  return graph;
}

}  // namespace

LinePlot::LinePlot(QWidget* parent)
    : QWidget(parent),
      plot_(makePlot(this)),
      halos_(makeCrosses(*plot_)),
      crosses_(makeCrosses(*plot_)),
      legend_(new Legend{this}),
      chip_(new QPushButton{plot_}),
      navigation_(new Navigation{*plot_, this}),
      overlay_(std::make_unique<Overlay>(*plot_, this)),
      time_(std::make_unique<TimeCursor>(*plot_)),
      changes_(std::make_unique<ChangeMarks>(*plot_)) {
  auto* layout = new QVBoxLayout{this};
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(legend_);
  layout->addWidget(plot_, 1);
  setFocusPolicy(Qt::StrongFocus);
  chip_->setProperty("chip", true);
  chip_->setCursor(Qt::PointingHandCursor);
  chip_->setFocusPolicy(Qt::TabFocus);
  chip_->hide();
  connectParts();
  setAxes({}, {});
  setTheme(Theme::of(ThemeId::Light));
}

// Its parts outlive it for a moment, in which they may still lose the focus or the mouse.
LinePlot::~LinePlot() {
  legend_->disconnect(this);
  navigation_->disconnect(this);
}

void LinePlot::connectParts() {
  connect(chip_, &QPushButton::clicked, this, [this] { setFollow(true); });
  connect(legend_, &Legend::toggled, this, &LinePlot::setShown);
  connect(legend_, &Legend::pointed, this, &LinePlot::highlight);
  connect(navigation_, &Navigation::fitRequested, this, [this] {
    setFollow(true);
    refresh();
  });
  connect(navigation_, &Navigation::leaving, this, [this](const Range& x, const Range& y) {
    if (longest() == 0) return;
    history_.leave({x, y, follow_ || resting_});
    resting_ = led_ = false;
  });
  connect(navigation_, &Navigation::movedByUser, this, [this] {
    if (longest() == 0) return fit();  // nothing to look at more closely
    changeFollow(false);
    refresh();
    Q_EMIT xMoved(xRange());
  });
  connect(navigation_, &Navigation::pointed, this, [this](double pixel) {
    if (mouseReads_) moveCrosshair(nearestX(plot_->xAxis->pixelToCoord(pixel)));
  });
  connect(&overlay_->target(), &TargetLine::dragged, this, &LinePlot::dragTarget);
  connect(navigation_, &Navigation::clicked, this, [this](const QPoint& position, Qt::MouseButton button) {
    if (mouseReads_) moveCrosshair(nearestX(plot_->xAxis->pixelToCoord(position.x())));
    Q_EMIT clicked(plot_->mapTo(this, position), button);
  });
  connect(navigation_, &Navigation::left, this, [this] { moveCrosshair(std::nullopt); });
}

void LinePlot::setLines(std::vector<Line> lines) {
  setCrosshair(std::nullopt);
  highlighted_.clear();
  for (auto& line : lines) {
    const auto same = std::ranges::find_if(
        curves_, [&line](const auto& curve) { return curve->line().legendName() == line.legendName(); });
    if (same != curves_.end()) line.shown = (*same)->shown();
  }
  curves_.clear();
  curves_.resize(lines.size());
  // QCustomPlot draws in order of creation, so the first line comes last.
  for (std::size_t i = lines.size(); i-- > 0;) {
    curves_[i] = std::make_unique<Curve>(*plot_, lines[i]);
    curves_[i]->setSmooth(smooth_ ? smoothingWeight() : 0);
    curves_[i]->setTheme(theme_);
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].role == LineRole::BandUpper) curves_[i]->fillDownTo(*curves_[i - 1]);
  }
  legend_->setLines(lines);
  showLegend();
  setMarks({});
}

void LinePlot::clearPoints() {
  setCrosshair(std::nullopt);
  for (auto& curve : curves_) curve->clear();
  overlay_->cursors().clear();
  seen_ = 0;
  history_ = {};
  setMarks({});
}

void LinePlot::extend(int line, std::span<const double> x, std::span<const double> y) {
  if (line < 0 || line >= lineCount()) return;
  curves_[static_cast<std::size_t>(line)]->extend(x, y);
}

void LinePlot::setMarks(const std::vector<PlotMark>& marks) {
  marks_ = marks;
}

void LinePlot::setChanges(std::vector<double> x) {
  changes_->setPlaces(std::move(x));
}

const std::vector<double>& LinePlot::changes() const {
  return changes_->places();
}

void LinePlot::setEnd(double planned, bool ended) {
  planned_ = planned;
  ended_ = ended;
}

void LinePlot::setReach(double x) {
  reach_ = x;
}

void LinePlot::setStrip(bool bare, const QString& caption) {
  bare_ = bare;
  caption_ = caption;
  plot_->setMinimumHeight(0);
  if (bare) plot_->xAxis->setLabel({});
  showLegend();
  layOutAxes();
}

void LinePlot::showX(const Range& range) {
  if (!std::exchange(led_, true)) history_.leave(seenNow());
  resting_ = false;
  changeFollow(false);
  navigation_->show(range, yRange());
  refresh();
}

void LinePlot::pointAt(std::optional<double> x) {
  setCrosshair(x);
}

void LinePlot::setTime(std::optional<double> x) {
  time_->setTime(x);
}

void LinePlot::setMessage(const QString& title, const QString& hint) {
  message_ = title;
  overlay_->setMessage(title, hint);
}

void LinePlot::setAxes(const AxisText& x, const AxisText& y) {
  xText_ = x;
  yText_ = y;
  yText_.note = smoothNote();
  if (y.fixed) logarithmic_ = false;
  navigation_->quietly([this] {
    setScale(*plot_->xAxis, xText_.quantity, false);
    setScale(*plot_->yAxis, yText_.quantity, logarithmic_);
  });
  layOutAxes();
  fit();
}

void LinePlot::setFollow(bool follow) {
  if (follow_ == follow) return;
  if (follow && longest() > 0) history_.leave(seenNow());
  led_ = false;
  changeFollow(follow);
  resting_ = !follow;
}

void LinePlot::changeFollow(bool follow) {
  if (follow_ == follow) return;
  follow_ = follow;
  seen_ = longest();
  Q_EMIT followChanged(follow);
  refresh();
}

void LinePlot::setLogarithmic(bool logarithmic) {
  if (logarithmic_ == logarithmic || yText_.fixed) return;
  logarithmic_ = logarithmic;
  navigation_->quietly([this] { setScale(*plot_->yAxis, yText_.quantity, logarithmic_); });
  navigation_->show(xRange(), followY(shownExtent(), logarithmic_));  // no range suits both scales
  history_ = {};                                                      // nor do the views seen before
  layOutAxes();
  Q_EMIT logarithmicChanged(logarithmic);
  refresh();
}

void LinePlot::setShown(const QString& legendName, bool shown) {
  for (auto& curve : curves_) {
    if (curve->line().legendName() == legendName) curve->setShown(shown);
  }
  legend_->setShown(legendName, shown);
  refresh();
}

std::optional<double> LinePlot::time() const {
  return time_->time();
}

void LinePlot::refresh() {
  stale_ = true;
  if (!isVisible()) return;
  stale_ = false;
  if (follow_) fit();
  feed();
  updateChip();
  limitCost();
  overlay_->cursors().update(curves_, xText_, yText_);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void LinePlot::feed(int detail) {
  const Range x = xRange();
  const Columns visible{x.lower, x.upper, std::max(plot_->axisRect()->width(), 1)};
  for (auto& curve : curves_) {
    if (curve->shown()) curve->feed(visible, logarithmic_, detail);
  }
  QVector<double> keys, values;
  for (const auto& mark : marks_) {
    if (!std::isfinite(mark.y) || (logarithmic_ && !(mark.y > 0))) continue;
    keys.append(mark.x);
    values.append(mark.y);
  }
  halos_->setData(keys, values);
  crosses_->setData(keys, values);
  if (!bare_) updateTitle(*plot_->xAxis, xText_, plot_->axisRect()->width());
  updateTitle(*plot_->yAxis, yText_, plot_->axisRect()->height());
  // Before the first point the numbers of a range that means nothing would only puzzle.
  plot_->xAxis->setTickLabels(!bare_ && (longest() > 0 || planned_ > 0));
  plot_->yAxis->setTickLabels(longest() > 0 || yText_.fixed.has_value());
}

int LinePlot::lineCount() const {
  return static_cast<int>(curves_.size());
}
const Line& LinePlot::line(int index) const {
  return curves_.at(static_cast<std::size_t>(index))->line();
}
bool LinePlot::isShown(int index) const {
  return curves_.at(static_cast<std::size_t>(index))->shown();
}

std::size_t LinePlot::pointCount(int index) const {
  return curves_.at(static_cast<std::size_t>(index))->size();
}

std::span<const double> LinePlot::x(int index) const {
  return curves_.at(static_cast<std::size_t>(index))->x();
}
std::span<const double> LinePlot::y(int index) const {
  return curves_.at(static_cast<std::size_t>(index))->y();
}

std::vector<QPointF> LinePlot::drawnPoints(int index) const {
  return curves_.at(static_cast<std::size_t>(index))->drawn();
}

std::vector<QPointF> LinePlot::drawnGhost(int index) const {
  return curves_.at(static_cast<std::size_t>(index))->drawnGhost();
}

QPoint LinePlot::placeOf(const QPointF& point) const {
  const QPointF pixel{plot_->xAxis->coordToPixel(point.x()), plot_->yAxis->coordToPixel(point.y())};
  return plot_->mapTo(this, pixel.toPoint());
}

const Cursors& LinePlot::cursors() const {
  return overlay_->cursors();
}

QString LinePlot::yTitle() const {
  return plot_->yAxis->label();
}

double LinePlot::drawMilliseconds() const {
  return isVisible() ? plot_->replotTime(true) : 0;
}

}  // namespace lab::ui
