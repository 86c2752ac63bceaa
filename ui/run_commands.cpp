#include "ui/run_commands.h"

#include <utility>

#include <QCoreApplication>

namespace lab::ui {
namespace {

// "Trash of a" or "Trash of 3 runs".
QString textFor(const char* one, const char* several, const std::vector<RunRow>& rows) {
  if (rows.size() == 1) return QCoreApplication::translate("RunCommands", one).arg(rows.front().name);
  return QCoreApplication::translate("RunCommands", several).arg(rows.size());
}

}  // namespace

EditNotes::EditNotes(RunKeeper& keeper, std::vector<NotesChange> changes, const QString& text)
    : QUndoCommand(text), keeper_(keeper), changes_(std::move(changes)) {}

void EditNotes::redo() {
  for (const auto& change : changes_) keeper_.setNotes(change.run, change.after);
}

void EditNotes::undo() {
  for (const auto& change : changes_) keeper_.setNotes(change.run, change.before);
}

MoveRuns::MoveRuns(RunKeeper& keeper, std::vector<Moved> runs, const QString& text)
    : QUndoCommand(text), keeper_(keeper), runs_(std::move(runs)) {}

void MoveRuns::toTrash() {
  std::erase_if(runs_, [this](Moved& run) {
    const auto place = keeper_.trash(run.row.summary.path);
    if (place) run.trashed = *place;
    return !place;
  });
  setObsolete(runs_.empty());
}

void MoveRuns::toStore() {
  std::erase_if(runs_, [this](Moved& run) {
    const auto place = keeper_.restore(run.trashed, run.row);
    if (place) run.row.summary.path = *place;
    return !place;
  });
  setObsolete(runs_.empty());
}

TrashRuns::TrashRuns(RunKeeper& keeper, const std::vector<RunRow>& rows)
    : MoveRuns(
          keeper,
          [&rows] {
            std::vector<Moved> runs;
            for (const auto& row : rows) runs.push_back({row, {}});
            return runs;
          }(),
          textFor(QT_TRANSLATE_NOOP("RunCommands", "moving %1 to the trash"),
                  QT_TRANSLATE_NOOP("RunCommands", "moving %1 runs to the trash"), rows)) {}

RestoreRuns::RestoreRuns(RunKeeper& keeper, const std::vector<RunRow>& rows)
    : MoveRuns(
          keeper,
          [&rows] {
            std::vector<Moved> runs;
            for (const auto& row : rows) runs.push_back({row, row.summary.path});
            return runs;
          }(),
          textFor(QT_TRANSLATE_NOOP("RunCommands", "restoring %1"),
                  QT_TRANSLATE_NOOP("RunCommands", "restoring %1 runs"), rows)) {}

}  // namespace lab::ui
