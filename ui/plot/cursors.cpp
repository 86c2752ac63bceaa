#include "ui/plot/cursors.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <qcustomplot.h>

#include "ui/plot/curve.h"
#include "ui/series/points.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kInset = 6;  // of the table, px
constexpr std::array kNames{u"A", u"B"};

QString valueText(double value, const AxisText& axis) {
  const QString number = formatted(value, axis.quantity);
  return axis.unit.isEmpty() || !std::isfinite(value) ? number : number + QLatin1Char(' ') + axis.unit;
}

// Differences of percentages are points.
QString differenceText(double value, const AxisText& axis) {
  if (!std::isfinite(value)) return valueText(value, axis);
  const double size = std::abs(value);
  const QString number = axis.quantity == Quantity::Percent
                             ? QCoreApplication::translate("Plot", "%1 points").arg(formattedPoints(size))
                             : valueText(size, axis);
  return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + number;
}

}  // namespace

class Cursors::Item final : public QCPLayerable {
 public:
  Item(QCustomPlot& plot, const char* layer) : QCPLayerable(&plot, QLatin1String{layer}) {}

  Theme theme;
  TableStyle style;
  std::array<std::optional<double>, 2> at;
  std::function<std::vector<QRectF>()> keptClear;
  OverlayTable table;
  bool quiet = false;

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }

  void draw(QCPPainter* painter) override {
    const QRectF area{parentPlot()->axisRect()->rect()};
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (at[i]) drawCursor(painter, area, parentPlot()->xAxis->coordToPixel(*at[i]), kNames[i]);
    }
    if (!quiet && !table.title.isEmpty()) drawTable(painter, area);
  }

 private:
  void drawCursor(QCPPainter* painter, const QRectF& area, double x, const char16_t* name) const {
    if (!std::isfinite(x) || x < area.left() - 1 || x > area.right() + 1) return;
    const QString text = QString::fromUtf16(name);
    const QFont font = smallFont(theme);
    const QFontMetricsF metrics{font};
    const double width = metrics.horizontalAdvance(text) + 8;
    const QRectF flag{x - width / 2, area.bottom() - metrics.height(), width, metrics.height()};
    painter->setPen(QPen{theme.accent, 1.5});
    painter->drawLine(QPointF{x, area.top()}, QPointF{x, flag.top()});
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.accent);
    painter->drawRoundedRect(flag, 3, 3);
    painter->setPen(theme.accentText);
    painter->setFont(font);
    painter->drawText(flag, Qt::AlignCenter, text);
  }

  void drawTable(QCPPainter* painter, const QRectF& area) const {
    const auto taken = keptClear ? keptClear() : std::vector<QRectF>{};
    const int most = style.rowsWithin(table, area.height() - kInset);
    for (const int rows : {most, 0}) {
      if (rows < 0) continue;
      const QSizeF size = style.sizeOf(table, rows);
      for (const double left : {area.left() + kInset, area.right() - kInset - size.width()}) {
        const QRectF box{QPointF{left, area.top() + kInset}, size};
        const auto hides = [&box](const QRectF& other) { return box.intersects(other); };
        if (std::ranges::none_of(taken, hides)) return style.draw(*painter, box.topLeft(), table, rows);
      }
    }
  }
};

Cursors::Cursors(QCustomPlot& plot, const char* layer) : item_(new Item{plot, layer}) {}

void Cursors::setTheme(const Theme& theme) {
  item_->theme = theme;
  item_->style.setTheme(theme);
}

void Cursors::set(Which which, std::optional<double> x) {
  at_[which] = x;
}

void Cursors::clear() {
  at_ = {};
  item_->at = {};
  item_->table = {};
}

void Cursors::update(const std::vector<std::unique_ptr<Curve>>& curves, const AxisText& x,
                     const AxisText& y) {
  item_->at = at_;
  OverlayTable& table = item_->table = {};
  if (!any()) return;
  const bool both = at_[A] && at_[B];
  const auto heading = [&](const QString& name, double place) {
    return QStringLiteral("%1 %2 %3").arg(name, x.title, formatted(place, x.quantity));
  };
  table.title = both     ? QStringLiteral("B − A: %1 %2").arg(x.title, differenceText(*at_[B] - *at_[A], x))
                : at_[A] ? heading(QStringLiteral("A:"), *at_[A])
                         : heading(QStringLiteral("B:"), *at_[B]);
  if (both) table.heads = {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("B − A")};
  for (const auto& curve : curves) {
    if (!curve->shown() || curve->line().role != LineRole::Line) continue;
    QStringList cells;
    std::array<double, 2> values{};
    for (const Which which : {A, B}) {
      if (!at_[which]) continue;
      values[which] = valueAt(curve->x(), curve->y(), *at_[which]);
      cells.append(valueText(values[which], y));
    }
    if (both) cells.append(differenceText(values[B] - values[A], y));
    table.rows.push_back({curve->line(), cells});
  }
}

void Cursors::keepClearOf(std::function<std::vector<QRectF>()> areas) {
  item_->keptClear = std::move(areas);
}

void Cursors::setQuiet(bool quiet) {
  item_->quiet = quiet;
}

void Cursors::replot() {
  item_->layer()->replot();
}

const OverlayTable& Cursors::table() const {
  return item_->table;
}

}  // namespace lab::ui
