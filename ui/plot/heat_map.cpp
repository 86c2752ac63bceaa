#include "ui/plot/heat_map.h"

#include <algorithm>
#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/appearance.h"

namespace lab::ui {

HeatMap::HeatMap(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setTheme(Theme::of(ThemeId::Light));
}

void HeatMap::setTheme(const Theme& theme) {
  theme_ = theme;
  setFont(smallFont(theme));
  update();
}

void HeatMap::setData(HeatMapData data) {
  const auto size = static_cast<std::size_t>(data.rows.size() * data.columns.size());
  if (data.values.size() != size || (!data.marks.empty() && data.marks.size() != size)) data = {};
  data_ = std::move(data);
  if (selected_.row >= data_.rows.size() || selected_.column >= data_.columns.size()) selected_ = {};
  update();
}

void HeatMap::setMessage(const QString& title, const QString& hint) {
  messageTitle_ = title;
  messageHint_ = hint;
  update();
}

QSize HeatMap::sizeHint() const {
  const int line = QFontMetrics{font()}.height();
  return {line * 24, line * 16};
}

QSize HeatMap::minimumSizeHint() const {
  const int line = QFontMetrics{font()}.height();
  return {line * 10, line * 8};
}

void HeatMap::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  paint(painter, rect());
  if (!hasFocus() || selected_.row >= 0) return;
  painter.setPen(QPen{theme_.accent, 1});
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

HeatMap::Cell HeatMap::cellAt(const QPointF& position) const {
  if (empty()) return {};
  const Layout where = layout(rect());
  if (!where.cells.contains(position)) return {};
  const auto index = [](double offset, double size, qsizetype count) {
    return std::clamp(static_cast<int>(offset / size), 0, static_cast<int>(count) - 1);
  };
  return {index(position.y() - where.cells.top(), where.cell.height(), data_.rows.size()),
          index(position.x() - where.cells.left(), where.cell.width(), data_.columns.size())};
}

QString HeatMap::tipOf(const Cell& cell) const {
  return cell.row >= 0 && data_.tip ? data_.tip(cell.row, cell.column) : QString{};
}

void HeatMap::select(const Cell& cell) {
  if (selected_ == cell) return;
  selected_ = cell;
  update();
}

void HeatMap::setChosen(const Cell& cell) {
  if (chosen_ == cell) return;
  chosen_ = cell;
  update();
}

QPointF HeatMap::centreOf(const Cell& cell) const {
  return layout(rect()).cellArea(cell.row, cell.column).center();
}

void HeatMap::mousePressEvent(QMouseEvent* event) {
  const Cell cell = cellAt(event->position());
  if (event->button() == Qt::LeftButton && cell.row >= 0) {
    select(cell);
    pressed_ = cell;
    Q_EMIT cellPressed(cell.row, cell.column);
    Q_EMIT cellChosen(cell.row, cell.column);
  }
  QWidget::mousePressEvent(event);
}

void HeatMap::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) {
    Q_EMIT dragEnded();
    const Cell cell = std::exchange(pressed_, Cell{});
    if (cell.row >= 0 && cell == cellAt(event->position())) Q_EMIT cellOpened(cell.row, cell.column);
  }
  QWidget::mouseReleaseEvent(event);
}

void HeatMap::mouseMoveEvent(QMouseEvent* event) {
  const Cell cell = cellAt(event->position());
  const bool another = cell != selected_;
  select(cell);
  if (another && cell.row >= 0 && event->buttons().testFlag(Qt::LeftButton)) {
    Q_EMIT cellDragged(cell.row, cell.column);
  }
}

void HeatMap::leaveEvent(QEvent*) {
  select({});
}

void HeatMap::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  select({});
}

void HeatMap::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const bool arrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
  const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
  if (enter && selected_.row >= 0) return Q_EMIT cellOpened(selected_.row, selected_.column);
  if (empty() || !arrow) return QWidget::keyPressEvent(event);
  Cell cell = selected_.row < 0 ? chosen_ : selected_;
  if (cell.row < 0) {
    cell = {0, 0};
  } else {
    cell.row += key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
    cell.column += key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0;
  }
  cell.row = std::clamp(cell.row, 0, static_cast<int>(data_.rows.size()) - 1);
  cell.column = std::clamp(cell.column, 0, static_cast<int>(data_.columns.size()) - 1);
  select(cell);
  Q_EMIT cellChosen(cell.row, cell.column);
  const QPointF corner = layout(rect()).cellArea(cell.row, cell.column).bottomRight();
  QToolTip::showText(mapToGlobal(corner.toPoint()), tipOf(cell), this);
}

bool HeatMap::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString tip = tipOf(cellAt(help->pos()));
  if (tip.isEmpty()) {
    QToolTip::hideText();
    event->ignore();
  } else {
    QToolTip::showText(help->globalPos(), tip, this);
  }
  return true;
}

}  // namespace lab::ui
