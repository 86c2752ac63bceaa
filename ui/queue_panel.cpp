#include "ui/queue_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace lab::ui {

QueuePanel::QueuePanel(RunQueue& queue, QWidget* parent)
    : QWidget(parent),
      queue_(queue),
      state_(new QLabel{this}),
      list_(new QListView{this}),
      start_(new QPushButton{tr("&Start the queue"), this}),
      earlier_(new QPushButton{tr("&Earlier"), this}),
      later_(new QPushButton{tr("&Later"), this}),
      remove_(new QPushButton{tr("Re&move"), this}) {
  list_->setModel(&queue_);
  list_->setAccessibleName(tr("Experiments that wait for their turn"));
  build();
  connect(&queue_, &RunQueue::changed, this, &QueuePanel::showState);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &QueuePanel::showState);
  connect(start_, &QPushButton::clicked, this, &QueuePanel::startRequested);
  connect(earlier_, &QPushButton::clicked, this, [this] { moveCurrent(-1); });
  connect(later_, &QPushButton::clicked, this, [this] { moveCurrent(1); });
  connect(remove_, &QPushButton::clicked, this, [this] { queue_.remove(current()); });
  auto* removal = new QAction{tr("Remove from the queue"), list_};
  removal->setShortcut(QKeySequence::Delete);
  removal->setShortcutContext(Qt::WidgetShortcut);
  connect(removal, &QAction::triggered, this, [this] { queue_.remove(current()); });
  list_->addAction(removal);
  showState();
}

void QueuePanel::build() {
  state_->setObjectName(QStringLiteral("mutedText"));
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(state_, 1);
  for (QPushButton* button : {start_, earlier_, later_, remove_}) buttons->addWidget(button);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(6, 2, 6, 4);
  column->setSpacing(4);
  column->addLayout(buttons);
  column->addWidget(list_, 1);
}

void QueuePanel::setCost(const QString& sentence) {
  cost_ = sentence;
  showState();
}

int QueuePanel::current() const {
  return list_->currentIndex().isValid() ? list_->currentIndex().row() : -1;
}

void QueuePanel::moveCurrent(int by) {
  queue_.move(current(), by);
}

void QueuePanel::showState() {
  const int count = queue_.count();
  const int at = current();
  const bool held = queue_.held() && count > 0;
  start_->setVisible(held);
  earlier_->setEnabled(at > 0);
  later_->setEnabled(at >= 0 && at + 1 < count);
  remove_->setEnabled(at >= 0 && at < count);
  if (count == 0) {
    state_->setText(tr("Nothing waits. Shift+Ctrl+Enter adds the experiment in the form."));
  } else {
    const QString what = count == 1 ? tr("1 experiment waits") : tr("%1 experiments wait").arg(count);
    const QString cost = cost_.isEmpty() ? QString{} : QStringLiteral(": ") + cost_;
    state_->setText((held ? tr("%1 until you start the queue") : tr("%1 in line")).arg(what) + cost + '.');
  }
}

}  // namespace lab::ui
