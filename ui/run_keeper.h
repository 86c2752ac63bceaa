#pragma once

#include <filesystem>
#include <optional>

#include <QObject>
#include <QThreadPool>

#include "ui/run_table_model.h"

namespace lab::ui {

/// Does to the files of the store what is done to the rows of a table: notes, trash, restoring. The table
/// shows it at once. Window's thread; what may wait for a disk is done in the background, in order.
class RunKeeper final : public QObject {
  Q_OBJECT

 public:
  explicit RunKeeper(RunTableModel& runs, QObject* parent = nullptr);

  /// Nothing happens to a run that is not in the table.
  void setNotes(const std::filesystem::path& run, const RunNotes& notes);

  /// Where the run lies in the trash; nothing, after problem(), when it stays.
  std::optional<std::filesystem::path> trash(const std::filesystem::path& run);

  /// Where the run lies in the store again; nothing, after problem(), when it stays in the trash. `row` as it
  /// was in the table.
  std::optional<std::filesystem::path> restore(const std::filesystem::path& trashed, RunRow row);

  /// For what must come after the notes that are still to be written.
  [[nodiscard]] QThreadPool* queue() { return &queue_; }

 Q_SIGNALS:
  void problem(const QString& sentence);
  void changed();    ///< a file of the store
  void moved();      ///< a run, between store and trash
  void notesLost();  ///< they could not be written; a problem() has said why

 private:
  RunTableModel& runs_;
  QThreadPool queue_;  // one thread: notes of one run must not overtake each other
};

}  // namespace lab::ui
