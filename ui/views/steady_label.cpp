#include "ui/views/steady_label.h"

#include <QEvent>

namespace lab::ui {

SteadyLabel::SteadyLabel(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::PlainText);
  setFixedSize(sizeHint());
}

void SteadyLabel::say(const QString& text) {
  if (text == QLabel::text()) return;
  setText(text);  // of a fixed size, so no layout hears of it
  const int wanted = sizeHint().width();
  if (wanted > minimumWidth()) setFixedWidth(wanted + fontMetrics().horizontalAdvance(QStringLiteral("00")));
}

void SteadyLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ContentsRectChange) setFixedSize(sizeHint());
}

}  // namespace lab::ui
