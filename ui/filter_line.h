#pragma once

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include "ui/series/run_filter.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// Where the filter of the run table is typed, with the list of its keys and, below, what is wrong with it. A
/// filter that cannot be read leaves the one before in force.
class FilterLine final : public QWidget {
  Q_OBJECT

 public:
  explicit FilterLine(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void addAtRight(QWidget* widget);  ///< beside the line
  [[nodiscard]] QLineEdit* edit() const { return edit_; }
  [[nodiscard]] QString problem() const;  ///< that is shown; empty when there is none

 Q_SIGNALS:
  void filterChanged(const lab::ui::RunFilter& filter);  ///< 150 ms after the last key

 private:
  void read();

  QLineEdit* edit_;
  QAction* search_;
  QToolButton* help_;
  QLabel* problem_;
  QTimer typing_;
  bool filtering_ = false;  // by the line that was understood last
};

/// Every key with what may be said of it, as rich text.
[[nodiscard]] QString filterHelp();

}  // namespace lab::ui
