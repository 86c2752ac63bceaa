// The drawing half of HeatMap.

#include <algorithm>
#include <cmath>

#include <QLinearGradient>
#include <QLocale>
#include <QPainter>

#include "ui/plot/empty_text.h"
#include "ui/plot/heat_map.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kGap = 6;  // between cells and names
constexpr double kScaleWidth = 10;
constexpr double kLargestCell = 96;
constexpr int kManyNames = 40;
constexpr double kNarrow = 4;           // px: no room for a gap between cells
constexpr double kSmallestCorner = 1;   // px
constexpr double kSmallestNames = 0.8;  // of the font
constexpr float kVeil = 0.72F;          // as over the lines of a plot

double widest(const QFontMetricsF& metrics, const QStringList& names) {
  double width = 0;
  for (const QString& name : names) width = std::max(width, metrics.horizontalAdvance(name));
  return width;
}

/// As wide as they are, near enough: of many names, which are numbers then, only the longest is measured.
double widestOfMany(const QFontMetricsF& metrics, const QStringList& names) {
  if (names.size() <= kManyNames) return widest(metrics, names);
  return metrics.horizontalAdvance(*std::ranges::max_element(names, {}, &QString::size));
}

/// Every n-th name is written so that they do not run into each other.
int stride(double needed, double available) {
  return std::max(1, static_cast<int>(std::ceil(needed / std::max(available, 1e-3))));
}

/// Corners too small to be seen are not drawn: a plain rectangle costs a fraction of a rounded one.
void drawBlock(QPainter& painter, const QRectF& area, const QBrush& brush) {
  const double corner = std::min({3.0, area.height() / 6, area.width() / 6});
  if (corner < kSmallestCorner) return painter.fillRect(area, brush);
  painter.setPen(Qt::NoPen);
  painter.setBrush(brush);
  painter.drawRoundedRect(area, corner, corner);
}

QString scaleText(double value) {
  return QLocale{}.toString(value, 'g', 6);
}

}  // namespace

QRectF HeatMap::Layout::cellArea(int row, int column) const {
  return {cells.left() + column * cell.width(), cells.top() + row * cell.height(), cell.width(),
          cell.height()};
}

HeatMap::Layout HeatMap::layout(const QRectF& area) const {
  const QFontMetricsF metrics{font()};
  Layout result;
  result.line = metrics.height();
  result.names = std::min(widest(metrics, data_.rows), area.width() * 0.35);
  const double scaleText = std::max(metrics.horizontalAdvance(highestText()),
                                    metrics.horizontalAdvance(::lab::ui::scaleText(data_.range.lower)));
  // A small map keeps its names and drops its titles.
  const bool titles = area.height() > (static_cast<double>(data_.rows.size()) + 5) * result.line;
  const double title = titles ? result.line + 2 : 0;
  const double left = result.names + kGap + (data_.rowTitle.isEmpty() ? 0 : title);
  const double right = 2 * kGap + kScaleWidth + kGap + scaleText + 2;
  const double bottom = result.line + kGap + (data_.columnTitle.isEmpty() ? 0 : title);
  QRectF cells = area.adjusted(left, result.line / 4, -right, -bottom);
  // Few columns on a wide tile would become banners: cells keep a readable shape and move together.
  const auto columns = static_cast<double>(data_.columns.size());
  const auto rows = static_cast<double>(data_.rows.size());
  const double largest = kLargestCell * theme_.fontScale;
  cells.setWidth(
      std::max(std::min(cells.width(), columns * std::max(largest, 2.6 * cells.height() / rows)), 1.0));
  cells.setHeight(std::max(cells.height(), 1.0));
  result.cells = cells;
  result.cell = {cells.width() / columns, cells.height() / rows};
  result.scale = {cells.right() + 2 * kGap, cells.top(), kScaleWidth, cells.height()};
  if (titles) {
    result.rowTitle = {area.left(), cells.top(), result.line, cells.height()};
    result.columnTitle = {cells.left(), area.bottom() - result.line, cells.width(), result.line};
  }
  return result;
}

/// Values beyond a fixed scale have the colour of its end.
QString HeatMap::highestText() const {
  const bool beyond =
      std::ranges::any_of(data_.values, [this](double value) { return value > data_.range.upper; });
  return (beyond ? QStringLiteral("≥ ") : QString{}) + scaleText(data_.range.upper);
}

