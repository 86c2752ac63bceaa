// The window and two runs in lockstep.

#include <algorithm>

#include "engine/catalogue.h"
#include "engine/twin.h"
#include "ui/forms/text.h"
#include "ui/main_window.h"
#include "ui/twin_menu.h"
#include "ui/twin_page.h"
#include "ui/wording.h"

namespace lab::ui {

void MainWindow::connectTwins() {
  workspace_->addPage(tr("&Twin"), twin_);
  workspace_->setPageShown(twin_, false);
  connect(&controller_, &SessionController::arrived, this, [this](const std::vector<Event>& batch) {
    if (twinLive_) twin_->consume(Side::Left, batch);
  });
  connect(&controller_, &SessionController::twinArrived, this, [this](const std::vector<Event>& batch) {
    if (twinLive_) twin_->consume(Side::Right, batch);
  });
  connect(&workspace_->scrubBar(), &ScrubBar::timeChosen, this, [this](const std::optional<Place>& time) {
    if (twinLeft_ == shown_) twin_->setTime(time);
  });
  connect(twin_, &TwinPage::failed, this, &MainWindow::report);
  TwinMenu* menu = menu_->twinMenu();
  connect(menu, &QMenu::aboutToShow, this, [this, menu] {
    if (panel_ != nullptr) menu->setForm(panel_->spec());
  });
  connect(menu, &TwinMenu::algorithmChosen, this, &MainWindow::startBesideAlgorithm);
  connect(menu, &TwinMenu::normalizationChosen, this, &MainWindow::startBesideNormalization);
  connect(menu, &TwinMenu::selectedRunChosen, this, [this] {
    if (chosen_.size() == 1 && chosen_.front().spec && formIsReady()) startTwins(*chosen_.front().spec);
  });
}

// SkewScout turns a knob that the other algorithm may not have, or not on this ladder.
void MainWindow::startBesideAlgorithm(const std::string& id) {
  if (!formIsReady()) return;
  ExperimentSpec other = panel_->spec();
  other.algorithm = {id, {}};
  other.skewscout = {};
  other.name = tr("%1, with %2").arg(toQString(other.name), algorithmTitle(other)).toStdString();
  startTwins(other);
}

void MainWindow::startBesideNormalization(const std::string& id) {
  if (!formIsReady()) return;
  ExperimentSpec other = panel_->spec();
  other.normalization = {id, {}};
  const auto all = catalogue::normalizations();
  const auto entry = std::ranges::find(all, id, &CatalogueEntry::id);
  if (entry != all.end())
    other.name = tr("%1, with %2").arg(toQString(other.name), toQString(entry->title)).toStdString();
  startTwins(other);
}

void MainWindow::startTwins(const ExperimentSpec& right) {
  if (controller_.active())
    return report(tr("Another run is active; stop it first, then start the twin run."));
  if (panel_->fork()) return report(tr("A fork has no twin; choose a preset or a new experiment first."));
  const ExperimentSpec left = panel_->spec();
  const auto problem = twinProblem(left, right);
  if (!problem.empty()) return report(toQString(problem) + QLatin1Char('.'));
  if (!controller_.startTwins({left, right}, panel_->device())) return;
  showBegun(left);
  twin_->clear();
  twinLive_ = true;
  showTwinPage(controller_.path());
}

// A run that goes alone has begun.
void MainWindow::leaveTwins() {
  twinLive_ = false;
  twinLeft_.clear();
  workspace_->setPageShown(twin_, false);
}

void MainWindow::showTwinPage(const std::filesystem::path& left) {
  twinLeft_ = left;
  workspace_->setPageShown(twin_, true);
  workspace_->showPage(twin_);
}

// Of a recorded run that had a twin: both, if the other is still where it was.
void MainWindow::openTwins(const std::filesystem::path& run, const std::string& twin) {
  const auto other = run.parent_path() / twin;
  if (!std::filesystem::exists(other)) {
    return report(tr("Its twin, %1, is not beside it any more.").arg(toQString(twin)));
  }
  twinLive_ = false;
  showTwinPage(run);
  twin_->open({run, other});
}

void MainWindow::showTwinResult() {
  const auto sentence = [this](Side side) {
    const RunDigest& digest = twin_->digest(side);
    const auto spec = readSpec(digest.specJson);
    return resultSentence(digest, spec ? algorithmTitle(*spec) : tr("The run"));
  };
  const auto failed = [this](Side side) { return twin_->digest(side).status == RunStatus::Failed; };
  const bool problem = failed(Side::Left) || failed(Side::Right);
  result_->say(problem ? MessageBar::Tone::Problem : MessageBar::Tone::Result,
               tr("Left: %1 Right: %2").arg(sentence(Side::Left), sentence(Side::Right)),
               {{tr("&Compare them"), [this] { compareTwins(); }}});
}

void MainWindow::compareTwins() {
  std::vector<RunRow> rows;
  for (const auto& path : {controller_.path(), controller_.twinPath()}) {
    if (const RunRow* row = library_->model().row(path)) rows.push_back(*row);
  }
  compare_->setRuns(rows);
  workspace_->showPage(compare_);
}

}  // namespace lab::ui
