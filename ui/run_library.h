#pragma once

#include <filesystem>

#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTimer>
#include <QWidget>

#include "engine/core/spec.h"
#include "ui/run_table_model.h"

namespace lab::ui {

/// The run table with its filter: open, load settings, show in folder, trash with undo. Reads the store in
/// the background.
class RunLibrary final : public QWidget {
  Q_OBJECT

 public:
  explicit RunLibrary(std::filesystem::path folder, QWidget* parent = nullptr);

  void refresh();  ///< reads the store again, in the background
  void setLive(
      const RunRow& row);  ///< of the run in progress; kept whatever the store says, until clearLive()
  void clearLive();
  void restore(const std::filesystem::path& trashed);  ///< takes a run back from the trash
  void trash(const std::filesystem::path& run);

  [[nodiscard]] const RunTableModel& model() const { return model_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 Q_SIGNALS:
  void listed();  ///< model() is up to date with the store
  void openRequested(const std::filesystem::path& run);
  void loadRequested(const lab::ExperimentSpec& spec, const QString& origin);
  void trashed(const QString& name, const std::filesystem::path& place);
  void problem(const QString& sentence);

 private:
  void build();
  void buildActions();
  void take(std::vector<RunRow> rows);
  void showCount();
  void openCurrent();
  [[nodiscard]] const RunRow* current() const;

  std::filesystem::path folder_;
  RunTableModel model_;
  RunFilter filter_;
  QLineEdit* words_;
  QLabel* count_;
  QLabel* hint_;  // in place of an empty table
  QTableView* table_;
  QTimer typing_;
  std::optional<RunRow> live_;
  bool reading_ = false;
  bool stale_ = false;  // asked for again while reading
};

}  // namespace lab::ui
