// The window and sweeps: one experiment with several values of its numbers, run one after the other.

#include <utility>

#include "ui/bridge/background.h"
#include "ui/forms/text.h"
#include "ui/main_window.h"
#include "ui/queue_panel.h"
#include "ui/sweep_cost.h"
#include "ui/sweep_dialog.h"

namespace lab::ui {

void MainWindow::connectSweeps() {
  connect(menu_, &MainMenu::sweepRequested, this, [this] {
    if (panel_ != nullptr) openSweep(panel_->focusedKey());
  });
  costDue_.setSingleShot(true);
  costDue_.setInterval(0);
  connect(&queue_, &RunQueue::changed, &costDue_, [this] { costDue_.start(); });
  connect(&costDue_, &QTimer::timeout, this, &MainWindow::estimateQueue);
}

void MainWindow::openSweep(const std::string& key) {
  if (!formIsReady()) return;
  if (panel_->fork()) return report(tr("A fork cannot be swept; drop the fork in the form, or start it with Run."));
  auto* dialog = new SweepDialog{panel_->spec(), panel_->numbers(), library_->model().rows(), this};
  dialog->choose(key);
  connect(dialog, &SweepDialog::queueRequested, this, &MainWindow::queueSweep);
  connect(dialog, &SweepDialog::saveRequested, this, [this](const std::string& json) {
    saveText(tr("Save sweep as"), QStringLiteral("sweep.json"), tr("Sweeps (*.json)"), json);
  });
  dialog->show();
}

void MainWindow::offerSweep(const std::string& json, const QString& name) {
  inBackground(
      this,
      [json, known = library_->model().rows(), origin = name.toStdString()] { return outlookOf(json, origin, known); },
      [this](const Outcome<SweepOutlook>& outcome) {
        if (!outcome.value) return report(outcome.problem);
        const PlannedRuns& planned = outcome.value->planned;
        if (!planned.problem.isEmpty()) return report(planned.problem);
        message_->say(MessageBar::Tone::Note,
                      tr("%1. %2.").arg(planned.title, runsText(outcome.value->cost)),
                      {{tr("&Add to the queue"), [this, runs = planned.specs] { queueSweep(runs, {}); }},
                       {tr("&Not now"), [] {}}});
      });
}

void MainWindow::queueSweep(const std::vector<ExperimentSpec>& runs, const QString& tag) {
  if (panel_ == nullptr || runs.empty()) return;
  queue_.hold(false);  // who adds something wants it to run
  std::vector<RunQueue::Waiting> waiting;
  for (const auto& spec : runs) waiting.push_back({spec, panel_->device()});
  queue_.add(std::move(waiting));
  startNext();  // first: a run that begins takes messages away
  std::vector<MessageAction> actions{{tr("Show the &queue"), [this] {
                                        queueDock_->show();
                                        queueDock_->raise();
                                      }}};
  if (!tag.isEmpty()) {
    actions.push_back({tr("Show its &runs"), [this, tag] {
                         runsDock_->show();
                         runsDock_->raise();
                         library_->filter().edit()->setText(QStringLiteral("tag:") + tag);
                       }});
  }
  message_->say(MessageBar::Tone::Note, tr("%1 runs were added to the queue.").arg(runs.size()), actions);
}

// How long runs take is known from those in the store; the disk is asked on another thread.
void MainWindow::estimateQueue() {
  std::vector<ExperimentSpec> specs;
  for (const auto& run : queue_.runs()) specs.push_back(run.spec);
  inBackground(
      this, [specs = std::move(specs), known = library_->model().rows()] { return costOf(specs, known); },
      [this](const Outcome<RunCost>& outcome) {
        auto* panel = static_cast<QueuePanel*>(queueDock_->widget());
        panel->setCost(outcome.value && outcome.value->runs == queue_.count() ? costText(*outcome.value) : QString{});
      });
}

}  // namespace lab::ui
