// What can be done to the runs of the table: the menu of its rows, and edits in place.

#include <algorithm>
#include <utility>

#include <QAction>
#include <QDesktopServices>
#include <QLocale>
#include <QUrl>

#include "engine/fork.h"
#include "ui/forms/text.h"
#include "ui/run_commands.h"
#include "ui/run_library.h"

namespace lab::ui {
namespace {

constexpr std::size_t kForksOffered = 20;  // as long as a menu may be

// Tags that one run gains or loses by an edit are gained or lost by others, too.
std::vector<std::string> likewise(std::vector<std::string> tags, const std::vector<std::string>& before,
                                  const std::vector<std::string>& after) {
  const auto has = [](const std::vector<std::string>& all, const std::string& tag) {
    return std::ranges::find(all, tag) != all.end();
  };
  std::erase_if(tags, [&](const std::string& tag) { return has(before, tag) && !has(after, tag); });
  for (const auto& tag : after) {
    if (!has(before, tag) && !has(tags, tag)) tags.push_back(tag);
  }
  return tags;
}

std::vector<std::string> tagsOf(const RunRow& row) {
  std::vector<std::string> tags;
  for (const auto& tag : row.tags) tags.push_back(tag.toStdString());
  return tags;
}

// What an edit of one run means for another that is selected with it.
RunNotes alike(const RunRow& other, const RunRow& edited, const RunNotes& notes) {
  RunNotes result = other.notes;
  if (notes.star != edited.notes.star) result.star = notes.star;
  if (notes.locked != edited.notes.locked) result.locked = notes.locked;
  if (notes.tags != edited.notes.tags) {
    result.tags = likewise(tagsOf(other), tagsOf(edited), tagsOf(withNotes(edited, notes)));
  }
  return result;
}

}  // namespace

QAction* RunLibrary::addAction(const QString& text, QKeySequence shortcut, void (RunLibrary::*act)()) {
  auto* action = new QAction{text, table_};
  action->setShortcut(shortcut);
  action->setShortcutContext(Qt::WidgetShortcut);
  connect(action, &QAction::triggered, this, act);
  table_->addAction(action);
  return action;
}

void RunLibrary::buildActions() {
  addAction(tr("&Open"), {}, &RunLibrary::openCurrent);
  addAction(tr("&Load its settings"), {}, &RunLibrary::loadCurrent);
  addAction(tr("Res&ume from its checkpoint"), {}, &RunLibrary::resumeCurrent);
  buildForkMenu();
  addAction(tr("&Pin as baseline"), {}, &RunLibrary::pinCurrent);
  addAction(tr("&Star"), QKeySequence{Qt::Key_Asterisk}, &RunLibrary::starSelected);
  addAction(tr("Loc&k against the trash"), {}, &RunLibrary::lockSelected);
  addAction(tr("Show in &folder"), {}, &RunLibrary::showInFolder);
  addAction(tr("Move to &trash"), QKeySequence::Delete, &RunLibrary::trashSelected);
  addAction(tr("&Read the folder again"), QKeySequence::Refresh, &RunLibrary::refresh);
}

void RunLibrary::openCurrent() {
  const RunRow* row = table_->current();
  if (row == nullptr) return;
  if (!row->problem.isEmpty()) {
    Q_EMIT problem(row->problem);
  } else {
    const auto path = row->summary.path;
    Q_EMIT openRequested(path);
  }
}

void RunLibrary::loadCurrent() {
  const RunRow* row = table_->current();
  if (row == nullptr) return;
  if (row->spec) {
    Q_EMIT loadRequested(*row->spec, row->name);
  } else {
    Q_EMIT problem(tr("%1: its settings cannot be read by this version.").arg(row->name));
  }
}

void RunLibrary::showInFolder() {
  if (const RunRow* row = table_->current()) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(row->summary.path.parent_path().string())));
  }
}

void RunLibrary::resumeCurrent() {
  const RunRow* row = table_->current();
  if (row == nullptr) return;
  if (row->resumable) {
    Q_EMIT resumeRequested(std::filesystem::path{row->summary.path});
  } else {
    Q_EMIT problem(tr("%1 cannot go on: only a run that was interrupted or stopped and has its checkpoint "
                      "beside it can.")
                       .arg(row->name));
  }
}

void RunLibrary::buildForkMenu() {
  forkMenu_ = new QMenu{tr("&Fork from"), this};
  forkMenu_->setToolTipsVisible(true);
  connect(forkMenu_, &QMenu::aboutToShow, this, &RunLibrary::fillForkMenu);
  table_->addAction(forkMenu_->menuAction());
}

