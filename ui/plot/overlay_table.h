#pragma once

#include <vector>

#include <QFont>
#include <QString>
#include <QStringList>

#include "ui/plot/line.h"

class QPainter;
class QPointF;
class QRectF;
class QSizeF;

namespace lab::ui {

/// A small table that lies over a plot: a title, then one row per line with its swatch, its name and numbers.
struct OverlayTable {
  struct Row {
    Line line;
    QStringList cells;
  };

  QString title;
  QStringList heads{};  ///< over the cells; empty: none
  std::vector<Row> rows{};
};

/// The same in one sentence, for those who hear it: "Iteration 400: Mean 61.2 %; P0 70.1 %."
[[nodiscard]] QString spoken(const OverlayTable& table);

/// How tables are drawn. They draw into any painter.
class TableStyle {
 public:
  void setTheme(const Theme& theme);

  /// The most rows that fit into `height` px, at most as many as there are and no more than a dozen; what is
  /// left out is counted in a last row. Negative: not even the title fits.
  [[nodiscard]] int rowsWithin(const OverlayTable& table, double height) const;
  [[nodiscard]] QSizeF sizeOf(const OverlayTable& table, int rows) const;
  void draw(QPainter& painter, const QPointF& topLeft, const OverlayTable& table, int rows) const;

 private:
  QRectF drawFrame(QPainter& painter, const QRectF& box) const;  // the first line inside
  void drawCells(QPainter& painter, const QRectF& line, const QStringList& cells,
                 const std::vector<double>& columns) const;
  [[nodiscard]] std::vector<double> columnWidths(const OverlayTable& table) const;
  [[nodiscard]] double nameWidth(const OverlayTable& table) const;
  [[nodiscard]] double lineHeight() const;

  Theme theme_;
  QFont font_, bold_;
};

}  // namespace lab::ui
