#include "ui/plot/canvas.h"

#include <qcustomplot.h>

namespace lab::ui {

Canvas::Canvas(QPaintDevice& device) : painter_(std::make_unique<QCPPainter>(&device)) {
  painter_->setMode(QCPPainter::pmVectorized);
  painter_->setMode(QCPPainter::pmNoCaching);
  painter_->setMode(QCPPainter::pmNonCosmetic);  // cosmetic pens become hairlines in PDF viewers
  painter_->setRenderHint(QPainter::Antialiasing);
  painter_->setRenderHint(QPainter::LosslessImageRendering);  // PDF would make a JPEG of every picture
}

Canvas::~Canvas() = default;

QPainter& Canvas::painter() {
  return *painter_;
}

}  // namespace lab::ui
