#include "ui/plot/change_marks.h"

#include <utility>

#include <qcustomplot.h>

namespace lab::ui {

class ChangeMarks::Lines final : public QCPLayerable {
 public:
  explicit Lines(QCustomPlot& plot) : QCPLayerable(&plot, QStringLiteral("grid")) {}

  Theme theme;
  std::vector<double> places;

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }

  void draw(QCPPainter* painter) override {
    const QRectF area{parentPlot()->axisRect()->rect()};
    painter->setPen(QPen{theme.text, 1, Qt::DotLine});
    for (const double x : places) {
      const double place = parentPlot()->xAxis->coordToPixel(x);
      if (place < area.left() || place > area.right()) continue;
      painter->drawLine(QPointF{place, area.top()}, QPointF{place, area.bottom()});
    }
  }
};

ChangeMarks::ChangeMarks(QCustomPlot& plot) : lines_(new Lines{plot}) {}

void ChangeMarks::setTheme(const Theme& theme) {
  lines_->theme = theme;
}

void ChangeMarks::setPlaces(std::vector<double> x) {
  lines_->places = std::move(x);
}

const std::vector<double>& ChangeMarks::places() const {
  return lines_->places;
}

}  // namespace lab::ui
