// The window and its views: what the user asks for in one of them and a view alone cannot do.

#include <algorithm>

#include <QAction>
#include <QLocale>

#include "engine/fork.h"
#include "ui/bridge/background.h"
#include "ui/inspector_feed.h"
#include "ui/main_window.h"
#include "ui/plot/heat_map.h"
#include "ui/views/tile_menu.h"
#include "ui/wording.h"
#include "ui/wrong_answers_window.h"

namespace lab::ui {

void MainWindow::connectViews() {
  explainSelections(*workspace_, *inspector_);
  connect(stage_, &RunStage::shownChanged, inspector_, &Inspector::clear);
  connect(stage_, &RunStage::shownChanged, this, [this] { showSamples({}); });
  connect(stage_, &RunStage::cleared, log_, &RunLog::clear);
  connect(stage_, &RunStage::consumed, log_, &RunLog::add);
  connect(log_, &RunLog::warned, this, [this] {
    if (presenting_ || !logDock_->isHidden()) return;
    logDock_->show();
    runsDock_->raise();  // it is there to be looked at, it does not come to the front
  });
  connect(log_, &RunLog::momentChosen, &workspace_->scrubBar(), &ScrubBar::lookAt);
  connect(log_, &RunLog::settingChosen, this, [this](const std::string& field) {
    if (panel_ == nullptr) return;
    experimentDock_->show();
    panel_->showRow(field);
  });
  connect(workspace_, &Workspace::arranged, this, [this] { showSamples(samples_.question()); });
  connect(&samples_, &SampleFeeder::ready, this, [this](const SampleImages& samples) {
    if (auto* tile = qobject_cast<PartitionView*>(workspace_->view("partition"))) tile->showSamples(samples);
  });
  for (const auto& place : workspace_->places()) {
    connect(place.view, &View::forkWanted, this, &MainWindow::forkAtDecision);
    addFigureEntry(place);
    if (place.id == "classes") connect(place.view, &View::cellOpened, this, &MainWindow::showWrongAnswers);
    if (place.id == "partition") connect(place.view, &View::cellOpened, this, &MainWindow::askForSamples);
  }
}

// Loading a data set is not for nothing: only while its view is on the screen.
void MainWindow::showSamples(const SampleQuestion& question) {
  auto* tile = qobject_cast<PartitionView*>(workspace_->view("partition"));
  if (panel_ == nullptr || tile == nullptr || !tile->isVisible()) return;
  const auto run = readSpec(stage_->shown().specJson);
  samples_.want(run && !tile->isPainted() ? *run : panel_->spec(), question);
}

void MainWindow::askForSamples(int label, int partition) {
  constexpr std::size_t kMost = 60;
  const SampleQuestion one{.partition = partition, .label = label, .each = kMost};
  showSamples(samples_.question() == one ? SampleQuestion{} : one);
}

void MainWindow::addFigureEntry(const Workspace::Place& place) {
  auto* menu = place.view->findChild<TileMenu*>();
  if (menu == nullptr) return;
  auto* action = new QAction{tr("Make &figure …"), this};
  connect(action, &QAction::triggered, this, [this, id = place.id] { makeFigure(id); });
  menu->addExtra(action);
}

// Which checkpoints are kept is asked first: what to do about a missing one is another thing here than on the
// command line.
void MainWindow::forkAtDecision(std::int64_t iteration) {
  inBackground(
      this, [run = shown_] { return keptCheckpoints(run); },
      [this, run = shown_, iteration](const Outcome<std::vector<KeptCheckpoint>>& kept) {
        if (!kept.value) return report(kept.problem);
        const auto later = std::ranges::upper_bound(*kept.value, iteration, {}, &KeptCheckpoint::iteration);
        const bool earlier = later != kept.value->begin();
        const std::int64_t nearest = earlier ? (later - 1)->iteration : 0;
        if (earlier && nearest == iteration) return prepareFork(run, iteration);
        const QLocale locale;
        std::vector<MessageAction> next;
        if (earlier) {
          next.push_back({tr("&Fork from iteration %1 instead").arg(locale.toString(qlonglong{nearest})),
                          [this, run, nearest] { prepareFork(run, nearest); }});
        }
        message_->say(MessageBar::Tone::Problem,
                      tr("No checkpoint of iteration %1 is kept beside the run, so no fork can start there; "
                         "switch on Checkpoint: At decisions in the form before you run.")
                          .arg(locale.toString(qlonglong{iteration})),
                      next);
      });
}

void MainWindow::showWrongAnswers(int label, int partition) {
  const HeatMap* map = workspace_->view("classes")->parts().map;
  if (wrongAnswers_ == nullptr) wrongAnswers_ = new WrongAnswersWindow{this};
  wrongAnswers_->ask(shown_, {.partition = partition, .label = label}, map->data().rows, map->data().columns);
}

}  // namespace lab::ui
