// The window and its figures: made of the run on the screen, and taken back from a file that was dropped.

#include <algorithm>

#include <QFileDialog>

#include "engine/catalogue.h"
#include "engine/core/spec_json.h"
#include "ui/bridge/background.h"
#include "ui/figure/figure_editor.h"
#include "ui/forms/text.h"
#include "ui/main_window.h"

namespace lab::ui {
namespace {

std::vector<FigureRun> readRuns(const std::vector<std::filesystem::path>& files) {
  std::vector<FigureRun> runs;
  for (const auto& file : files) runs.push_back(readRun(file));
  return runs;
}

}  // namespace

void MainWindow::connectFigures() {
  if (figures_ != nullptr) return;
  figures_ = new FigureEditor{this};
  figures_->resize((QSize{66, 46} * fontMetrics().height()).boundedTo(size()));  // what fits the screen, too
  connect(figures_, &FigureEditor::addRequested, this, &MainWindow::addRunToFigure);
}

/// Runs are read where they are not in the way; the editor opens when they are there.
void MainWindow::openFigure(const FigureSpec& spec, const std::vector<std::filesystem::path>& runs) {
  inBackground(
      this, [runs] { return readRuns(runs); },
      [this, spec](const Outcome<std::vector<FigureRun>>& outcome) {
        if (!outcome.value) return report(outcome.problem);
        connectFigures();
        figures_->setRuns(*outcome.value, spec);
        figures_->show();
        figures_->raise();
        figures_->activateWindow();
      });
}

void MainWindow::makeFigure(const std::string& view) {
  if (shown_.empty()) {
    return report(tr("There is no run to draw yet. Run an experiment or open a recorded run first."));
  }
  FigureSpec spec;
  spec.x = preferences_.xAxis();
  if (!view.empty()) spec.views = {view};
  for (const auto& place : workspace_->places()) {
    if (view.empty() && place.view == workspace_->alone()) spec.views = {place.id};
  }
  openFigure(spec, {shown_});
}

void MainWindow::addRunToFigure() {
  const QString file = QFileDialog::getOpenFileName(
      figures_, tr("Add a run"), toQString(library_->folder().string()), tr("Runs (*.h5)"));
  if (file.isEmpty()) return;
  inBackground(
      figures_, [path = std::filesystem::path{file.toStdString()}] { return readRun(path); },
      [this](const Outcome<FigureRun>& outcome) {
        if (!outcome.value) return figures_->report(outcome.problem);
        figures_->addRun(*outcome.value);
      });
}

void MainWindow::openRecipe(const std::filesystem::path& file) {
  const auto recipe = attempt([&file] { return recipeIn(file); });
  if (!recipe.value) return report(recipe.problem);
  showRecipe(*recipe.value, 0, toQString(file.filename().string()));
}

/// Puts the experiment behind one of the figure's runs into the form, and offers the others and the figure
/// itself.
void MainWindow::showRecipe(const Recipe& recipe, std::size_t index, const QString& file) {
  const Recipe::Run& run = recipe.runs[index];
  const auto spec = attempt(
      [&run, &file] { return specFromJson(run.specJson, catalogue::vocabulary(), file.toStdString()); });
  if (!spec.value) return report(spec.problem);
  loadSpec(*spec.value, file);
  showWorkspace();
  std::vector<MessageAction> next;
  std::vector<std::filesystem::path> recordings;
  for (std::size_t i = 0; i < recipe.runs.size(); ++i) {
    const auto recording = recordingOf(recipe.runs[i]);
    if (!recording.empty()) recordings.push_back(recording);
    if (i == index || recipe.runs.size() > 4) continue;
    next.push_back({tr("Load %1").arg(toQString(recipe.runs[i].label)),
                    [this, recipe, i, file] { showRecipe(recipe, i, file); }});
  }
  if (recordings.size() == recipe.runs.size()) {
    next.push_back({tr("&Open the run"), [this, path = recordings[index]] { stage_->open(path); }});
    next.push_back(
        {tr("&Edit the figure"), [this, recipe, recordings] { openFigure(recipe.figure, recordings); }});
  }
  message_->say(MessageBar::Tone::Note,
                tr("The form holds the experiment behind %1, run %2.").arg(file, toQString(run.label)), next);
}

/// The run file in the store that was made at that moment; empty when it is not there.
std::filesystem::path MainWindow::recordingOf(const Recipe::Run& run) const {
  const auto& rows = library_->model().rows();
  const auto same = std::ranges::find_if(rows, [&run](const auto& row) {
    return row.summary.created == run.created && row.summary.path.filename() == run.file;
  });
  return same == rows.end() ? std::filesystem::path{} : same->summary.path;
}

}  // namespace lab::ui
