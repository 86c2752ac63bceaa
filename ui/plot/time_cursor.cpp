#include "ui/plot/time_cursor.h"

#include <algorithm>

#include <qcustomplot.h>

namespace lab::ui {
namespace {

constexpr auto kLayer = "time";
constexpr float kVeil = 0.72F;  // later points can still be made out

}  // namespace

class TimeCursor::Veil final : public QCPLayerable {
 public:
  explicit Veil(QCustomPlot& plot) : QCPLayerable(&plot, QLatin1String{kLayer}) {}

  Theme theme;
  std::optional<double> x;

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }

  void draw(QCPPainter* painter) override {
    if (!x) return;
    const QRectF area{parentPlot()->axisRect()->rect()};
    const double place = parentPlot()->xAxis->coordToPixel(*x);
    if (!(place < area.right() + 1)) return;  // all of it is earlier
    QColor veil = theme.plotBackground;
    veil.setAlphaF(kVeil);
    const double left = std::max(place, area.left());
    painter->fillRect(QRectF{QPointF{left, area.top()}, area.bottomRight()}, veil);
    if (place < area.left() - 1) return;
    painter->setPen(QPen{theme.accent, 2});
    painter->drawLine(QPointF{place, area.top()}, QPointF{place, area.bottom()});
  }
};

TimeCursor::TimeCursor(QCustomPlot& plot) {
  plot.addLayer(QLatin1String{kLayer}, plot.layer(QStringLiteral("overlay")), QCustomPlot::limBelow);
  plot.layer(QLatin1String{kLayer})->setMode(QCPLayer::lmBuffered);
  veil_ = new Veil{plot};
}

void TimeCursor::setTheme(const Theme& theme) {
  veil_->theme = theme;
}

void TimeCursor::setTime(std::optional<double> x) {
  if (veil_->x == x) return;
  veil_->x = x;
  veil_->layer()->replot();
}

std::optional<double> TimeCursor::time() const {
  return veil_->x;
}

}  // namespace lab::ui
