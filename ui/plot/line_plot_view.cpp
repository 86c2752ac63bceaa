// The part of LinePlot that decides what is seen: ranges, chip, look.

#include <algorithm>
#include <cmath>

#include <QPushButton>
#include <qcustomplot.h>

#include "ui/plot/change_marks.h"
#include "ui/plot/curve.h"
#include "ui/plot/frame_budget.h"
#include "ui/plot/legend.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/navigation.h"
#include "ui/plot/overlay.h"
#include "ui/plot/time_cursor.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

int visiblePlots(const QWidget& window) {
  return static_cast<int>(std::ranges::count_if(window.findChildren<LinePlot*>(), &QWidget::isVisible));
}

constexpr int kFewestLines = 9;  // of text, that a plot with a legend is high

// Room for markers that lie on the ends of an axis.
Range padded(const Range& range, bool logarithmic) {
  constexpr double kShare = 0.08;
  if (logarithmic) {
    const double factor = std::pow(range.upper / range.lower, kShare);
    return {range.lower / factor, range.upper * factor};
  }
  const double room = kShare * (range.upper - range.lower);
  return {range.lower - room, range.upper + room};
}

}  // namespace

void LinePlot::setTheme(const Theme& theme) {
  theme_ = theme;
  const QFont font = smallFont(theme);
  legend_->setFont(font);
  chip_->setFont(font);
  legend_->setTheme(theme);
  overlay_->setTheme(theme);
  time_->setTheme(theme);
  changes_->setTheme(theme);
  plot_->setBackground(QBrush{theme.plotBackground});
  styleAxis(*plot_->xAxis, theme, font);
  styleAxis(*plot_->yAxis, theme, font);
  QColor box = theme.accent;
  plot_->selectionRect()->setPen(QPen{box, 1});
  box.setAlphaF(0.1F);
  plot_->selectionRect()->setBrush(box);
  styleCurves();
  QCPScatterStyle cross{QCPScatterStyle::ssCross, 8 + 2 * theme.lineWidth};
  cross.setPen(QPen{theme.error, theme.lineWidth + 1, Qt::SolidLine, Qt::RoundCap});
  crosses_->setScatterStyle(cross);
  cross.setPen(QPen{theme.plotBackground, theme.lineWidth + 5, Qt::SolidLine, Qt::RoundCap});
  halos_->setScatterStyle(cross);
  layOutAxes();
  refresh();
}

/// From the last line to the first, so that the first one ends on top.
void LinePlot::styleCurves() {
  const bool any = !highlighted_.isEmpty();
  for (auto curve = curves_.rbegin(); curve != curves_.rend(); ++curve) {
    const bool chosen = any && (*curve)->line().legendName() == highlighted_;
    (*curve)->setTheme(theme_, any && !chosen);
    (*curve)->raise(chosen);
  }
}

/// Margins depend on the font only, never on the numbers: the plot does not jitter while its labels grow, and
/// plots below each other line up.
void LinePlot::layOutAxes() {
  const QFontMetrics metrics{smallFont(theme_)};
  const int line = metrics.height();
  const bool units = logarithmic_ && yText_.quantity == Quantity::Bytes;
  const int number = metrics.horizontalAdvance(units ? QStringLiteral("000 MB") : QStringLiteral("0,000"));
  auto& rect = *plot_->axisRect();
  rect.setAutoMargins(QCP::msNone);
  rect.setMargins({number + line + 12, captioned_ ? line + 2 : line / 2 + 2, number / 2 + 4,
                   bare_ ? line / 2 + 2 : axisHeight()});
  rect.setMinimumMargins({});
  for (auto* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setTickLabelPadding(4);
    axis->setLabelPadding(2);
  }
  plot_->yAxis->setLabelPadding(4);
  const QSize inside = plot_->size() - QSize{2 * number, (bare_ ? 1 : 3) * line + (captioned_ ? line : 0)};
  plot_->xAxis->ticker()->setTickCount(std::clamp(inside.width() / (5 * line), 2, 7));
  const bool low = inside.height() < 2 * line;
  plot_->yAxis->ticker()->setTickCount(std::clamp(inside.height() / (2 * line + line / 2), low ? 1 : 2, 5));
  // Readable steps may double the number of ticks, which a low strip has no room for.
  plot_->yAxis->ticker()->setTickStepStrategy(captioned_ || low ? QCPAxisTicker::tssMeetTickCount
                                                         : QCPAxisTicker::tssReadability);
}