void HeatMap::paint(QPainter& painter, const QRectF& area) const {
  painter.setFont(font());
  if (empty()) return drawEmptyText(painter, area, {messageTitle_, messageHint_}, theme_);
  const Layout where = layout(area);
  drawCells(painter, where);
  drawNames(painter, where);
  drawScale(painter, where);
  drawFrame(painter, where, chosen_, theme_.accent);
  drawFrame(painter, where, selected_, theme_.text);
}

void HeatMap::drawFrame(QPainter& painter, const Layout& where, const Cell& cell,
                        const QColor& colour) const {
  if (cell.row < 0 || cell.row >= data_.rows.size() || cell.column >= data_.columns.size()) return;
  // A narrow cell would vanish below its frame: the frame lies around it then.
  const double room = std::max(0.0, 2 - where.cell.width() / 4);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen{colour, 2});
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(where.cellArea(cell.row, cell.column).adjusted(-room, 0, room, 0), 2, 2);
}

double HeatMap::share(double value) const {
  const auto [lower, upper] = data_.range;
  if (!(upper > lower)) return 1.0;
  if (!data_.logarithmic) return (value - lower) / (upper - lower);
  return value > 0 && lower > 0 ? std::log(value / lower) / std::log(upper / lower) : 0.0;
}

void HeatMap::drawCells(QPainter& painter, const Layout& where) const {
  const bool narrow = where.cell.width() < kNarrow;
  // On whole pixels: without gaps between them, half-covered edges would show as stripes.
  painter.setRenderHint(QPainter::Antialiasing, !narrow);
  std::size_t index = 0;
  for (int row = 0; row < data_.rows.size(); ++row) {
    for (int column = 0; column < data_.columns.size(); ++column, ++index) {
      const QRectF area = where.cellArea(row, column);
      const double gap = std::min({1.0, area.width() / 8, area.height() / 8});
      const double beside = narrow ? 0 : gap;
      const QRectF inside = area.adjusted(beside, gap, -beside, -gap);
      const CellMark mark = data_.marks.empty() ? CellMark{} : data_.marks[index];
      drawCell(painter, inside, data_.values[index], mark);
      if (mark.corner) drawCorner(painter, inside);
    }
  }
  painter.setRenderHint(QPainter::Antialiasing);
  if (!data_.laterColumns || *data_.laterColumns >= data_.columns.size()) return;
  QColor veil = theme_.plotBackground;
  veil.setAlphaF(kVeil);
  const QPointF corner = where.cellArea(0, *data_.laterColumns).topLeft();
  painter.fillRect(QRectF{corner, where.cells.bottomRight()}, veil);
}

void HeatMap::drawCell(QPainter& painter, const QRectF& area, double value, const CellMark& mark) const {
  if (mark.off) {
    painter.setPen(theme_.axis);
    painter.drawText(area, Qt::AlignCenter, QStringLiteral("–"));
    return;
  }
  if (!std::isfinite(value)) {
    return drawBlock(painter, area, QBrush{theme_.border, Qt::BDiagPattern});
  }
  if (value == 0 && data_.map == ColourMap::Sequential) {
    const double radius = std::min({1.6 * theme_.fontScale, area.width() / 4, area.height() / 5});
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme_.axis);
    painter.drawEllipse(area.center(), radius, radius);
    return;
  }
  const auto& map = data_.map == ColourMap::Sequential ? theme_.sequential : theme_.diverging;
  const QColor fill = Theme::sample(map, share(value));
  drawBlock(painter, area, fill);
  if (mark.hatched) drawBlock(painter, area, QBrush{theme_.plotBackground, Qt::BDiagPattern});
  drawText(painter, area, textIn(area, value, mark), fill);
}

/// Value and note, as much of it as there is room for: the note of a cell that rests on little goes first.
QString HeatMap::textIn(const QRectF& area, double value, const CellMark& mark) const {
  const QString number = data_.text ? data_.text(value) : QString{};
  const QFontMetricsF metrics{font()};
  if (metrics.height() > area.height() + 1) return {};
  const QString all = mark.note.isEmpty() ? number : QStringLiteral("%1 · %2").arg(number, mark.note);
  for (const QString& text : {all, mark.note, number}) {
    if (!text.isEmpty() && metrics.horizontalAdvance(text) + 4 <= area.width()) return text;
  }
  return {};
}

