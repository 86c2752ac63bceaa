// The window and its store: the run table, what is compared, and what waits for its turn.

#include <utility>

#include <QLocale>

#include "ui/main_window.h"
#include "ui/queue_panel.h"

namespace lab::ui {

void MainWindow::connectLibrary() {
  connect(library_, &RunLibrary::openRequested, stage_, &RunStage::open);
  connect(library_, &RunLibrary::loadRequested, this, &MainWindow::loadSpec);
  connect(library_, &RunLibrary::problem, this, &MainWindow::report);
  connect(library_, &RunLibrary::resumeRequested, this, &MainWindow::resumeRun);
  connect(library_, &RunLibrary::forkRequested, this, &MainWindow::prepareFork);
  connect(library_, &RunLibrary::listed, this, [this] {
    welcome_->setRecent(library_->model().rows());
    if (!std::exchange(offered_, true)) offerToResume();
  });
  connect(library_, &RunLibrary::trashed, this, &MainWindow::sayTrashed);
  connect(library_, &RunLibrary::emptyRequested, this, &MainWindow::confirmEmptyTrash);
}

// Once, when the store has been read for the first time: what was cut off by a crash or a power failure. What the
// window has said before is read first.
void MainWindow::offerToResume() {
  if (!message_->isHidden()) {
    const auto once = static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection);
    connect(message_, &MessageBar::dismissed, this, &MainWindow::offerToResume, once);
    return;
  }
  if (controller_.active()) return;
  const RunRow* newest = nullptr;
  int count = 0;
  for (const auto& row : library_->model().rows()) {
    if (!row.resumable || row.summary.status != RunStatus::Interrupted) continue;
    ++count;
    if (newest == nullptr || row.created > newest->created) newest = &row;
  }
  if (newest == nullptr) return;
  const QString iteration = QLocale{}.toString(newest->summary.iteration);
  QString sentence = tr("“%1” was interrupted at about iteration %2.").arg(newest->name, iteration);
  std::vector<MessageAction> actions{
      {tr("&Resume it"), [this, run = newest->summary.path] { resumeRun(run); }}};
  if (count > 1) {
    sentence = tr("%1 runs were interrupted, the latest of them “%2” at about iteration %3.")
                   .arg(QString::number(count), newest->name, iteration);
    actions.push_back({tr("&Show them"), [this] {
                         runsDock_->show();
                         runsDock_->raise();
                         library_->filter().edit()->setText(QStringLiteral("status:interrupted"));
                       }});
  }
  actions.push_back({tr("&Not now"), [] {}});
  message_->say(MessageBar::Tone::Note, sentence, actions);
}

void MainWindow::connectCompare() {
  workspace_->addPage(tr("&Compare"), compare_);
  connect(library_, &RunLibrary::chosen, this, &MainWindow::choose);
  connect(library_, &RunLibrary::pinRequested, compare_, &ComparePage::pin);
  // Later: a selection also changes while a row is being inserted, and the table must not change again meanwhile.
  connect(
      compare_, &ComparePage::shown, this, [this] { library_->setSwatches(compare_->swatches()); },
      Qt::QueuedConnection);
  connect(compare_, &ComparePage::problem, this, &MainWindow::report);
  connect(compare_, &ComparePage::queueRequested, this, &MainWindow::queue);
}

// A second run that is selected is there to be compared; going on selecting leaves the tab alone.
void MainWindow::choose(const std::vector<RunRow>& runs) {
  const bool several = runs.size() > 1 && chosen_.size() <= 1;
  chosen_ = runs;
  menu_->twinMenu()->setSelected(runs.size() == 1 && runs.front().spec ? runs.front().name : QString{});
  compare_->setRuns(runs);
  if (!several) return;
  showWorkspace();
  workspace_->showPage(compare_);
}

void MainWindow::sayTrashed(const QString& sentence) {
  message_->say(MessageBar::Tone::Note, sentence, {{tr("&Undo"), [this] { undo_.undo(); }}});
  // The offer goes when something else would be undone.
  connect(
      &undo_, &QUndoStack::indexChanged, message_,
      [this, sentence] {
        if (message_->sentence() == sentence) message_->dismiss();
      },
      Qt::SingleShotConnection);
}

void MainWindow::confirmEmptyTrash(int runs) {
  const QString sentence = runs == 1
                               ? tr("1 run will be deleted for good. This cannot be undone.")
                               : tr("%1 runs will be deleted for good. This cannot be undone.").arg(runs);
  message_->say(MessageBar::Tone::Problem, sentence,
                {{tr("&Delete for good"), [this] { library_->emptyTrash(); }}, {tr("&Keep"), [] {}}});
}

void MainWindow::connectQueue() {
  connect(menu_, &MainMenu::queueRequested, this, &MainWindow::queueForm);
  connect(static_cast<QueuePanel*>(queueDock_->widget()), &QueuePanel::startRequested, this, [this] {
    queue_.hold(false);
    startNext();
  });
  connect(&queue_, &QAbstractItemModel::rowsInserted, this, [this] {
    if (presenting_ || !queueDock_->isHidden()) return;
    queueDock_->show();
    runsDock_->raise();  // it waits there, it does not come to the front
  });
  connect(&queue_, &RunQueue::changed, this, [this] {
    queueDock_->setWindowTitle(queue_.count() == 0 ? tr("Queue") : tr("Queue (%1)").arg(queue_.count()));
  });
}

void MainWindow::queueForm() {
  if (!formIsReady()) return;
  if (panel_->fork()) return report(tr("A fork cannot wait in the queue; start it with Run."));
  queue(panel_->spec());
}

// Nothing waits for nothing: while no run is active, the first of the queue starts at once.
void MainWindow::queue(const ExperimentSpec& spec) {
  if (panel_ == nullptr) return;
  queue_.hold(false);  // who adds something wants it to run
  queue_.add({{spec, panel_->device()}});
  if (controller_.active()) {
    const QString sentence = queue_.count() == 1
                                 ? tr("Added to the queue; it starts when this run has ended.")
                                 : tr("Added to the queue as number %1.").arg(queue_.count());
    message_->say(MessageBar::Tone::Note, sentence, {{tr("&Show the queue"), [this] {
                                                        queueDock_->show();
                                                        queueDock_->raise();
                                                      }}});
  } else {
    startNext();
  }
}

void MainWindow::startNext() {
  if (controller_.active() || queue_.held() || queue_.count() == 0) return;
  const auto next = queue_.take();
  start(next.spec, next.device);
}

}  // namespace lab::ui
