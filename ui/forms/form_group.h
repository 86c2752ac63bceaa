#pragma once

#include <vector>

#include <QGridLayout>
#include <QToolButton>
#include <QWidget>

#include "ui/forms/param_field.h"

namespace lab::ui {

/// A collapsible part of the form. Its head says how many rows differ from the start and takes them back;
/// "More" shows the rows that most experiments leave alone.
class FormGroup final : public QWidget {
  Q_OBJECT

 public:
  explicit FormGroup(const QString& title, QWidget* parent);

  /// Rows come in the order of insertion; `after`, which must be a row, puts one behind another instead of at
  /// the end.
  void addRow(ParamField* field, ParamField* after = nullptr);
  void addRow(const QString& title, QWidget* control);  ///< outside the spec: always shown, no dot
  void addWidget(QWidget* widget);                      ///< across both columns

  void setRowVisible(ParamField* field, bool visible);
  void setHasMore(bool hasMore);  ///< whether "More" would show anything
  void showMore() { more_->setChecked(true); }
  [[nodiscard]] bool showsMore() const { return more_->isChecked(); }

  void setChanges(int changes);
  void setOpen(bool open);
  [[nodiscard]] bool isOpen() const { return head_->isChecked(); }

 Q_SIGNALS:
  void moreToggled();
  void revertRequested();
  void opened(bool open);  ///< by the user

 private:
  struct Row {
    QWidget* label = nullptr;  // none for a widget across both columns
    QWidget* control = nullptr;
  };

  void insert(std::size_t position, Row row);

  QToolButton* head_;
  QToolButton* revert_;
  QToolButton* more_;
  QWidget* body_;
  QGridLayout* grid_;
  std::vector<Row> rows_;  // from top to bottom
};

}  // namespace lab::ui
