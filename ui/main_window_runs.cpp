// The window and its runs: what is on the screen when one starts, goes on, ends, or is opened again.

#include <utility>

#include <QLocale>

#include "engine/fork.h"
#include "ui/bridge/background.h"
#include "ui/forms/text.h"
#include "ui/main_window.h"
#include "ui/twin_page.h"
#include "ui/wording.h"

namespace lab::ui {

void MainWindow::connectController() {
  connect(&controller_, &SessionController::arrived, stage_, &RunStage::addLive);
  connect(&controller_, &SessionController::stateChanged, this, &MainWindow::showState);
  connect(&controller_, &SessionController::progressed, this, &MainWindow::showProgress);
  connect(&controller_, &SessionController::behindChanged, status_, &StatusLine::setBehind);
  connect(&controller_, &SessionController::problem, this, &MainWindow::report);
}

void MainWindow::connectStage() {
  connect(stage_, &RunStage::opened, this, &MainWindow::showRecorded);
  connect(stage_, &RunStage::failed, this, &MainWindow::report);
  connect(stage_, &RunStage::shownChanged, this, &MainWindow::showShownRun);
}

void MainWindow::startForm() {
  if (!formIsReady()) return;
  if (panel_->fork()) return startFork();
  start(panel_->spec(), panel_->device());
}

void MainWindow::startFork() {
  const Fork& fork = *panel_->fork();
  const ResumePoint point{.run = fork.run, .spec = panel_->spec(), .iteration = fork.iteration, .fork = fork};
  if (controller_.goOn(point, panel_->device())) showBegun(point.spec);
}

void MainWindow::prepareFork(const std::filesystem::path& run, std::optional<std::int64_t> iteration) {
  if (panel_ == nullptr) return;
  inBackground(
      this, [run, iteration] { return forkOf(run, iteration); },
      [this](const Outcome<Fork>& fork) {
        if (!fork.value) return report(fork.problem);
        panel_->setFork(*fork.value);
        experimentDock_->show();
        message_->say(MessageBar::Tone::Note,
                      tr("Change something, then press Run: the fork goes on from iteration %1 of %2.")
                          .arg(QLocale{}.toString(qlonglong{fork.value->iteration}),
                               toQString(fork.value->run.stem().string())));
      });
}

bool MainWindow::formIsReady() {
  if (panel_ == nullptr) return false;
  if (panel_->problems().empty()) return true;
  const Problem& first = panel_->problems().front();
  const ParamField* row = panel_->field(first.field);
  const QString where = row == nullptr ? toQString(first.field) : row->title();
  message_->say(MessageBar::Tone::Problem, tr("%1: %2").arg(where, toQString(first.text)),
                {{tr("&Show the field"), [this] {
                    experimentDock_->show();
                    panel_->showFirstProblem();
                  }}});
  return false;
}

void MainWindow::start(const ExperimentSpec& spec, const std::string& device) {
  if (controller_.start(spec, device)) showBegun(spec);
}

void MainWindow::resumeRun(const std::filesystem::path& run) {
  if (panel_ == nullptr) return;
  if (controller_.active()) return report(tr("Another run is active; stop it first, then resume this one."));
  message_->say(MessageBar::Tone::Note,
                tr("Reading the checkpoint of %1 …").arg(toQString(run.stem().string())));
  inBackground(
      this, [run] { return readResumePoint(run); },
      [this](const Outcome<ResumePoint>& point) {
        if (!point.value) return report(point.problem);
        if (controller_.goOn(*point.value, panel_->device())) showBegun(point.value->spec);
      });
}

void MainWindow::showBegun(const ExperimentSpec& spec) {
  message_->dismiss();
  result_->dismiss();
  leaveTwins();
  stage_->beginLive();
  shown_ = controller_.path();
  status_->setFile(shown_);
  transport_->setSummary(specSentence(spec));
  showWorkspace();
}

void MainWindow::quickStart() {
  panel_->setPreset("quickstart");
  startForm();
}

void MainWindow::showWorkspace() {
  pages_->setCurrentWidget(workspace_);
}

void MainWindow::showState(RunState state) {
  transport_->setState(state);
  status_->setState(state);
  menu_->setChangeable((state == RunState::Running || state == RunState::Paused) && !controller_.together());
  if (state != RunState::Ended) return;
  library_->clearLive();
  showResult();
  // Who stops a run wants to look or to change something, not to see the next one begin.
  if (stage_->live().status == RunStatus::Stopped && queue_.count() > 0) queue_.hold(true);
  startNext();
}

void MainWindow::showProgress(const RunProgress& progress) {
  transport_->setProgress(progress);
  if (controller_.state() == RunState::Running) status_->setRate(progress.perSecond);
  status_->setDrawing(workspace_->drawMilliseconds());
  if (!stage_->live().specJson.empty() && controller_.active()) {
    library_->setLive(stage_->live().summary(controller_.path()));
  }
  if (twinLive_ && !twin_->digest(Side::Right).specJson.empty() && controller_.active()) {
    library_->setLive(twin_->digest(Side::Right).summary(controller_.twinPath()));
  }
}

// The end card: the result in numbers, and the two experiments that explain it.
void MainWindow::showResult() {
  if (twinLive_) return showTwinResult();
  const ExperimentSpec spec = controller_.spec();
  const RunDigest& digest = stage_->live();
  const bool failed = digest.status == RunStatus::Failed;
  std::vector<MessageAction> next;
  if (spec.algorithm.id != "bsp") {
    next.push_back({tr("Same with &BSP"), [this, spec] {
                      ExperimentSpec other = spec;
                      other.algorithm = {"bsp", {}};
                      loadSpec(other, tr("%1, with BSP").arg(toQString(spec.name)));
                      startForm();
                    }});
  }
  if (spec.partition.id != "iid" && spec.partitions > 1) {
    next.push_back({tr("Without s&kew"), [this, spec] {
                      ExperimentSpec other = spec;
                      other.partition = {"iid", {}};
                      loadSpec(other, tr("%1, without skew").arg(toQString(spec.name)));
                      startForm();
                    }});
  }
  if (failed) next = {{tr("&Show the settings"), [this] { experimentDock_->show(); }}};
  result_->say(failed ? MessageBar::Tone::Problem : MessageBar::Tone::Result,
               resultSentence(digest, algorithmTitle(spec)), next);
}

void MainWindow::showShownRun() {
  const auto spec = readSpec(stage_->shown().specJson);
  if (!spec) return;
  const QString sentence = specSentence(*spec);
  transport_->setSummary(!stage_->showsLive() ? tr("Recorded: %1").arg(sentence)
                         : twinLive_         ? tr("Twin run, left: %1").arg(sentence)
                                             : sentence);
  showWorkspace();
}

void MainWindow::showRecorded(const std::filesystem::path& run) {
  result_->dismiss();
  shown_ = run;
  status_->setFile(run);
  const RunDigest& digest = stage_->shown();
  const auto spec = readSpec(digest.specJson);
  std::vector<MessageAction> next;
  if (spec) {
    next.push_back({tr("&Load its settings"), [this, spec] { loadSpec(*spec, tr("From a recorded run")); }});
  }
  if (!digest.twin.empty()) {
    next.push_back({tr("Beside its &twin"), [this, run, twin = digest.twin] { openTwins(run, twin); }});
  }
  if (controller_.active()) {
    next.push_back({tr("&Back to the running one"), [this] {
                      shown_ = controller_.path();
                      status_->setFile(shown_);
                      stage_->showLive();
                    }});
  }
  if (std::exchange(restoring_, {}) == run) return;  // it was there before: nothing to be told
  const QString name = toQString(run.filename().string());
  const QString result = resultSentence(digest, spec ? algorithmTitle(*spec) : name);
  message_->say(MessageBar::Tone::Note, tr("Recorded run %1. %2").arg(name, result), next);
}

void MainWindow::showPreview(const PartitionPreview& preview) {
  const int partitions = static_cast<int>(preview.partitions);
  formPreview_->show();
  formPreview_->showPreview(preview.classNames, preview.labelCounts, partitions, preview.skew);
  panel_->setPreview(previewSentence(preview));
  auto* tile = qobject_cast<PartitionView*>(workspace_->view("partition"));
  // The large tile belongs to the run that is shown, once there is one, unless somebody paints the next.
  if (tile != nullptr && (stage_->shown().specJson.empty() || tile->isPainted())) {
    tile->showPreview(preview.classNames, preview.labelCounts, partitions, preview.skew);
    showSamples({});
  }
}

void MainWindow::report(const QString& problem) {
  message_->say(MessageBar::Tone::Problem, problem);
}

}  // namespace lab::ui
