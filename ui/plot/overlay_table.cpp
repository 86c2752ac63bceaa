#include "ui/plot/overlay_table.h"

#include <algorithm>
#include <numeric>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr int kMostRows = 12;
constexpr double kPadding = 8;
constexpr double kSwatch = 16;
constexpr double kAfterSwatch = 6;
constexpr double kBetween = 12;  // columns

int count(const OverlayTable& table) {
  return static_cast<int>(table.rows.size());
}

}  // namespace

QString spoken(const OverlayTable& table) {
  if (table.title.isEmpty()) return {};
  QStringList rows;
  for (const auto& row : table.rows) {
    QStringList cells;
    for (qsizetype i = 0; i < row.cells.size(); ++i) {
      cells.append(i < table.heads.size() ? table.heads[i] + QLatin1Char(' ') + row.cells[i] : row.cells[i]);
    }
    rows.append(row.line.name + QLatin1Char(' ') + cells.join(QStringLiteral(", ")));
  }
  return table.title + QStringLiteral(": ") + rows.join(QStringLiteral("; ")) + QLatin1Char('.');
}

void TableStyle::setTheme(const Theme& theme) {
  theme_ = theme;
  font_ = smallFont(theme);
  bold_ = font_;
  bold_.setWeight(QFont::DemiBold);
}

double TableStyle::lineHeight() const {
  return QFontMetricsF{font_}.height() * 1.12;
}

int TableStyle::rowsWithin(const OverlayTable& table, double height) const {
  const int lines = static_cast<int>((height - 1.5 * kPadding) / lineHeight());
  const int room = std::min(lines - 1 - (table.heads.isEmpty() ? 0 : 1), kMostRows + 1);
  if (room >= count(table) || room < 1) return std::min({room, count(table), kMostRows});
  return room - 1;  // the last line says how many are missing
}

std::vector<double> TableStyle::columnWidths(const OverlayTable& table) const {
  std::vector<double> widths(static_cast<std::size_t>(table.heads.size()));
  const auto widen = [&widths](const QStringList& cells, const QFont& font) {
    widths.resize(std::max(widths.size(), static_cast<std::size_t>(cells.size())));
    for (std::size_t i = 0; i < static_cast<std::size_t>(cells.size()); ++i) {
      widths[i] =
          std::max(widths[i], QFontMetricsF{font}.horizontalAdvance(cells[static_cast<qsizetype>(i)]));
    }
  };
  widen(table.heads, font_);
  for (const auto& row : table.rows) widen(row.cells, font_);
  return widths;
}

double TableStyle::nameWidth(const OverlayTable& table) const {
  double width = 0;
  for (const auto& row : table.rows)
    width = std::max(width, QFontMetricsF{font_}.horizontalAdvance(row.line.name));
  return kSwatch + kAfterSwatch + width;
}

QSizeF TableStyle::sizeOf(const OverlayTable& table, int rows) const {
  const auto columns = columnWidths(table);
  const double cells =
      std::accumulate(columns.begin(), columns.end(), 0.0) + kBetween * static_cast<double>(columns.size());
  const double body = rows > 0 ? nameWidth(table) + cells : 0;
  const double inner = std::max(body, QFontMetricsF{bold_}.horizontalAdvance(table.title));
  const int heads = rows > 0 && !table.heads.isEmpty() ? 1 : 0;
  const int rest = rows > 0 && rows < count(table) ? 1 : 0;
  return {inner + 2 * kPadding, lineHeight() * (1 + heads + std::max(rows, 0) + rest) + 1.5 * kPadding};
}

QRectF TableStyle::drawFrame(QPainter& painter, const QRectF& box) const {
  QColor fill = theme_.panel;
  fill.setAlphaF(0.95F);
  painter.setPen(QPen{theme_.border, 1});
  painter.setBrush(fill);
  painter.drawRoundedRect(box, 6, 6);
  QRectF line = box.adjusted(kPadding, 0.75 * kPadding, -kPadding, 0);
  line.setHeight(lineHeight());
  return line;
}

void TableStyle::drawCells(QPainter& painter, const QRectF& line, const QStringList& cells,
                           const std::vector<double>& columns) const {
  double right = line.right();
  for (auto i = cells.size(); i-- > 0;) {
    painter.drawText(QRectF{line.left(), line.top(), right - line.left(), line.height()},
                     Qt::AlignVCenter | Qt::AlignRight, cells[i]);
    right -= columns[static_cast<std::size_t>(i)] + kBetween;
  }
}

void TableStyle::draw(QPainter& painter, const QPointF& topLeft, const OverlayTable& table, int rows) const {
  constexpr auto kLeft = Qt::AlignVCenter | Qt::AlignLeft;
  QRectF line = drawFrame(painter, {topLeft, sizeOf(table, rows)});
  const auto columns = columnWidths(table);
  painter.setPen(theme_.text);
  painter.setFont(bold_);
  painter.drawText(line, kLeft, table.title);
  if (rows <= 0) return;
  painter.setFont(font_);
  painter.setPen(theme_.mutedText);
  if (!table.heads.isEmpty()) {
    line.translate(0, line.height());
    drawCells(painter, line, table.heads, columns);
  }
  for (int i = 0; i < rows; ++i) {
    const auto& row = table.rows[static_cast<std::size_t>(i)];
    line.translate(0, line.height());
    drawSwatch(painter, {line.left(), line.top(), kSwatch, line.height()}, row.line, theme_);
    painter.setPen(theme_.mutedText);
    painter.drawText(line.adjusted(kSwatch + kAfterSwatch, 0, 0, 0), kLeft, row.line.name);
    painter.setPen(theme_.text);
    drawCells(painter, line, row.cells, columns);
  }
  if (rows >= count(table)) return;
  line.translate(0, line.height());
  painter.setPen(theme_.mutedText);
  painter.drawText(line, kLeft,
                   QCoreApplication::translate("Plot", "and %n more", nullptr, count(table) - rows));
}

}  // namespace lab::ui
