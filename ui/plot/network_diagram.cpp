#include "ui/plot/network_diagram.h"

#include <chrono>
#include <cmath>
#include <numbers>
#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr std::chrono::milliseconds kFrame{40};
constexpr double kStep = 0.016;  // of the way, in a frame: 2.5 s from node to node
constexpr double kReach = 6;     // px from an edge that still point at it
constexpr double kLow = 11;      // lines of text

double distance(const QPointF& point, const QPointF& from, const QPointF& to) {
  const QPointF along = to - from;
  const double length = QPointF::dotProduct(along, along);
  const double share =
      length > 0 ? std::clamp(QPointF::dotProduct(point - from, along) / length, 0.0, 1.0) : 0;
  const QPointF rest = point - from - share * along;
  return std::hypot(rest.x(), rest.y());
}

}  // namespace

NetworkDiagram::NetworkDiagram(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  clock_.setInterval(kFrame);
  connect(&clock_, &QTimer::timeout, this, [this] {
    phase_ = std::fmod(phase_ + kStep, 1.0);
    update();
  });
  setTheme(Theme::of(ThemeId::Light));
}

void NetworkDiagram::setTheme(const Theme& theme) {
  theme_ = theme;
  setFont(smallFont(theme));
  update();
}

void NetworkDiagram::setData(NetworkDiagramData data) {
  data_ = std::move(data);
  if (chosen_ >= static_cast<int>(data_.nodes.size())) chosen_ = -1;
  if (chosenEdge_ >= static_cast<int>(data_.edges.size())) chosenEdge_ = -1;
  update();
}

void NetworkDiagram::setMessage(const QString& title, const QString& hint) {
  title_ = title;
  hint_ = hint;
  update();
}

void NetworkDiagram::setMoving(bool moving) {
  moving_ = moving;
  updateClock();
}

void NetworkDiagram::setReduced(bool reduced) {
  reduced_ = reduced;
  updateClock();
  update();
}

/// Nobody sees a hidden diagram move.
void NetworkDiagram::updateClock() {
  const bool wanted = moving_ && !reduced_ && isVisible();
  if (wanted == clock_.isActive()) return;
  if (wanted) {
    clock_.start();
  } else {
    clock_.stop();
  }
}

void NetworkDiagram::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  updateClock();
}

void NetworkDiagram::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  updateClock();
}

QSize NetworkDiagram::minimumSizeHint() const {
  const int line = QFontMetrics{font()}.height();
  return {line * 12, line * 9};
}

/// A low diagram is nodes and edges only; tooltips know the numbers.
bool NetworkDiagram::low() const {
  return height() < kLow * QFontMetricsF{font()}.height();
}

double NetworkDiagram::ring() const {
  const double line = QFontMetricsF{font()}.height();
  const double beside = low() ? line : 5 * line;  // amounts stand beside and above the nodes
  const double above = low() ? line : 3 * line;
  return std::max(std::min(width() / 2.0 - beside, height() / 2.0 - above), 1.0);
}

double NetworkDiagram::radius() const {
  const double line = QFontMetricsF{font()}.height();
  const double room =
      std::numbers::pi * ring() / std::max<double>(static_cast<double>(data_.nodes.size()), 1);
  return std::clamp(0.7 * room, 3.0, (low() ? 0.8 : 1.3) * line);
}

QPointF NetworkDiagram::placeOf(int node) const {
  const double up = low() ? 0 : 0.5 * QFontMetricsF{font()}.height();  // the scale stands below
  const double turn =
      2 * std::numbers::pi * node / std::max<double>(static_cast<double>(data_.nodes.size()), 1);
  return QRectF{rect()}.center() - QPointF{0, up} + ring() * QPointF{std::sin(turn), -std::cos(turn)};
}

int NetworkDiagram::nodeAt(const QPointF& position) const {
  for (int node = 0; node < static_cast<int>(data_.nodes.size()); ++node) {
    const QPointF away = position - placeOf(node);
    if (std::hypot(away.x(), away.y()) <= radius()) return node;
  }
  return -1;
}

QString NetworkDiagram::tipAt(const QPointF& position) const {
  if (const int node = nodeAt(position); node >= 0) return data_.nodes[static_cast<std::size_t>(node)].tip;
  const int edge = edgeAt(position);
  return edge < 0 ? QString{} : data_.edges[static_cast<std::size_t>(edge)].tip;
}

// The nearest: edges cross.
int NetworkDiagram::edgeAt(const QPointF& position) const {
  int nearest = -1;
  double least = kReach;
  for (std::size_t i = 0; i < data_.edges.size(); ++i) {
    const double away = distance(position, placeOf(data_.edges[i].from), placeOf(data_.edges[i].to));
    if (away >= least) continue;
    nearest = static_cast<int>(i);
    least = away;
  }
  return nearest;
}

void NetworkDiagram::chooseEdge(int edge) {
  if (chosenEdge_ == edge) return;
  chosenEdge_ = edge;
  update();
  Q_EMIT edgeChosen(edge);
}

/// Through the edges of the chosen node, or through all.
void NetworkDiagram::stepEdge(int direction) {
  const int count = static_cast<int>(data_.edges.size());
  int edge = chosenEdge_ < 0 && direction < 0 ? count : chosenEdge_;
  for (edge += direction; edge >= 0 && edge < count; edge += direction) {
    const auto& each = data_.edges[static_cast<std::size_t>(edge)];
    if (chosen_ < 0 || each.from == chosen_ || each.to == chosen_) return chooseEdge(edge);
  }
}

void NetworkDiagram::choose(int node) {
  if (chosen_ == node) return;
  chosen_ = node;
  update();
  Q_EMIT nodeChosen(node);
}

void NetworkDiagram::mousePressEvent(QMouseEvent* event) {
  const int node = nodeAt(event->position());
  choose(node);
  chooseEdge(node >= 0 ? -1 : edgeAt(event->position()));
  QWidget::mousePressEvent(event);
}

void NetworkDiagram::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const bool on = key == Qt::Key_Right || key == Qt::Key_Down;
  const bool back = key == Qt::Key_Left || key == Qt::Key_Up;
  if ((on || back) && !data_.edges.empty()) return stepEdge(on ? 1 : -1);
  if (key == Qt::Key_Escape && chosenEdge_ >= 0) return chooseEdge(-1);
  if (key == Qt::Key_Escape && chosen_ >= 0) return choose(-1);
  QWidget::keyPressEvent(event);
}

/// Tab goes through the nodes before it leaves the diagram.
bool NetworkDiagram::focusNextPrevChild(bool next) {
  const int count = static_cast<int>(data_.nodes.size());
  const int node = chosen_ < 0 ? (next ? 0 : count - 1) : chosen_ + (next ? 1 : -1);
  chooseEdge(-1);
  if (node >= 0 && node < count) {
    choose(node);
    return true;
  }
  choose(-1);
  return QWidget::focusNextPrevChild(next);
}

bool NetworkDiagram::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString tip = tipAt(help->pos());
  if (tip.isEmpty()) {
    QToolTip::hideText();
    event->ignore();
  } else {
    QToolTip::showText(help->globalPos(), tip, this);
  }
  return true;
}

}  // namespace lab::ui
