#include "ui/swatch.h"

#include <QPainter>
#include <QPixmap>

#include "ui/plot/line.h"

namespace lab::ui {

QIcon swatchIcon(const SeriesStyle& style, const Theme& theme) {
  constexpr int kScale = 2;  // sharp on screens of twice the resolution, too
  constexpr QSize kSize{22, 12};
  QPixmap picture{kSize * kScale};
  picture.setDevicePixelRatio(kScale);
  picture.fill(Qt::transparent);
  QPainter painter{&picture};
  painter.setRenderHint(QPainter::Antialiasing);
  drawSwatch(painter, QRectF{QPointF{}, QSizeF{kSize}}, {.name = {}, .style = style, .markers = true}, theme);
  return picture;
}

}  // namespace lab::ui
