#pragma once

#include <filesystem>
#include <vector>

#include <QUndoCommand>

#include "ui/run_keeper.h"

namespace lab::ui {

/// What is said about one run, before and after.
struct NotesChange {
  std::filesystem::path run;
  RunNotes before;
  RunNotes after;
};

/// Changes notes; undo says again what was said before.
class EditNotes final : public QUndoCommand {
 public:
  EditNotes(RunKeeper& keeper, std::vector<NotesChange> changes, const QString& text);

  void redo() override;
  void undo() override;

 private:
  RunKeeper& keeper_;
  std::vector<NotesChange> changes_;
};

/// Runs between store and trash. Those that cannot be moved are left out; with none left the command is
/// obsolete.
class MoveRuns : public QUndoCommand {
 protected:
  /// One run: its row, and where it lies in the trash while it is there.
  struct Moved {
    RunRow row;
    std::filesystem::path trashed;
  };

  MoveRuns(RunKeeper& keeper, std::vector<Moved> runs, const QString& text);
  void toTrash();
  void toStore();

 private:
  RunKeeper& keeper_;
  std::vector<Moved> runs_;
};

/// Moves runs to the trash; undo restores them.
class TrashRuns final : public MoveRuns {
 public:
  TrashRuns(RunKeeper& keeper, const std::vector<RunRow>& rows);
  void redo() override { toTrash(); }
  void undo() override { toStore(); }
};

/// Takes runs back from the trash; undo moves them there again. The rows say where they lie in the trash.
class RestoreRuns final : public MoveRuns {
 public:
  RestoreRuns(RunKeeper& keeper, const std::vector<RunRow>& rows);
  void redo() override { toStore(); }
  void undo() override { toTrash(); }
};

}  // namespace lab::ui
