// The part of LinePlot that draws figures.

#include <algorithm>
#include <utility>

#include <qcustomplot.h>

#include "ui/plot/canvas.h"
#include "ui/plot/curve.h"
#include "ui/plot/legend.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/overlay.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kInset = 4;  // around names

}  // namespace

/// One of several plots names itself before its lines. Returns what is left of the area for the plot.
QRectF LinePlot::drawLegend(QPainter& painter, QRectF area, LegendPlace place) const {
  QStringList names;  // lines without a point would only be asked after
  for (const auto& curve : curves_) {
    if (curve->size() > 0) names.append(curve->line().legendName());
  }
  QFont face = smallFont(theme_);
  face.setWeight(QFont::DemiBold);
  const QFontMetricsF metrics{face};
  const double caption = caption_.isEmpty() ? 0 : metrics.horizontalAdvance(caption_) + metrics.height() / 2;
  const bool entries = place != LegendPlace::None;
  const bool beside = place == LegendPlace::Right && caption == 0;
  const double width = beside ? legend_->widest(names) : area.width();
  const int indent = static_cast<int>(caption);
  const double height = std::max(entries ? legend_->paintedHeight(width, indent, names) : 0,
                                 caption > 0 ? metrics.height() * 1.3 : 0);
  if (height <= 0) return area;
  const bool below = place == LegendPlace::Bottom && caption == 0;
  painter.save();
  painter.translate(beside ? area.right() - width : area.left(), below ? area.bottom() - height : area.top());
  painter.setFont(face);
  painter.setPen(theme_.text);
  painter.drawText(QRectF{kInset, 0, area.width(), metrics.height() + kInset},
                   Qt::AlignLeft | Qt::AlignVCenter, caption_);
  if (entries) legend_->paint(painter, width, indent, names);
  painter.restore();
  if (beside) return area.adjusted(0, 0, -std::min(width, area.width() - 1), 0);
  const double taken = std::min(height, area.height() - 1);
  return below ? area.adjusted(0, 0, 0, -taken) : area.adjusted(0, taken, 0, 0);
}

/// Everything that refresh() does for the screen, for a page of that size.
void LinePlot::prepare(const QSize& size, int detail) {
  plot_->resize(size);
  layOutAxes();
  if (follow_) fit();
  plot_->setViewport({{}, size});
  // The axes must know their size before points are reduced to it.
  for (const auto phase :
       {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout}) {
    plot_->plotLayout()->update(phase);
  }
  feed(detail);
}

void LinePlot::draw(Canvas& canvas, const QRectF& area, const DrawOptions& options) {
  const QSize before = size(), plotBefore = plot_->size();
  setCrosshair(std::nullopt);
  resize(area.size().toSize());
  captioned_ = false;  // the legend says it
  overlay_->setCaption({}, {});
  QPainter& painter = canvas.painter();
  painter.save();
  painter.fillRect(area, theme_.plotBackground);
  const QRectF rest = drawLegend(painter, area, options.legend);
  painter.translate(rest.topLeft());
  const QSize inside = rest.size().toSize().expandedTo({1, 1});
  prepare(inside, options.detail);
  plot_->toPainter(canvas.painter_.get(), inside.width(), inside.height());
  painter.restore();

  resize(before);
  plot_->resize(plotBefore);
  showLegend();
  layOutAxes();
  refresh();
}

void LinePlot::paint(QPaintDevice& device, const QSize& size) {
  Canvas canvas{device};
  draw(canvas, QRectF{{}, size}, {});
}

}  // namespace lab::ui
