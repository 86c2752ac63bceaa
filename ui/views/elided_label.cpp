#include "ui/views/elided_label.h"

#include <QPainter>

namespace lab::ui {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {}

void ElidedLabel::setSentence(const QString& sentence) {
  if (sentence == sentence_) return;
  sentence_ = sentence;
  setToolTip(sentence);
  setAccessibleDescription(sentence);
  update();
}

QSize ElidedLabel::minimumSizeHint() const {
  return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  const QString shown = fontMetrics().elidedText(sentence_, Qt::ElideRight, width());
  painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft, shown);
}

}  // namespace lab::ui
