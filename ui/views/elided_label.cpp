#include "ui/views/elided_label.h"

#include <QPainter>

namespace lab::ui {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::PlainText);
}

void ElidedLabel::setSentence(const QString& sentence) {
  setText(sentence);
  setToolTip(sentence);
}

QSize ElidedLabel::minimumSizeHint() const {
  return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
  painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft, shown);
}

}  // namespace lab::ui
