#pragma once

#include <filesystem>

#include <QLabel>
#include <QPushButton>
#include <QThreadPool>
#include <QWidget>

#include "ui/run_table_view.h"

namespace lab::ui {

/// The runs in the trash: to be restored, or deleted for good. Reads the folder in the background.
class RunTrash final : public QWidget {
  Q_OBJECT

 public:
  explicit RunTrash(std::filesystem::path store, QWidget* parent = nullptr);

  void refresh();
  void empty();  ///< for good, in the background
  void setTheme(const Theme& theme) { table_->setTheme(theme); }
  [[nodiscard]] int count() const { return runs_.rowCount(); }
  [[nodiscard]] RunTableView& table() const { return *table_; }

 Q_SIGNALS:
  void counted(int runs);
  void restoreRequested(const std::vector<lab::ui::RunRow>& rows);  ///< with their paths in the trash
  void emptyRequested(int runs);                                    ///< to be confirmed, then empty()
  void emptied();
  void problem(const QString& sentence);

 private:
  void build();
  void restoreSelected();
  void list(std::vector<RunRow> rows);

  std::filesystem::path store_;
  RunTableModel runs_;
  QThreadPool jobs_;  // one thread: an older list must not come after a newer one
  RunTableView* table_;
  QLabel* hint_;
  QPushButton* restore_;
  QPushButton* empty_;
};

}  // namespace lab::ui
