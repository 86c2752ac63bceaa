#include "ui/message_bar.h"

#include <QAccessible>
#include <QPushButton>
#include <QStyle>
#include <QVariant>

#include "ui/icons.h"

namespace lab::ui {
namespace {

const char* toneName(MessageBar::Tone tone) {
  switch (tone) {
    case MessageBar::Tone::Note:
      return "note";
    case MessageBar::Tone::Problem:
      return "problem";
    case MessageBar::Tone::Result:
      return "result";
  }
  return "note";
}

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), sentence_(new QLabel{this}), buttons_(new QHBoxLayout), close_(new QToolButton{this}) {
  setObjectName(QStringLiteral("messageBar"));
  sentence_->setWordWrap(true);
  sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  close_->setToolTip(tr("Take this message away"));
  close_->setAccessibleName(tr("Close the message"));
  close_->setAutoRaise(true);
  connect(close_, &QToolButton::clicked, this, &MessageBar::dismiss);
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(14, 3, 6, 3);
  row->addWidget(sentence_, 1);
  row->addLayout(buttons_);
  row->addWidget(close_);
  hide();
}

void MessageBar::say(Tone tone, const QString& sentence, const std::vector<MessageAction>& actions) {
  setProperty("tone", QString::fromLatin1(toneName(tone)));
  style()->unpolish(this);
  style()->polish(this);
  sentence_->setText(sentence);
  setAccessibleName(sentence);
  while (QLayoutItem* item = buttons_->takeAt(0)) {
    item->widget()->hide();  // it is deleted later, and has no place any more
    item->widget()->deleteLater();
    delete item;
  }
  for (const auto& action : actions) {
    auto* button = new QPushButton{action.text, this};
    buttons_->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, run = action.run] {
      dismiss();
      run();
    });
  }
  show();
  QAccessibleEvent alert{this, QAccessible::Alert};
  QAccessible::updateAccessibility(&alert);
}

void MessageBar::dismiss() {
  hide();
  Q_EMIT dismissed();
}

void MessageBar::setTheme(const Theme& theme) {
  close_->setIcon(icon(QStringLiteral("close"), theme));
}

}  // namespace lab::ui
