// The drawing half of NetworkDiagram.

#include <algorithm>
#include <cmath>
#include <numbers>

#include <QPainter>

#include "ui/plot/empty_text.h"
#include "ui/plot/network_diagram.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr double kWidest = 11;    // px of an edge that carries most, where there are few
constexpr double kAllEdges = 60;  // px, shared out: many wide edges would be a blot
constexpr double kThinnest = 0.8;
constexpr double kPalest = 0.7;  // of the way to the background, for an edge that has been silent for long
constexpr double kSeam = 3;      // px beside the chosen edge
constexpr double kApart = 1.4;   // lines of text between two labels
constexpr double kOpaque = 12;   // nodes; the edges of more let each other shine through
constexpr float kFaint = 0.25F;  // edges that do not belong to the chosen node
constexpr std::size_t kMostDotted = 60;  // edges; with more the dots would be noise
constexpr double kStill = 0.62;          // of the way, where a model stands when nothing moves
constexpr int kDots = 2;                 // on an edge, each way

QPointF between(const QPointF& from, const QPointF& to, double share) {
  return from + share * (to - from);
}

}  // namespace

void NetworkDiagram::paint(QPainter& painter, const QRectF& area) {
  resize(area.size().toSize());
  painter.save();
  painter.translate(area.topLeft());
  draw(painter);
  painter.restore();
}

void NetworkDiagram::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  draw(painter);
}

