#include "ui/forms/fork_chip.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

#include "ui/forms/text.h"

namespace lab::ui {

ForkChip::ForkChip(QWidget* parent) : QFrame(parent), text_(new QLabel{this}) {
  setObjectName(QStringLiteral("forkChip"));
  text_->setWordWrap(true);
  auto* drop = new QToolButton{this};
  drop->setText(QStringLiteral("×"));
  drop->setAutoRaise(true);
  drop->setAccessibleName(tr("Start a new run instead"));
  drop->setToolTip(tr("Start a new run with these settings instead"));
  connect(drop, &QToolButton::clicked, this, &ForkChip::dropped);
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(8, 2, 2, 2);
  row->addWidget(text_, 1);
  row->addWidget(drop);
  hide();
}

void ForkChip::say(const Fork& fork) {
  const auto name = fork.spec.name.empty() ? fork.run.stem().string() : fork.spec.name;
  text_->setText(
      tr("fork of %1 at iteration %2").arg(toQString(name), QLocale{}.toString(qlonglong{fork.iteration})));
  setToolTip(
      tr("Run branches off from %1 at its checkpoint. Data, split, network, minibatch and seed stay as they "
         "are there; everything else can be changed.")
          .arg(toQString(fork.run.filename().string())));
  show();
}

}  // namespace lab::ui
