#include "ui/views/tile_values.h"

#include <algorithm>
#include <utility>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kBetween = 18;  // px between two values
constexpr double kInside = 5;    // px between label and value
constexpr double kLarge = 1.45;

}  // namespace

struct TileValues::Place {
  QRectF label, value;
};

void TileValues::setTheme(const Theme& theme) {
  theme_ = theme;
  setFont(applicationFont(theme));
  updateGeometry();
  update();
}

void TileValues::setValues(std::vector<TileValue> values) {
  const bool resized = values.empty() != values_.empty();
  values_ = std::move(values);
  if (resized) updateGeometry();
  update();
}

void TileValues::setDense(bool dense) {
  if (dense_ == dense) return;
  dense_ = dense;
  updateGeometry();
  update();
}

QSize TileValues::sizeHint() const {
  return {160, values_.empty() ? 0 : QFontMetrics{largestFont()}.height()};
}

QSize TileValues::minimumSizeHint() const {
  return {0, sizeHint().height()};
}

QFont TileValues::fontOf(const TileValue& value) const {
  QFont face = font();
  face.setWeight(QFont::DemiBold);
  if (value.large && !dense_) face.setPointSizeF(face.pointSizeF() * kLarge);
  return face;
}

QFont TileValues::largestFont() const {
  const auto large = std::ranges::find_if(values_, &TileValue::large);
  return fontOf(large == values_.end() ? TileValue{} : *large);
}

std::vector<TileValues::Place> TileValues::placesWithin(double width) const {
  std::vector<Place> places;
  double x = 0;
  for (const auto& value : values_) {
    double label = value.label.isEmpty() ? -kInside : QFontMetricsF{font()}.horizontalAdvance(value.label);
    const double number = QFontMetricsF{fontOf(value)}.horizontalAdvance(value.value);
    if (places.empty() && label + kInside + number > width) label = -kInside;
    if (x + label + kInside + number > width) break;
    places.push_back({{x, 0, std::max(label, 0.0) + 1, static_cast<double>(height())},
                      {x + label + kInside, 0, number + 1, static_cast<double>(height())}});
    x += label + kInside + number + kBetween;
  }
  return places;
}

void TileValues::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  const auto spots = placesWithin(width());
  const QFontMetricsF tall{largestFont()};
  const double baseline = (height() - tall.height()) / 2 + tall.ascent();
  for (std::size_t i = 0; i < spots.size(); ++i) {
    painter.setFont(font());
    painter.setPen(theme_.mutedText);
    if (spots[i].label.width() > 1) painter.drawText(QPointF{spots[i].label.left(), baseline}, values_[i].label);
    painter.setFont(fontOf(values_[i]));
    painter.setPen(theme_.text);
    painter.drawText(QPointF{spots[i].value.left(), baseline}, values_[i].value);
  }
}

bool TileValues::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto spots = placesWithin(width());
  for (std::size_t i = 0; i < spots.size(); ++i) {
    if (spots[i].label.united(spots[i].value).contains(help->pos()) && !values_[i].tip.isEmpty()) {
      QToolTip::showText(help->globalPos(), values_[i].tip, this);
      return true;
    }
  }
  QToolTip::hideText();
  event->ignore();
  return true;
}

}  // namespace lab::ui