int LinePlot::axisHeight() const {
  return 2 * QFontMetrics{smallFont(theme_)}.height() + 12;
}

bool LinePlot::hasPointLines() const {
  return std::ranges::any_of(curves_,
                             [](const auto& curve) { return curve->line().role == LineRole::Points; });
}

void LinePlot::fit() {
  const Range x = followX(std::max(newestX(), reach_), planned_, ended_);
  const Range own = ownY();
  const Range y =
      sharedY_ ? Range{std::min(own.lower, sharedY_->lower), std::max(own.upper, sharedY_->upper)} : own;
  navigation_->setLimits(x, y);
  if (follow_ || longest() == 0) navigation_->show(x, y);
}

Range LinePlot::ownY() const {
  if (yText_.fixed && !logarithmic_) return *yText_.fixed;
  const Range range = followY(shownExtent(), logarithmic_);
  return hasPointLines() ? padded(range, logarithmic_) : range;
}

void LinePlot::setSharedY(const std::optional<Range>& other) {
  sharedY_ = other;
}

Extent LinePlot::shownExtent() const {
  const double none = std::nan("");
  Extent all{none, none, none};
  for (const auto& curve : curves_) {
    if (!curve->shown()) continue;
    all.lowest = std::fmin(all.lowest, curve->extent().lowest);
    all.highest = std::fmax(all.highest, curve->extent().highest);
    all.lowestPositive = std::fmin(all.lowestPositive, curve->extent().lowestPositive);
  }
  return all;
}

double LinePlot::newestX() const {
  double newest = 0;
  for (const auto& curve : curves_) {
    if (curve->size() > 0) newest = std::max(newest, curve->x().back());
  }
  return newest;
}

std::size_t LinePlot::longest() const {
  std::size_t points = 0;
  for (const auto& curve : curves_) points = std::max(points, curve->size());
  return points;
}

void LinePlot::updateChip() {
  const bool shown = !follow_ && !bare_ && longest() > 0;
  chip_->setVisible(shown);
  overlay_->target().setFloor(shown ? chip_->sizeHint().height() + 8 : 0);
  if (follow_) return;
  const auto missed = static_cast<int>(longest() - std::min(longest(), seen_));
  chip_->setText(chipText(missed));
  placeChip();
}

/// The plot the user has moved says what happened; those it took along cover less.
QString LinePlot::chipText(int missed) const {
  if (ended_) return led_ ? tr("Whole run") : tr("Show the whole run");
  const QString points = missed == 1 ? tr("+1 point") : tr("+%1 points").arg(QLocale{}.toString(missed));
  if (led_) return missed == 0 ? tr("Paused") : points;
  return missed == 0 ? tr("Following paused") : tr("Following paused, %1").arg(points);
}

void LinePlot::placeChip() {
  chip_->adjustSize();
  const QRect area = plot_->axisRect()->rect();
  chip_->move(area.right() - chip_->width() - 8, area.bottom() - chip_->height() - 8);
}

void LinePlot::limitCost() {
  if (longest() < 200) return;  // the average of a young plot is that of its set-up
  const bool smooth = !plot_->notAntialiasedElements().testFlag(QCP::aePlottables);
  const bool shall = shallBeSmooth(smooth, plot_->replotTime(true), visiblePlots(*window()));
  plot_->setNotAntialiasedElement(QCP::aePlottables, !shall);
}

void LinePlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) refresh();
}

void LinePlot::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  showLegend();
  layOutAxes();
  refresh();
  placeChip();
}

/// The lines come first: on a small tile the legend shrinks, then goes.
void LinePlot::showLegend() {
  const int below = caption_.isEmpty() || bare_ ? 0 : axisHeight();  // the lowest strip is higher by these
  const int lines = (height() - below) / std::max(QFontMetrics{legend_->font()}.height(), 1);
  legend_->setMostRows(lines < kFewestLines ? 0 : lines < 15 ? 1 : 3);
  captioned_ = lines < kFewestLines && !caption_.isEmpty();
  std::vector<Line> names;
  for (const auto& curve : curves_) names.push_back(curve->line());
  overlay_->setCaption(captioned_ ? caption_ : QString{}, std::move(names));
}

Range LinePlot::xRange() const {
  return navigation_->x();
}
Range LinePlot::yRange() const {
  return navigation_->y();
}

}  // namespace lab::ui
