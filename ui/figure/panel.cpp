#include "ui/figure/panel.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <QPainter>

#include "ui/plot/canvas.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/network_diagram.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

/// "Sent so far [B]": the unit of the numbers as they are, not as the axis scales them.
QString named(const AxisText& axis) {
  QString unit = axis.unit;
  if (axis.quantity == Quantity::Bytes || axis.quantity == Quantity::Seconds ||
      axis.quantity == Quantity::Percent) {
    unit = unitFor(axis.quantity, 0).name;
  }
  return unit.isEmpty() ? axis.title : QStringLiteral("%1 [%2]").arg(axis.title, unit);
}

}  // namespace

Panel::Panel(std::string view, QString heading, QString run, std::vector<std::unique_ptr<QWidget>> widgets,
             ViewParts parts)
    : view_(std::move(view)),
      heading_(std::move(heading)),
      run_(std::move(run)),
      widgets_(std::move(widgets)),
      parts_(std::move(parts)) {}

std::vector<std::size_t> Panel::shownPlots() const {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < parts_.plots.size(); ++i) {
    if (!parts_.plots[i]->isHidden()) shown.push_back(i);
  }
  return shown;
}

bool isEmpty(const ViewParts& parts) {
  if (parts.diagram != nullptr) return parts.diagram->data().nodes.empty();
  if (parts.map != nullptr) return parts.map->data().values.empty();
  return std::ranges::none_of(parts.plots, [](const LinePlot* plot) { return plot->longest() > 0; });
}

QString Panel::message() const {
  if (parts_.diagram != nullptr) return parts_.diagram->message();
  if (parts_.map != nullptr) return parts_.map->message();
  return parts_.plots.empty() ? QString{} : parts_.plots.front()->message();
}

double Panel::aspect() const {
  if (parts_.diagram != nullptr) return 0.8;
  if (parts_.map != nullptr) {
    const double rows = static_cast<double>(parts_.map->data().rows.size());
    return std::clamp(0.2 + 0.05 * rows, 0.6, 1.1);
  }
  const auto strips = shownPlots().size();
  return strips <= 1 ? 0.66 : strips == 2 ? 0.9 : 1.15;
}

void Panel::draw(Canvas& canvas, const QRectF& area, const Theme& theme, const DrawOptions& options) const {
  if (parts_.plots.empty()) return drawNoted(canvas, area, theme);
  drawPlots(canvas, area, options);
}

/// Shares are those of the axes: the lowest plot gets the names of the x axis besides.
void Panel::drawPlots(Canvas& canvas, const QRectF& area, const DrawOptions& options) const {
  const auto shown = shownPlots();
  if (shown.empty()) return;
  const int names = parts_.plots[shown.back()]->axisHeight();
  const int shares = std::accumulate(shown.begin(), shown.end(), 0,
                                     [this](int sum, std::size_t i) { return sum + parts_.shares[i]; });
  const double rest = std::max(area.height() - names, 1.0);
  double top = area.top();
  int given = 0;
  for (const std::size_t i : shown) {
    given += parts_.shares[i];
    const double bottom =
        area.top() + rest * given / shares + (i == shown.back() ? static_cast<double>(names) : 0);
    parts_.plots[i]->draw(canvas, {area.left(), top, area.width(), bottom - top}, options);
    top = bottom;
  }
}

/// Map or diagram with its note below.
void Panel::drawNoted(Canvas& canvas, QRectF area, const Theme& theme) const {
  QPainter& painter = canvas.painter();
  painter.save();
  painter.fillRect(area, theme.plotBackground);
  painter.setRenderHint(QPainter::Antialiasing);
  if (!parts_.note.isEmpty()) {
    const QFontMetricsF metrics{smallFont(theme)};
    const int flags = Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap;
    const double height = metrics.boundingRect(area, flags, parts_.note).height();
    painter.setFont(smallFont(theme));
    painter.setPen(theme.mutedText);
    painter.drawText(area, flags, parts_.note);
    area.setBottom(area.bottom() - height - metrics.height() / 3);
  }
  if (parts_.map != nullptr) {
    parts_.map->paint(painter, area);
  } else if (parts_.diagram != nullptr) {
    parts_.diagram->paint(painter, area);
  }
  painter.restore();
}

std::vector<PlottedPlot> Panel::plots() const {
  std::vector<PlottedPlot> plots;
  for (const std::size_t i : shownPlots()) {
    const LinePlot& plot = *parts_.plots[i];
    PlottedPlot plotted{.x = named(plot.xAxis()),
                        .y = named(plot.yAxis()),
                        .logarithmic = plot.isLogarithmic(),
                        .fixedY = plot.yAxis().fixed,
                        .lines = {}};
    for (int line = 0; line < plot.lineCount(); ++line) {
      if (!plot.isShown(line) || plot.pointCount(line) == 0) continue;
      const QString& run = runs_.empty() ? run_ : runs_[i][static_cast<std::size_t>(line)];
      plotted.lines.push_back({.run = run, .line = plot.line(line), .x = plot.x(line), .y = plot.y(line)});
    }
    plots.push_back(std::move(plotted));
  }
  return plots;
}

const HeatMapData* Panel::map() const {
  return parts_.map == nullptr ? nullptr : &parts_.map->data();
}

}  // namespace lab::ui
