#pragma once

#include <filesystem>
#include <vector>

#include <QFrame>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/run_row.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// The first page: one press to a first result, the latest runs, and a place to drop files. The first button
/// has the focus, so Enter is enough.
class Welcome final : public QWidget {
  Q_OBJECT

 public:
  explicit Welcome(QWidget* parent = nullptr);

  /// What the first button starts; empty disables it.
  void setQuickStart(const QString& why);
  void setRecent(const std::vector<RunRow>& rows);  ///< in any order; the newest few are shown
  void setTheme(const Theme& theme);
  void takeFocus();

 Q_SIGNALS:
  void quickStartRequested();
  void newRequested();
  void browseRequested();
  void openRequested(const std::filesystem::path& run);
  void dropped(const std::filesystem::path& file);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QWidget* buildStart();
  QWidget* buildRecent();
  void showDropActive(bool active);

  QLabel* why_;
  QPushButton* start_;
  QPushButton* new_;
  QLabel* mark_;
  QVBoxLayout* recent_;
  QLabel* nothing_;
  QFrame* target_;
};

/// The run file or experiment among the dragged files; empty when there is none.
[[nodiscard]] std::filesystem::path droppedFile(const QMimeData* data);

}  // namespace lab::ui
