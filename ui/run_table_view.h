#pragma once

#include <QIcon>
#include <QStyledItemDelegate>
#include <QTableView>

#include "ui/run_table_model.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// Draws star and lock of a run as pictures; a click or Space turns them over.
class MarkDelegate final : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void setTheme(const Theme& theme);

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

 private:
  QIcon set_[2], unset_[2];  // star, lock
};

/// A table of runs: sorted by a click on a title, columns of fixed widths that can be moved, several rows to
/// be selected at once.
class RunTableView final : public QTableView {
  Q_OBJECT

 public:
  explicit RunTableView(QWidget* parent = nullptr);

  void setRuns(RunTableModel* runs);
  void setTheme(const Theme& theme);
  void setFilter(const RunFilter& filter) { proxy_.setFilter(filter); }

  [[nodiscard]] int shownCount() const { return proxy_.rowCount(); }
  [[nodiscard]] const RunRow* current() const;         ///< nullptr when there is none
  [[nodiscard]] std::vector<RunRow> selected() const;  ///< in the order of the table
  void select(const std::vector<std::filesystem::path>& runs);

 Q_SIGNALS:
  void selectionMoved();  ///< selected() is another

 protected:
  void selectionChanged(const QItemSelection& now, const QItemSelection& before) override;

 private:
  void fitColumns();

  RunTableModel* runs_ = nullptr;
  int fitted_ = 0;  // height of the font that the columns suit
  RunProxy proxy_;
  MarkDelegate* marks_;
};

}  // namespace lab::ui
