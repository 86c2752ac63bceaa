#include "ui/plot/line.h"

#include <algorithm>

#include <QPainter>
#include <QPen>

namespace lab::ui {
namespace {

constexpr int kShapes = 5;

}  // namespace

QPainterPath markerPath(int marker) {
  QPainterPath path;
  switch (std::max(marker, 0) % kShapes) {
    case 0:
      path.addEllipse(QPointF{}, 3.0, 3.0);
      break;
    case 1:
      path.addRect(-2.7, -2.7, 5.4, 5.4);
      break;
    case 2:
      path.addPolygon(QPolygonF{{QPointF{0, -3.6}, {3.4, 2.6}, {-3.4, 2.6}, {0, -3.6}}});
      break;
    case 3:
      path.addPolygon(QPolygonF{{QPointF{0, -3.8}, {3.8, 0}, {0, 3.8}, {-3.8, 0}, {0, -3.8}}});
      break;
    default:
      path.addPolygon(QPolygonF{{QPointF{0, 3.6}, {3.4, -2.6}, {-3.4, -2.6}, {0, 3.6}}});
      break;
  }
  return path;
}

bool markerFilled(int marker) {
  return std::max(marker, 0) / kShapes % 2 == 0;
}

void drawSwatch(QPainter& painter, const QRectF& area, const Line& line, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const double width = std::min(line.width * theme.lineWidth, area.height() / 2);
  if (line.role == LineRole::BandLower || line.role == LineRole::BandUpper) {
    QColor fill = line.style.colour;
    fill.setAlphaF(static_cast<float>(2 * kBandOpacity));  // a small patch looks paler than a large one
    painter.fillRect(area.adjusted(0, area.height() * 0.15, 0, -area.height() * 0.15), fill);
    painter.restore();
    return;
  }
  painter.setPen(QPen{line.style.colour, width, line.style.dash, Qt::FlatCap});
  const bool points = line.role == LineRole::Points;
  if (!points) painter.drawLine(QPointF{area.left(), area.center().y()}, {area.right(), area.center().y()});
  if (line.markers || points) {
    painter.translate(area.center());
    const double scale = (1 + theme.lineWidth / 4) * 0.75;
    painter.scale(scale, scale);
    painter.setPen(QPen{line.style.colour, 1.2});
    painter.setBrush(markerFilled(line.style.marker) ? line.style.colour : theme.plotBackground);
    painter.drawPath(markerPath(line.style.marker));
  }
  painter.restore();
}

}  // namespace lab::ui
