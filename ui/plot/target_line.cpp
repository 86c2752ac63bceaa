#include "ui/plot/target_line.h"

#include <cmath>
#include <utility>

#include <QEvent>
#include <QMouseEvent>
#include <qcustomplot.h>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kGrip = 5;           // px above and below that can be grabbed
constexpr double kInset = 6;          // of the table, px
constexpr double kMostCovered = 0.6;  // of the plot's height, by the table

}  // namespace

class TargetLine::Item final : public QCPLayerable {
 public:
  Item(QCustomPlot& plot, const char* layer) : QCPLayerable(&plot, QLatin1String{layer}) {}

  Theme theme;
  TableStyle style;
  std::optional<double> y;
  QString label;
  OverlayTable table;
  int floor = 0;

  /// Of the line; nothing while it is not to be seen.
  [[nodiscard]] std::optional<double> pixel() const {
    if (!y) return std::nullopt;
    const QRectF area{parentPlot()->axisRect()->rect()};
    const double at = parentPlot()->yAxis->coordToPixel(*y);
    const bool inside = std::isfinite(at) && at >= area.top() - 1 && at <= area.bottom() + 1;
    return inside ? std::optional{at} : std::nullopt;
  }

  /// Above the line, but inside the plot.
  [[nodiscard]] QRectF labelArea() const {
    const auto at = pixel();
    if (!at) return {};
    const QRectF area{parentPlot()->axisRect()->rect()};
    const QFontMetricsF metrics{smallFont(theme)};
    const QSizeF size{metrics.horizontalAdvance(label) + 10, metrics.height() + 2};
    return {QPointF{area.left(), std::max(*at - size.height(), area.top())}, size};
  }

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }

  void draw(QCPPainter* painter) override {
    const QRectF area{parentPlot()->axisRect()->rect()};
    if (const auto at = pixel()) drawLine(painter, area, *at);
    if (!y || table.rows.empty()) return;
    const int rows = style.rowsWithin(table, kMostCovered * area.height());
    if (rows < 1) return;
    const QSizeF size = style.sizeOf(table, rows);
    if (size.width() > area.width() - 2 * kInset) return;
    style.draw(*painter,
               {area.right() - kInset - size.width(), area.bottom() - kInset - floor - size.height()}, table,
               rows);
  }

 private:
  void drawLine(QCPPainter* painter, const QRectF& area, double at) const {
    const QRectF flag = labelArea();
    painter->setPen(QPen{theme.accent, 1.5, Qt::DashLine});
    painter->drawLine(QPointF{area.left(), at}, QPointF{area.right(), at});
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.accent);
    painter->drawRoundedRect(flag, 3, 3);
    painter->setPen(theme.accentText);
    painter->setFont(smallFont(theme));
    painter->drawText(flag, Qt::AlignCenter, label);
  }
};

TargetLine::TargetLine(QCustomPlot& plot, const char* layer, QObject* parent)
    : QObject(parent), plot_(plot), item_(new Item{plot, layer}) {
  plot.installEventFilter(this);  // after those that zoom and pan: this one hears of the mouse first
}

void TargetLine::setTheme(const Theme& theme) {
  item_->theme = theme;
  item_->style.setTheme(theme);
}

void TargetLine::show(std::optional<double> y, const QString& label) {
  item_->y = y;
  item_->label = label;
  if (y) return;
  item_->table = {};
  dragging_ = false;
  if (std::exchange(pointed_, false)) plot_.unsetCursor();
}

void TargetLine::setTable(OverlayTable table) {
  item_->table = std::move(table);
}

void TargetLine::setFloor(int pixels) {
  item_->floor = pixels;
}

void TargetLine::replot() {
  item_->layer()->replot();
}

const OverlayTable& TargetLine::table() const {
  return item_->table;
}

QRectF TargetLine::label() const {
  return item_->labelArea();
}

bool TargetLine::isAt(const QMouseEvent& event) const {
  const auto line = item_->pixel();
  return line && std::abs(event.position().y() - *line) <= kGrip &&
         plot_.axisRect()->rect().contains(event.position().toPoint());
}

void TargetLine::point(const QMouseEvent& event) {
  const bool at = dragging_ || isAt(event);
  if (std::exchange(pointed_, at) == at) return;
  if (at) {
    plot_.setCursor(Qt::SizeVerCursor);
  } else {
    plot_.unsetCursor();
  }
}

// What is grabbed here is neither a pan nor a box.
bool TargetLine::eventFilter(QObject* watched, QEvent* event) {
  const auto type = event->type();
  if (type == QEvent::MouseMove) {
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    point(mouse);
    if (dragging_) Q_EMIT dragged(plot_.yAxis->pixelToCoord(mouse.position().y()));
    return dragging_;
  }
  if (type == QEvent::MouseButtonPress) {
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    dragging_ = mouse.button() == Qt::LeftButton && mouse.modifiers() == Qt::NoModifier && isAt(mouse);
    return dragging_;
  }
  if (type == QEvent::MouseButtonRelease) return std::exchange(dragging_, false);
  return QObject::eventFilter(watched, event);
}

}  // namespace lab::ui