void HeatMap::drawText(QPainter& painter, const QRectF& area, const QString& text, const QColor& fill) const {
  if (text.isEmpty()) return;
  const QFontMetricsF metrics{font()};
  const double width = metrics.horizontalAdvance(text) + 4;
  // On a plate of the cell's own colour: stripes must not run through the digits.
  const QRectF plate{area.center().x() - width / 2, area.center().y() - metrics.ascent() / 2, width,
                     metrics.ascent()};
  painter.fillRect(plate, fill);
  painter.setPen(Theme::textOn(fill));
  painter.drawText(area, Qt::AlignCenter, text);
}

void HeatMap::drawCorner(QPainter& painter, const QRectF& area) const {
  const double side = std::min({7.0 * theme_.fontScale, area.width() / 2, area.height() / 2});
  const QPointF corner = area.topRight();
  painter.setPen(QPen{theme_.text, 1});
  painter.setBrush(theme_.plotBackground);
  painter.drawPolygon(QPolygonF{{corner, corner - QPointF{side, 0}, corner + QPointF{0, side}}});
}

void HeatMap::drawNames(QPainter& painter, const Layout& where) const {
  const QFontMetricsF metrics{font()};
  painter.setPen(theme_.text);
  // On low rows names become a little smaller before every second one is left out.
  QFont narrow = font();
  const double scale = std::clamp(where.cell.height() / where.line, kSmallestNames, 1.0);
  narrow.setPointSizeF(narrow.pointSizeF() * scale);
  painter.setFont(narrow);
  const int everyRow = stride(0.85 * scale * where.line, where.cell.height());
  for (int row = 0; row < data_.rows.size(); row += everyRow) {
    const QRectF cell = where.cellArea(row, 0);
    const QRectF area{cell.left() - kGap - where.names, cell.center().y() - where.line / 2, where.names,
                      where.line};
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(data_.rows[row], Qt::ElideRight, where.names + 1));
  }
  painter.setFont(font());
  const int everyColumn = stride(widestOfMany(metrics, data_.columns) + 4, where.cell.width());
  for (int column = 0; column < data_.columns.size(); column += everyColumn) {
    const double centre = where.cellArea(0, column).center().x();
    const double half = where.cell.width() * everyColumn / 2;
    painter.drawText(QRectF{centre - half, where.cells.bottom() + kGap / 2, 2 * half, where.line},
                     Qt::AlignCenter, data_.columns[column]);
  }
  if (where.columnTitle.isEmpty()) return;
  painter.setPen(theme_.mutedText);
  painter.drawText(where.columnTitle, Qt::AlignCenter, data_.columnTitle);
  if (QFontMetricsF{painter.font()}.horizontalAdvance(data_.rowTitle) > where.rowTitle.height()) return;
  painter.save();
  painter.translate(where.rowTitle.center());
  painter.rotate(-90);
  painter.drawText(QRectF{-where.rowTitle.height() / 2, -where.rowTitle.width() / 2, where.rowTitle.height(),
                          where.rowTitle.width()},
                   Qt::AlignCenter, data_.rowTitle);
  painter.restore();
}

void HeatMap::drawScale(QPainter& painter, const Layout& where) const {
  const auto& map = data_.map == ColourMap::Sequential ? theme_.sequential : theme_.diverging;
  QLinearGradient gradient{where.scale.bottomLeft(), where.scale.topLeft()};
  for (std::size_t i = 0; i < map.size(); ++i) gradient.setColorAt(static_cast<double>(i) / 8.0, map[i]);
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradient);
  painter.drawRoundedRect(where.scale, 3, 3);
  painter.setPen(theme_.mutedText);
  const double x = where.scale.right() + kGap;
  const double width = 200;
  const auto write = [&](double y, const QString& text) {
    painter.drawText(QRectF{x, y - where.line / 2, width, where.line}, Qt::AlignLeft | Qt::AlignVCenter,
                     text);
  };
  write(where.scale.top() + where.line / 2, highestText());
  write(where.scale.bottom() - where.line / 2, scaleText(data_.range.lower));
  // Between the two numbers, or not at all.
  const double needed = QFontMetricsF{font()}.horizontalAdvance(data_.valueTitle) + 3 * where.line;
  if (data_.valueTitle.isEmpty() || where.scale.height() < std::max(needed, 8 * where.line)) return;
  painter.save();
  painter.translate(x + where.line / 2, where.scale.center().y());
  painter.rotate(-90);
  painter.drawText(QRectF{-where.scale.height() / 2, -where.line / 2, where.scale.height(), where.line},
                   Qt::AlignCenter, data_.valueTitle);
  painter.restore();
}

}  // namespace lab::ui
