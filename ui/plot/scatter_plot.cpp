#include "ui/plot/scatter_plot.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include "ui/plot/format.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kNear = 14;        // px
constexpr double kMarkerSize = 10;  // px
constexpr double kRoom = 1.1;       // the axis goes on at least by this factor on both sides

}  // namespace

ScatterPlot::ScatterPlot(QWidget* parent)
    : QWidget(parent), plot_(new QCustomPlot{this}), line_(plot_->addGraph()) {
  auto* layout = new QVBoxLayout{this};
  layout->setContentsMargins({});
  layout->addWidget(plot_);
  plot_->setAutoAddPlottableToLegend(false);
  plot_->setFocusPolicy(Qt::NoFocus);
  plot_->setMinimumSize(140, 80);
  plot_->setMouseTracking(true);
  plot_->installEventFilter(this);
  plot_->setContextMenuPolicy(Qt::PreventContextMenu);
  setFocusPolicy(Qt::StrongFocus);
  setTheme(Theme::of(ThemeId::Light));
}

void ScatterPlot::setTheme(const Theme& theme) {
  theme_ = theme;
  plot_->setBackground(theme.plotBackground);
  for (auto* axis : {plot_->xAxis, plot_->yAxis}) styleAxis(*axis, theme, smallFont(theme));
  draw();
}

void ScatterPlot::setAxes(const AxisText& x, const AxisText& y) {
  xText_ = x;
  yText_ = y;
  setScale(*plot_->xAxis, x.quantity, true);
  setScale(*plot_->yAxis, y.quantity, false);
  draw();
}

bool ScatterPlot::drawable(const ScatterPoint& point) const {
  return std::isfinite(point.x) && point.x > 0 && std::isfinite(point.y);
}

void ScatterPlot::setPoints(std::vector<ScatterPoint> points, std::vector<std::size_t> front) {
  points_ = std::move(points);
  front_ = std::move(front);
  std::erase_if(front_, [this](std::size_t i) { return i >= points_.size() || !drawable(points_[i]); });
  selected_ = -1;
  draw();
}

void ScatterPlot::setMessage(const QString& text) {
  message_ = text;
  draw();
}

void ScatterPlot::draw() {
  for (auto* graph : graphs_) plot_->removePlottable(graph);
  graphs_.clear();
  plot_->clearItems();
  QVector<double> x, y;
  for (const std::size_t i : front_) {
    x.append(points_[i].x);
    y.append(points_[i].y);
  }
  line_->setData(x, y, true);
  line_->setPen(QPen{theme_.reference, theme_.lineWidth, Qt::DashLine});
  for (const auto& point : points_) {
    if (!drawable(point)) continue;
    auto* graph = plot_->addGraph();
    const SeriesStyle& style = point.look.style;
    const QBrush inside{markerFilled(style.marker) ? style.colour : theme_.plotBackground};
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setScatterStyle(
        QCPScatterStyle{markerPath(style.marker), QPen{style.colour, 1.5}, inside, kMarkerSize});
    graph->setData({point.x}, {point.y});
    graphs_.push_back(graph);
  }
  if (graphs_.empty() && !message_.isEmpty()) {
    auto* text = new QCPItemText{plot_};  // owned by the plot
    text->position->setType(QCPItemPosition::ptAxisRectRatio);
    text->position->setCoords(0.5, 0.5);
    text->setText(message_);
    text->setFont(smallFont(theme_));
    text->setColor(theme_.mutedText);
  }
  fit();
}

void ScatterPlot::fit() {
  double left = 0, right = 0, low = 0, high = 0;
  bool first = true;
  for (const auto& point : points_) {
    if (!drawable(point)) continue;
    left = first ? point.x : std::min(left, point.x);
    right = first ? point.x : std::max(right, point.x);
    low = first ? point.y : std::min(low, point.y);
    high = first ? point.y : std::max(high, point.y);
    first = false;
  }
  const double room = std::max((high - low) * 0.2, 2.0);
  // Whole decades: at both ends there is a tick with its unit to be read.
  plot_->xAxis->setRange(first ? 1e5 : std::pow(10.0, std::floor(std::log10(left / kRoom))),
                         first ? 1e9 : std::pow(10.0, std::ceil(std::log10(right * kRoom))));
  plot_->yAxis->setRange(first ? 0 : low - room, first ? 100 : high + room);
  plot_->xAxis->setTickLabels(!first);
  plot_->yAxis->setTickLabels(!first);
  updateTitle(*plot_->xAxis, xText_, std::max(plot_->axisRect()->width(), plot_->width() / 2));
  updateTitle(*plot_->yAxis, yText_, std::max(plot_->axisRect()->height(), plot_->height() / 2));
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ScatterPlot::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

Range ScatterPlot::xRange() const {
  return {plot_->xAxis->range().lower, plot_->xAxis->range().upper};
}

QString ScatterPlot::tip(std::size_t point) const {
  if (point >= points_.size()) return {};
  const auto& each = points_[point];
  const QString text =
      tr("%1: %2 with %3")
          .arg(each.look.name, formatted(each.y, yText_.quantity), formatted(each.x, xText_.quantity));
  const bool best = std::ranges::find(front_, point) != front_.end();
  return best ? tr("%1; nothing here is both cheaper and better").arg(text) : text;
}

int ScatterPlot::nearest(const QPointF& place) const {
  int found = -1;
  double distance = kNear;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    if (!drawable(points_[i])) continue;
    const QPointF there{plot_->xAxis->coordToPixel(points_[i].x), plot_->yAxis->coordToPixel(points_[i].y)};
    const QPointF apart = there - place;
    const double far = std::hypot(apart.x(), apart.y());
    if (far > distance) continue;
    distance = far;
    found = static_cast<int>(i);
  }
  return found;
}

void ScatterPlot::showTip(int point) {
  const auto& each = points_[static_cast<std::size_t>(point)];
  const QPoint place{static_cast<int>(plot_->xAxis->coordToPixel(each.x)),
                     static_cast<int>(plot_->yAxis->coordToPixel(each.y))};
  QToolTip::showText(plot_->mapToGlobal(place), tip(static_cast<std::size_t>(point)), plot_);
}

void ScatterPlot::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (graphs_.empty() || step == 0) return QWidget::keyPressEvent(event);
  const int last = static_cast<int>(points_.size()) - 1;
  int next = selected_;
  do {
    next = std::clamp(next + step, 0, last);
  } while (!drawable(points_[static_cast<std::size_t>(next)]) && next > 0 && next < last);
  if (!drawable(points_[static_cast<std::size_t>(next)])) return;
  selected_ = next;
  showTip(selected_);
}

bool ScatterPlot::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::eventFilter(watched, event);
  const int point = nearest(static_cast<QHelpEvent*>(event)->pos());
  if (point >= 0) showTip(point);
  return true;
}

}  // namespace lab::ui