void NetworkDiagram::draw(QPainter& painter) const {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(font());
  if (data_.nodes.empty()) return drawEmptyText(painter, QRectF{rect()}, {title_, hint_}, theme_);
  drawChosenEdge(painter);
  for (const auto& edge : data_.edges) drawEdge(painter, edge);
  const bool dotted = clock_.isActive() && data_.edges.size() <= kMostDotted;
  for (const auto& edge : data_.edges) {
    if (dotted && edge.share > 0) drawDots(painter, edge);
  }
  for (const auto& traveller : data_.travellers) drawTraveller(painter, traveller);
  for (int node = 0; node < static_cast<int>(data_.nodes.size()); ++node) drawNode(painter, node);
  drawScale(painter);
  if (!hasFocus() || chosen_ >= 0) return;
  painter.setPen(QPen{theme_.accent, 1});
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

double NetworkDiagram::widest() const {
  const double share = kAllEdges / std::max<double>(static_cast<double>(data_.nodes.size()), 1);
  return std::clamp(share, kThinnest, kWidest) * theme_.fontScale;
}

double NetworkDiagram::widthOf(const NetworkDiagramData::Edge& edge) const {
  return edge.share > 0 ? std::lerp(kThinnest, widest(), std::min(edge.share, 1.0)) : 1;
}

// A seam on both sides of it.
void NetworkDiagram::drawChosenEdge(QPainter& painter) const {
  if (chosenEdge_ < 0) return;
  const auto& edge = data_.edges[static_cast<std::size_t>(chosenEdge_)];
  painter.setPen(QPen{theme_.text, widthOf(edge) + 2 * kSeam, Qt::SolidLine, Qt::FlatCap});
  painter.drawLine(placeOf(edge.from), placeOf(edge.to));
}

void NetworkDiagram::drawEdge(QPainter& painter, const NetworkDiagramData::Edge& edge) const {
  const bool own = chosen_ < 0 || edge.from == chosen_ || edge.to == chosen_;
  QColor colour = edge.share > 0 ? theme_.faded(theme_.accent, kPalest * (1 - edge.freshness)) : theme_.axis;
  const double nodes = std::max(static_cast<double>(data_.nodes.size()), kOpaque);
  colour.setAlphaF(own && chosen_ >= 0 ? 1.0F : own ? static_cast<float>(kOpaque / nodes) : kFaint);
  painter.setPen(QPen{colour, widthOf(edge), edge.share > 0 ? Qt::SolidLine : Qt::DotLine, Qt::FlatCap});
  painter.drawLine(placeOf(edge.from), placeOf(edge.to));
}

void NetworkDiagram::drawDots(QPainter& painter, const NetworkDiagramData::Edge& edge) const {
  painter.setPen(QPen{theme_.accent, 1});
  painter.setBrush(theme_.plotBackground);
  const double size = 2.5 * theme_.fontScale;
  for (int dot = 0; dot < kDots; ++dot) {
    const double share = std::fmod(phase_ + static_cast<double>(dot) / kDots, 1.0);
    painter.drawEllipse(between(placeOf(edge.from), placeOf(edge.to), share), size, size);
    painter.drawEllipse(between(placeOf(edge.to), placeOf(edge.from), share), size, size);
  }
}

void NetworkDiagram::drawTraveller(QPainter& painter, const NetworkDiagramData::Traveller& traveller) const {
  const double share = clock_.isActive() ? phase_ : kStill;
  const QPointF centre = between(placeOf(traveller.from), placeOf(traveller.to), share);
  const double size = 0.55 * radius() + 3;
  painter.setPen(QPen{theme_.plotBackground, 2});
  painter.setBrush(data_.nodes.at(static_cast<std::size_t>(traveller.from)).style.colour);
  painter.drawPolygon(QPolygonF{{centre + QPointF{0, -size}, centre + QPointF{size, 0},
                                 centre + QPointF{0, size}, centre + QPointF{-size, 0}}});
}

void NetworkDiagram::drawNode(QPainter& painter, int node) const {
  const auto& about = data_.nodes[static_cast<std::size_t>(node)];
  const QPointF centre = placeOf(node);
  const bool chosen = node == chosen_;
  painter.setPen(QPen{chosen ? theme_.text : theme_.plotBackground, chosen ? 3.0 : 2.0});
  painter.setBrush(about.style.colour);
  painter.drawEllipse(centre, radius(), radius());
  const QFontMetricsF metrics{font()};
  const double side = 2 * radius();
  const bool inside = metrics.horizontalAdvance(about.name) < side;
  painter.setPen(inside ? Theme::textOn(about.style.colour) : theme_.text);
  if (inside) {
    painter.drawText(QRectF{centre.x() - radius(), centre.y() - radius(), side, side}, Qt::AlignCenter,
                     about.name);
  }
  const QString& beyond = inside ? about.amount : about.name;
  if (beyond.isEmpty() || low() || node % everyLabel() != 0) return;
  drawBeyond(painter, centre, beyond);
}

/// Every n-th node has its label, so that they do not run into each other.
int NetworkDiagram::everyLabel() const {
  const double step = 2 * std::numbers::pi * ring() / static_cast<double>(data_.nodes.size());
  return std::max(static_cast<int>(std::ceil(kApart * QFontMetricsF{font()}.height() / std::max(step, 1.0))),
                  1);
}

/// Outside of the circle, straight away from its middle.
void NetworkDiagram::drawBeyond(QPainter& painter, const QPointF& centre, const QString& text) const {
  const QFontMetricsF metrics{font()};
  const QSizeF size{metrics.horizontalAdvance(text) + 1, metrics.height()};
  const double up = low() ? 0 : 0.5 * metrics.height();
  const QPointF away = (centre - QRectF{rect()}.center() + QPointF{0, up}) / ring();
  const double reach =
      radius() + 5 + (std::abs(away.x()) * size.width() + std::abs(away.y()) * size.height()) / 2;
  QRectF area{QPointF{}, size};
  area.moveCenter(centre + reach * away);
  painter.setPen(theme_.text);
  painter.drawText(area, Qt::AlignCenter, text);
}

/// What width and colour of an edge mean.
void NetworkDiagram::drawScale(QPainter& painter) const {
  if (data_.fullWidth.isEmpty() || low()) return;
  const QFontMetricsF metrics{font()};
  const double width = widest();
  const double y = height() - std::max(metrics.height(), width) / 2 - 1;
  painter.setPen(QPen{theme_.accent, width, Qt::SolidLine, Qt::FlatCap});
  painter.drawLine(QPointF{2, y}, QPointF{2 + 2 * metrics.height(), y});
  const double left = 2 * metrics.height() + 10;
  const QString text =
      data_.fading.isEmpty() ? data_.fullWidth : data_.fullWidth + QStringLiteral("; ") + data_.fading;
  painter.setPen(theme_.mutedText);
  painter.drawText(QRectF{left, y - metrics.height() / 2, this->width() - left, metrics.height()},
                   Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(text, Qt::ElideRight, this->width() - left));
}

}  // namespace lab::ui
