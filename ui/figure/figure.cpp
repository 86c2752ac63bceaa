#include "ui/figure/figure.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QFontInfo>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPaintDevice>
#include <QPainter>
#include <QScreen>

#include "ui/plot/canvas.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kMillimetresPerInch = 25.4;
constexpr double kNarrowPage = 120;  // mm: views stand below each other
constexpr double kWidePage = 160;    // mm: three views stand side by side
constexpr int kPrintDetail = 4;      // points for each one that a screen would get
constexpr double kMargin = 2;        // units around the page

QFont bold(QFont font, double scale = 1) {
  font.setWeight(QFont::DemiBold);
  font.setPointSizeF(font.pointSizeF() * scale);
  return font;
}

/// The page is measured in pixels of the screen.
double pointsPerUnitOf(const FigureSpec& spec, const Theme& theme) {
  return spec.fontPoints / QFontInfo{smallFont(theme)}.pixelSize();
}

}  // namespace

Figure::Figure(std::vector<FigureRun> runs, const FigureSpec& spec) : runs_(std::move(runs)) {
  setSpec(spec);
}

void Figure::setSpec(const FigureSpec& spec) {
  check(spec);
  Theme theme = Theme::of(spec.theme);
  if (spec.linePoints > 0) theme.lineWidth = spec.linePoints / pointsPerUnitOf(spec, theme);
  const bool same = spec.views == spec_.views && spec.x == spec_.x && spec.logarithmic == spec_.logarithmic &&
                    theme.id == theme_.id && theme.lineWidth == theme_.lineWidth;
  if (panels_.empty() || !same) panels_ = makePanels(runs_, spec, theme);
  spec_ = spec;
  theme_ = theme;
}

int Figure::fontDotsPerInch() {
  return static_cast<int>(std::lround(QGuiApplication::primaryScreen()->logicalDotsPerInchY()));
}

double Figure::pointsPerUnit() const {
  return pointsPerUnitOf(spec_, theme_);
}

double Figure::unitsPerMillimetre() const {
  return kPointsPerInch / kMillimetresPerInch / pointsPerUnit();
}

Figure::Grid Figure::grid() const {
  const int count = static_cast<int>(panels_.size());
  int columns = spec_.columns;
  if (columns == 0) {
    const double width = spec_.millimetres.width();
    columns = width < kNarrowPage                ? 1
              : count == 3 && width >= kWidePage ? 3
                                                 : static_cast<int>(std::ceil(std::sqrt(count)));
  }
  columns = std::clamp(columns, 1, std::max(count, 1));
  return {columns, (count + columns - 1) / columns};
}

double Figure::lineHeight() const {
  return QFontMetricsF{smallFont(theme_)}.height();
}

double Figure::titleHeight() const {
  return spec_.title.isEmpty() ? 0 : 1.8 * lineHeight();
}

double Figure::headingHeight() const {
  return panels_.size() > 1 ? 1.4 * lineHeight() : 0;
}

QSizeF Figure::millimetres() const {
  if (spec_.millimetres.height() > 0) return spec_.millimetres;
  const auto [columns, rows] = grid();
  double aspect = 0;
  for (const auto& panel : panels_) aspect = std::max(aspect, panel.aspect());
  const double row = aspect * spec_.millimetres.width() / columns + headingHeight() / unitsPerMillimetre();
  return {spec_.millimetres.width(), std::round(rows * row + titleHeight() / unitsPerMillimetre())};
}

void Figure::drawTitle(QPainter& painter, double width) const {
  if (spec_.title.isEmpty()) return;
  painter.setFont(bold(smallFont(theme_), 1.2));
  painter.setPen(theme_.text);
  painter.drawText(QRectF{kMargin, kMargin, width - 2 * kMargin, titleHeight() - kMargin},
                   Qt::AlignLeft | Qt::AlignVCenter, spec_.title);
}

void Figure::drawHeading(QPainter& painter, const QRectF& area, std::size_t panel) const {
  QRectF row{area.left() + kMargin, area.top(), area.width() - kMargin, headingHeight()};
  painter.setPen(theme_.text);
  if (spec_.letters) {
    const QString letter{QLatin1Char(static_cast<char>('a' + panel % 26))};
    painter.setFont(bold(smallFont(theme_), 1.15));
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, letter);
    row.setLeft(row.left() + 1.2 * lineHeight());
  }
  painter.setFont(bold(smallFont(theme_)));
  painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, panels_[panel].heading());
}

void Figure::draw(QPaintDevice& device, double dotsPerInch) const {
  Canvas canvas{device};
  QPainter& painter = canvas.painter();
  const double scale = dotsPerInch / kPointsPerInch * pointsPerUnit();
  painter.scale(scale, scale);
  const QSizeF page = millimetres() * unitsPerMillimetre();
  painter.fillRect(QRectF{{}, page}, theme_.plotBackground);
  drawTitle(painter, page.width());
  const auto [columns, rows] = grid();
  const double gap = lineHeight();
  const QSizeF cell{(page.width() - gap * (columns - 1)) / columns,
                    (page.height() - titleHeight() - gap / 2 * (rows - 1)) / rows};
  const DrawOptions options{.legend = spec_.legend, .detail = spec_.allPoints ? kAllPoints : kPrintDetail};
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    const auto row = static_cast<int>(i) / columns, column = static_cast<int>(i) % columns;
    const QRectF place{
        QPointF{column * (cell.width() + gap), titleHeight() + row * (cell.height() + gap / 2)}, cell};
    if (panels_.size() > 1) drawHeading(painter, place, i);
    const QRectF inside = place.adjusted(kMargin, kMargin + headingHeight(), -kMargin, -kMargin);
    panels_[i].draw(canvas, inside, theme_, options);
  }
}

}  // namespace lab::ui
