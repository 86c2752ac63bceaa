#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QUndoStack>
#include <QWidget>

#include "engine/core/spec.h"
#include "ui/filter_line.h"
#include "ui/run_keeper.h"
#include "ui/run_table_view.h"
#include "ui/run_trash.h"

namespace lab::ui {

/// The run table with its filter, and the trash behind it: open, load settings, star, lock, name, tag, note,
/// show in folder, trash. Reads the store in the background; what is done to runs can be undone.
class RunLibrary final : public QWidget {
  Q_OBJECT

 public:
  /// Commands put on `undo` speak to the library: it is of no use when the library is gone.
  RunLibrary(std::filesystem::path folder, QUndoStack& undo, QWidget* parent = nullptr);

  void refresh();  ///< reads the store again, in the background
  /// Of a run in progress; kept whatever the store says, until clearLive().
  void setLive(const RunSummary& run);
  void clearLive();
  void trash(const std::vector<std::filesystem::path>& runs);
  void emptyTrash() { trash_->empty(); }
  void setTheme(const Theme& theme);
  void setSwatches(std::map<std::filesystem::path, QIcon> swatches) {
    model_.setSwatches(std::move(swatches));
  }

  [[nodiscard]] const RunTableModel& model() const { return model_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] RunTableView& table() const { return *table_; }
  [[nodiscard]] FilterLine& filter() const { return *filter_; }
  [[nodiscard]] RunTrash& trashPage() const { return *trash_; }

 Q_SIGNALS:
  void listed();  ///< model() is up to date with the store
  void openRequested(const std::filesystem::path& run);
  void resumeRequested(const std::filesystem::path& run);
  /// At that checkpoint; nothing: at the newest.
  void forkRequested(const std::filesystem::path& run, std::optional<std::int64_t> iteration);
  void loadRequested(const lab::ExperimentSpec& spec, const QString& origin);
  void chosen(const std::vector<lab::ui::RunRow>& runs);  ///< the selected ones, also after they have changed
  void pinRequested(const std::filesystem::path& run);    ///< as the baseline
  void trashed(const QString& sentence);                  ///< what undo would take back
  void emptyRequested(int runs);                          ///< to be confirmed, then emptyTrash()
  void problem(const QString& sentence);

 private:
  void build();
  void buildActions();
  void buildTrash();
  void connectKeeper();
  QAction* addAction(const QString& text, QKeySequence shortcut, void (RunLibrary::*act)());
  void take(std::vector<RunRow> rows);
  void showState();  // count, hint, which page
  void openCurrent();
  void loadCurrent();
  void resumeCurrent();
  void buildForkMenu();
  void fillForkMenu();
  void showInFolder();
  void pinCurrent();
  void starSelected();
  void lockSelected();
  void trashSelected();
  void changeNotes(const std::filesystem::path& run, const RunNotes& notes);

  std::filesystem::path folder_;
  QUndoStack& undo_;
  RunTableModel model_;
  RunKeeper keeper_;
  FilterLine* filter_;  // owned by Qt, like those below
  QLabel* count_;
  QToolButton* showTrash_;
  QStackedWidget* pages_;
  QLabel* hint_;  // in place of an empty table
  RunTableView* table_;
  RunTrash* trash_;
  QMenu* forkMenu_ = nullptr;
  std::vector<RunSummary> live_;  // of the runs in progress
  bool reading_ = false;
  bool stale_ = false;  // asked for again while reading
};

}  // namespace lab::ui
