#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QRectF>
#include <QStringList>
#include <QWidget>

#include "ui/plot/follow_range.h"
#include "ui/theme/theme.h"

namespace lab::ui {

enum class ColourMap { Sequential, Diverging };

/// What is said of a cell besides its value.
struct CellMark {
  bool hatched = false;  ///< the value rests on little
  bool corner = false;   ///< a triangle in the upper right corner
  bool off = false;      ///< the cell has no meaning: a dash, no colour
  QString note{};        ///< said besides the value where there is room: "n = 7"
};

/// A place in a matrix; -1: none.
struct HeatMapCell {
  int row = -1;
  int column = -1;
  friend bool operator==(const HeatMapCell&, const HeatMapCell&) = default;
};

/// A matrix with names on both sides.
struct HeatMapData {
  QStringList rows, columns;
  QString rowTitle, columnTitle, valueTitle;
  std::vector<double> values;     ///< row-major; NaN: unknown, drawn hatched
  std::vector<CellMark> marks{};  ///< row-major; empty: none
  Range range{};                  ///< of the colour scale
  ColourMap map = ColourMap::Sequential;
  bool logarithmic = false;           ///< of the colour scale; range.lower > 0
  std::optional<int> laterColumns{};  ///< from this column on they lie after the moment looked at: dimmed

  /// What a cell says when there is room; empty: nothing. Null: no text.
  std::function<QString(double value)> text{};
  /// Tooltip of a cell; null: none.
  std::function<QString(int row, int column)> tip{};
};

/// Draws a matrix as coloured cells, sharp at any size. On a sequential map a cell of exactly 0 has the
/// colour of the background and a dot, so that "none" and "few" differ. Arrow keys move from cell to cell;
/// they and a click tell which cell the user has chosen, and Enter or a click that what is behind it is
/// wanted.
class HeatMap final : public QWidget {
  Q_OBJECT

 public:
  explicit HeatMap(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setData(HeatMapData data);  ///< a matrix whose size does not fit its names is shown as empty
  void setMessage(const QString& title, const QString& hint);  ///< for the empty state
  void setChosen(const HeatMapCell& cell);                     ///< framed; emits nothing

  [[nodiscard]] const HeatMapData& data() const { return data_; }
  [[nodiscard]] const QString& message() const { return messageTitle_; }  ///< empty while there are values
  [[nodiscard]] const HeatMapCell& chosen() const { return chosen_; }
  [[nodiscard]] const HeatMapCell& selected() const { return selected_; }  ///< by pointer or arrow keys
  [[nodiscard]] QPointF centreOf(const HeatMapCell& cell) const;           ///< in pixels of the widget
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

  void paint(QPainter& painter, const QRectF& area) const;  ///< for figures

 Q_SIGNALS:
  void cellChosen(int row, int column);   ///< by the user
  void cellOpened(int row, int column);   ///< by a click or Enter: what is behind it is wanted
  void cellPressed(int row, int column);  ///< with the left button; a drag may follow
  void cellDragged(int row, int column);  ///< the pointer has come to another cell, the button still down
  void dragEnded();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// Where everything goes, in the coordinates of the painter.
  struct Layout {
    QRectF cells, scale;
    QRectF rowTitle, columnTitle;  ///< null on a small map
    QSizeF cell;
    double names = 0;  ///< width of the row names
    double line = 0;   ///< height of a line of text

    [[nodiscard]] QRectF cellArea(int row, int column) const;
  };
  using Cell = HeatMapCell;

  [[nodiscard]] bool empty() const { return data_.values.empty(); }
  [[nodiscard]] Layout layout(const QRectF& area) const;
  [[nodiscard]] Cell cellAt(const QPointF& position) const;
  [[nodiscard]] QString tipOf(const Cell& cell) const;
  void select(const Cell& cell);
  void drawCells(QPainter& painter, const Layout& layout) const;
  void drawFrame(QPainter& painter, const Layout& layout, const Cell& cell, const QColor& colour) const;
  void drawCell(QPainter& painter, const QRectF& area, double value, const CellMark& mark) const;
  void drawText(QPainter& painter, const QRectF& area, const QString& text, const QColor& fill) const;
  [[nodiscard]] QString textIn(const QRectF& area, double value, const CellMark& mark) const;
  [[nodiscard]] double share(double value) const;
  [[nodiscard]] QString highestText() const;  ///< of the colour scale
  void drawCorner(QPainter& painter, const QRectF& area) const;
  void drawNames(QPainter& painter, const Layout& layout) const;
  void drawScale(QPainter& painter, const Layout& layout) const;

  HeatMapData data_;
  Theme theme_;
  QString messageTitle_, messageHint_;
  Cell pressed_;   // with the left button, which is still down
  Cell selected_;  // the pointer or the keyboard is there
  Cell chosen_;
};

}  // namespace lab::ui