// The newest checkpoint is not read for its iteration here: that may take as long as the model is large.
void RunLibrary::fillForkMenu() {
  forkMenu_->clear();
  const RunRow* row = table_->current();
  if (row == nullptr) return;
  const std::filesystem::path run = row->summary.path;
  const auto offer = [&](const QString& text, std::optional<std::int64_t> iteration) {
    connect(forkMenu_->addAction(text), &QAction::triggered, this,
            [this, run, iteration] { Q_EMIT forkRequested(run, iteration); });
  };
  std::error_code none;
  if (std::filesystem::exists(checkpointOf(run), none)) offer(tr("its &newest checkpoint"), {});
  auto older = olderCheckpoints(run);
  std::ranges::reverse(older);
  const std::size_t left = older.size() - std::min(older.size(), kForksOffered);
  older.resize(older.size() - left);
  for (const auto& one : older) {
    offer(tr("iteration %1").arg(QLocale{}.toString(qlonglong{one.iteration})), one.iteration);
  }
  if (left > 0) forkMenu_->addAction(tr("%1 older ones: skewlab fork --at").arg(left))->setEnabled(false);
  if (!forkMenu_->isEmpty()) return;
  forkMenu_->addAction(tr("No checkpoint is kept beside this run"))->setEnabled(false);
  forkMenu_->addAction(tr("Raise Checkpoint: Keep, or switch on At decisions, before you run"))->setEnabled(false);
}

void RunLibrary::pinCurrent() {
  if (const RunRow* row = table_->current()) Q_EMIT pinRequested(std::filesystem::path{row->summary.path});
}

void RunLibrary::starSelected() {
  const RunRow* row = table_->current();
  if (row == nullptr) return;
  RunNotes notes = row->notes;
  notes.star = !notes.star;
  changeNotes(row->summary.path, notes);
}

void RunLibrary::lockSelected() {
  const RunRow* row = table_->current();
  if (row == nullptr) return;
  RunNotes notes = row->notes;
  notes.locked = !notes.locked;
  changeNotes(row->summary.path, notes);
}

void RunLibrary::changeNotes(const std::filesystem::path& run, const RunNotes& notes) {
  const RunRow* edited = model_.row(run);
  if (edited == nullptr) return;
  if (!edited->notesProblem.isEmpty()) {
    Q_EMIT problem(edited->notesProblem);
    return;
  }
  std::vector<NotesChange> changes{{run, edited->notes, notes}};
  const auto selected = table_->selected();
  if (std::ranges::any_of(selected, [&](const RunRow& row) { return row.summary.path == run; })) {
    for (const auto& other : selected) {
      const RunNotes now = alike(other, *edited, notes);
      if (other.summary.path == run || now == other.notes || !other.notesProblem.isEmpty()) continue;
      changes.push_back({other.summary.path, other.notes, now});
    }
  }
  const QString text = changes.size() == 1 ? tr("changing the notes of %1").arg(edited->name)
                                           : tr("changing the notes of %1 runs").arg(changes.size());
  undo_.push(new EditNotes{keeper_, std::move(changes), text});
}

void RunLibrary::trashSelected() {
  std::vector<std::filesystem::path> runs;
  for (const auto& row : table_->selected()) runs.push_back(row.summary.path);
  trash(runs);
}

void RunLibrary::trash(const std::vector<std::filesystem::path>& runs) {
  std::vector<RunRow> rows;
  for (const auto& run : runs) {
    const RunRow* row = model_.row(run);
    if (row == nullptr) continue;
    if (std::ranges::any_of(live_, [&](const RunSummary& live) { return live.path == run; })) {
      Q_EMIT problem(tr("%1 is still running; stop it first.").arg(row->name));
    } else if (row->notes.locked) {
      Q_EMIT problem(tr("%1 is locked; unlock it first.").arg(row->name));
    } else {
      rows.push_back(*row);
    }
  }
  if (rows.empty()) return;
  const int before = model_.rowCount();
  undo_.push(new TrashRuns{keeper_, rows});
  const int moved = before - model_.rowCount();
  if (moved == 0) return;
  Q_EMIT trashed(moved == 1 && rows.size() == 1 ? tr("%1 is in the trash.").arg(rows.front().name)
                                                : tr("%1 runs are in the trash.").arg(moved));
}

}  // namespace lab::ui
