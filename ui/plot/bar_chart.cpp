#include "ui/plot/bar_chart.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/plot/follow_range.h"
#include "ui/plot/format.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kGap = 4;

}  // namespace

BarChart::BarChart(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setTheme(Theme::of(ThemeId::Light));
}

void BarChart::setTheme(const Theme& theme) {
  theme_ = theme;
  setFont(smallFont(theme));
  update();
}

void BarChart::setAxes(const QString& bars, const QString& unit) {
  bars_ = bars;
  unit_ = unit;
  update();
}

void BarChart::setValues(std::vector<double> values) {
  values_ = std::move(values);
  if (selected_ >= static_cast<int>(values_.size())) selected_ = -1;
  update();
}

QSize BarChart::sizeHint() const {
  const int line = QFontMetrics{font()}.height();
  return {line * 12, line * 8};
}

QSize BarChart::minimumSizeHint() const {
  const int line = QFontMetrics{font()}.height();
  return {line * 6, line * 4};
}

QString BarChart::tip(int bar) const {
  if (bar < 0 || bar >= static_cast<int>(values_.size())) return {};
  const double value = values_[static_cast<std::size_t>(bar)];
  const QString number = std::isfinite(value)
                             ? QStringLiteral("%1 %2").arg(formatted(value, Quantity::Number), unit_)
                             : tr("not defined");
  return tr("%1 %2: %3").arg(bars_, QLocale{}.toString(bar), number);
}

QRectF BarChart::area() const {
  const double line = QFontMetricsF{font()}.height();
  return QRectF{rect()}.adjusted(1, line + kGap, -1, -line - kGap);
}

double BarChart::highest() const {
  double highest = 0;
  for (const double value : values_) highest = std::fmax(highest, std::isfinite(value) ? value : 0);
  return highest;
}

void BarChart::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF bars = area();
  const double top = highest() > 0 ? roundUp(highest()) : 1;
  painter.setFont(font());
  painter.setPen(theme_.mutedText);
  if (!values_.empty()) {
    painter.drawText(QRectF{rect()}, Qt::AlignTop | Qt::AlignLeft,
                     QStringLiteral("%1 %2").arg(QLocale{}.toString(top, 'g', 4), unit_));
    painter.drawText(QRectF{rect()}, Qt::AlignBottom | Qt::AlignHCenter, bars_);
    painter.drawText(QRectF{rect()}, Qt::AlignBottom | Qt::AlignLeft, QStringLiteral("0"));
    painter.drawText(QRectF{rect()}, Qt::AlignBottom | Qt::AlignRight,
                     QLocale{}.toString(static_cast<int>(values_.size()) - 1));
  }
  painter.setPen(QPen{theme_.grid, 1});
  painter.drawLine(bars.topLeft(), bars.topRight());
  drawBars(painter, bars, top);
  painter.setPen(QPen{hasFocus() && selected_ < 0 ? theme_.accent : theme_.axis, 1});
  painter.drawLine(bars.bottomLeft(), bars.bottomRight());
}

void BarChart::drawBars(QPainter& painter, const QRectF& area, double top) const {
  const double width = area.width() / std::max<double>(static_cast<double>(values_.size()), 1);
  const double gap = std::min(1.0, width / 5);
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const double left = area.left() + static_cast<double>(i) * width;
    if (!std::isfinite(values_[i])) {
      const QPointF centre{left + width / 2, area.bottom() - 3};
      painter.setPen(QPen{theme_.mutedText, 1});
      painter.drawLine(centre - QPointF{2, 2}, centre + QPointF{2, 2});
      painter.drawLine(centre - QPointF{2, -2}, centre + QPointF{2, -2});
      continue;
    }
    const double height = std::clamp(values_[i] / top, 0.0, 1.0) * area.height();
    const QRectF bar{left + gap / 2, area.bottom() - height, width - gap, height};
    painter.fillRect(bar, static_cast<int>(i) == selected_ ? theme_.text : theme_.accent);
  }
}

void BarChart::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (values_.empty() || step == 0) return QWidget::keyPressEvent(event);
  selected_ = std::clamp(selected_ + step, 0, static_cast<int>(values_.size()) - 1);
  update();
  QToolTip::showText(mapToGlobal(rect().center()), tip(selected_), this);
}

void BarChart::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  selected_ = -1;
  update();
}

bool BarChart::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QRectF bars = area();
  const double place = (help->pos().x() - bars.left()) / bars.width() * static_cast<double>(values_.size());
  QToolTip::showText(help->globalPos(), tip(static_cast<int>(std::floor(place))), this);
  return true;
}

}  // namespace lab::ui
