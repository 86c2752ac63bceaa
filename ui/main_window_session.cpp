// What is open: remembered when it changes, opened again at the next start.

#include <utility>

#include "ui/forms/text.h"
#include "ui/main_window.h"

namespace lab::ui {

void MainWindow::connectRecent() {
  recent_ = new RecentFiles{*menu_->recentMenu(), this};
  connect(recent_, &RecentFiles::chosen, this, &MainWindow::openFile);
  connect(stage_, &RunStage::opened, recent_, &RecentFiles::add);
}

OpenThings MainWindow::openThings() const {
  OpenThings things{.run = shown_,
                    .compared = {},
                    .baseline = compare_->pinned().value_or(std::filesystem::path{}),
                    .page = workspace_->page(),
                    .alone = {}};
  for (const auto& row : library_->table().selected()) things.compared.push_back(row.summary.path);
  for (const auto& place : workspace_->places()) {
    if (place.view == workspace_->alone()) things.alone = toQString(place.id);
  }
  return things;
}

void MainWindow::rememberSession() {
  const OpenThings now = openThings();
  if (std::exchange(remembered_, now) != now) SessionMemory{}.write(now);
}

void MainWindow::connectSession() {
  connect(workspace_, &Workspace::arranged, this, &MainWindow::rememberSession);
  connect(stage_, &RunStage::shownChanged, this, &MainWindow::rememberSession);
  connect(stage_, &RunStage::opened, this, &MainWindow::rememberSession);
  connect(library_, &RunLibrary::chosen, this, &MainWindow::rememberSession);
  connect(compare_, &ComparePage::shown, this, &MainWindow::rememberSession);
}

// Whatever cannot be opened again is forgotten before it is tried: a file that ends the program must not do
// so at every start.
void MainWindow::restoreSession() {
  const OpenThings last = SessionMemory{}.read();
  SessionMemory{}.write({});
  if (!last.run.empty() && !std::filesystem::exists(last.run)) {
    message_->say(
        MessageBar::Tone::Note,
        tr("%1, which was open last time, is no longer there.").arg(toQString(last.run.filename().string())));
  } else if (!last.run.empty()) {
    restoring_ = last.run;
    stage_->open(last.run);
  }
  workspace_->showPage(last.page);
  if (!last.alone.isEmpty()) workspace_->showAlone(workspace_->view(last.alone.toStdString()));
  connect(
      library_, &RunLibrary::listed, this, [this, last] { restoreCompared(last); }, Qt::SingleShotConnection);
}

// The store has been read: the rows are there to be selected.
void MainWindow::restoreCompared(const OpenThings& last) {
  if (!last.baseline.empty() && library_->model().row(last.baseline) != nullptr) compare_->pin(last.baseline);
  if (!last.compared.empty() && chosen_.empty()) {
    chosen_.resize(last.compared.size());  // they were there before: the page stays as it is
    library_->table().select(last.compared);
    if (chosen_.size() > 1) showWorkspace();
  }
  connectSession();
  rememberSession();
}

}  // namespace lab::ui
