#include "ui/plot/overlay.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QFontMetricsF>
#include <qcustomplot.h>

#include "ui/plot/empty_text.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr auto kCrosshairLayer = "crosshair";
constexpr double kPadding = 8;
constexpr double kInset = 6;  // of the table, px
constexpr double kSwatch = 16;
constexpr auto kMore = u"…";

QFont bold(QFont font) {
  font.setWeight(QFont::DemiBold);
  return font;
}

}  // namespace

Overlay::~Overlay() = default;

class Overlay::Message final : public QCPLayerable {
 public:
  explicit Message(QCustomPlot& plot) : QCPLayerable(&plot, QStringLiteral("legend")) {}

  Theme theme;
  QFont small;
  QString title, hint, caption;
  std::vector<Line> lines;

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }

  void draw(QCPPainter* painter) override {
    if (!caption.isEmpty()) drawCaption(painter);
    if (title.isEmpty() && hint.isEmpty()) return;
    const QRectF area = QRectF{parentPlot()->axisRect()->rect()}.adjusted(12, 4, -12, -4);
    drawEmptyText(*painter, area, {title, hint}, theme);
  }

 private:
  // One row above the axes: the caption, then as many lines as there is room for.
  void drawCaption(QCPPainter* painter) const {
    const QFontMetricsF metrics{small};
    const QRectF area{parentPlot()->axisRect()->rect()};
    QRectF row{area.left(), area.top() - metrics.height() - 1, area.width(), metrics.height()};
    painter->setFont(bold(small));
    painter->setPen(theme.text);
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, caption);
    row.setLeft(row.left() + QFontMetricsF{bold(small)}.horizontalAdvance(caption) + kPadding);
    painter->setFont(small);
    QStringList written;
    for (const auto& line : lines) {
      const QString& name = line.legendName();
      const double needed = kSwatch + 4 + metrics.horizontalAdvance(name);
      if (written.contains(name)) continue;
      if (needed > row.width())
        return painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, QString::fromUtf16(kMore));
      written.append(name);
      drawSwatch(*painter, {row.left(), row.top(), kSwatch, row.height()}, line, theme);
      painter->setPen(theme.mutedText);
      painter->drawText(row.adjusted(kSwatch + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
      row.setLeft(row.left() + needed + kPadding);
    }
  }
};

class Overlay::Crosshair final : public QCPLayerable {
 public:
  explicit Crosshair(QCustomPlot& plot) : QCPLayerable(&plot, QLatin1String{kCrosshairLayer}) {}

  Theme theme;
  TableStyle style;
  std::optional<Readout> readout;
  bool focused = false, low = false;

  /// Of the table beside the crosshair; empty when there is none.
  [[nodiscard]] QRectF box() const {
    const QRectF area{parentPlot()->axisRect()->rect()};
    if (!readout || rows(area) < 1) return {};
    const double x = parentPlot()->xAxis->coordToPixel(readout->x);
    const QSizeF size = style.sizeOf(readout->table, rows(area));
    const bool left = x + 12 + size.width() > area.right();
    // On a tile too small for it the box lies over the axis rather than outside the widget.
    return {QPointF{std::max(left ? x - 12 - size.width() : x + 12, 2.0), area.top() + kInset}, size};
  }

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }

  void draw(QCPPainter* painter) override {
    const QRectF area{parentPlot()->axisRect()->rect()};
    if (focused) {
      painter->setPen(QPen{theme.accent, 1});
      painter->setBrush(Qt::NoBrush);
      painter->drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (!readout) return;
    const double x = parentPlot()->xAxis->coordToPixel(readout->x);
    if (!std::isfinite(x) || x < area.left() - 1 || x > area.right() + 1) return;
    painter->setPen(QPen{theme.crosshair, 1});
    painter->drawLine(QPointF{x, area.top()}, QPointF{x, area.bottom()});
    drawDots(painter, area, x);
    if (const QRectF place = box(); !place.isEmpty())
      style.draw(*painter, place.topLeft(), readout->table, rows(area));
  }

 private:
  void drawDots(QCPPainter* painter, const QRectF& area, double x) const {
    for (std::size_t i = 0; i < readout->y.size(); ++i) {
      const double y = parentPlot()->yAxis->coordToPixel(readout->y[i]);
      if (!std::isfinite(y) || y < area.top() - 1 || y > area.bottom() + 1) continue;
      painter->setPen(QPen{theme.plotBackground, 1.5});
      painter->setBrush(readout->table.rows[i].line.style.colour);
      painter->drawEllipse(QPointF{x, y}, 4, 4);
    }
  }

  [[nodiscard]] int rows(const QRectF& area) const {
    const double bottom = low ? area.bottom() : parentPlot()->height();
    const int fit = style.rowsWithin(readout->table, bottom - area.top() - kInset);
    const bool all = fit == static_cast<int>(readout->table.rows.size());
    return low && !all ? 0 : fit;  // on a low strip the line and its dots must do
  }
};

Overlay::Overlay(QCustomPlot& plot, QObject* parent) {
  plot.addLayer(QLatin1String{kCrosshairLayer}, plot.layer(QStringLiteral("overlay")), QCustomPlot::limBelow);
  plot.layer(QLatin1String{kCrosshairLayer})->setMode(QCPLayer::lmBuffered);
  message_ = new Message{plot};
  target_ = new TargetLine{plot, kCrosshairLayer, parent};
  cursors_ = std::make_unique<Cursors>(plot, kCrosshairLayer);
  crosshair_ = new Crosshair{plot};
  cursors_->keepClearOf([crosshair = crosshair_, target = target_] {
    return std::vector{crosshair->box(), target->label()};
  });
}

void Overlay::setTheme(const Theme& theme) {
  message_->theme = theme;
  message_->small = smallFont(theme);
  crosshair_->theme = theme;
  crosshair_->style.setTheme(theme);
  cursors_->setTheme(theme);
  target_->setTheme(theme);
}

void Overlay::setMessage(const QString& title, const QString& hint) {
  message_->title = title;
  message_->hint = hint;
}

void Overlay::setCaption(const QString& caption, std::vector<Line> lines) {
  message_->caption = caption;
  message_->lines = std::move(lines);
  crosshair_->low = !caption.isEmpty();
}

void Overlay::setReadout(const std::optional<Readout>& readout) {
  if (!readout && !crosshair_->readout) return;
  crosshair_->readout = readout;
  crosshair_->layer()->replot();
}

OverlayTable Overlay::readout() const {
  return crosshair_->readout ? crosshair_->readout->table : OverlayTable{};
}

void Overlay::setFocused(bool focused) {
  crosshair_->focused = focused;
  crosshair_->layer()->replot();
}

}  // namespace lab::ui
