#include "ui/run_table_view.h"

#include <algorithm>

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/icons.h"

namespace lab::ui {
namespace {

bool turnsOver(const QEvent& event, const QStyleOptionViewItem& option) {
  if (event.type() == QEvent::MouseButtonRelease) {
    const auto& mouse = static_cast<const QMouseEvent&>(event);
    return mouse.button() == Qt::LeftButton && option.rect.contains(mouse.position().toPoint());
  }
  if (event.type() != QEvent::KeyPress) return false;
  const int key = static_cast<const QKeyEvent&>(event).key();
  return key == Qt::Key_Space || key == Qt::Key_Select;
}

}  // namespace

void MarkDelegate::setTheme(const Theme& theme) {
  Theme faint = theme;
  faint.text = theme.border;
  set_[0] = accentIcon(QStringLiteral("star"), theme);
  set_[1] = icon(QStringLiteral("lock"), theme);
  unset_[0] = icon(QStringLiteral("star-outline"), faint);
  unset_[1] = icon(QStringLiteral("unlocked"), faint);
}

void MarkDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  QStyleOptionViewItem background = option;
  initStyleOption(&background, index);
  background.features.setFlag(QStyleOptionViewItem::HasCheckIndicator, false);
  const QStyle* style = option.widget == nullptr ? QApplication::style() : option.widget->style();
  style->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);
  const std::size_t mark = static_cast<RunColumn>(index.column()) == RunColumn::Star ? 0 : 1;
  const bool set = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
  const int size = option.fontMetrics.height();
  QRect place{0, 0, size, size};
  place.moveCenter(option.rect.center());
  (set ? set_[mark] : unset_[mark]).paint(painter, place);
}

bool MarkDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                               const QModelIndex& index) {
  if (!index.flags().testFlag(Qt::ItemIsUserCheckable)) return false;
  if (!turnsOver(*event, option)) return event->type() == QEvent::MouseButtonDblClick;
  const bool set = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
  return model->setData(index, set ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

RunTableView::RunTableView(QWidget* parent) : QTableView(parent), marks_(new MarkDelegate{this}) {
  setAccessibleName(tr("Runs"));
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
  setAlternatingRowColors(true);
  setShowGrid(false);
  setTabKeyNavigation(false);
  setWordWrap(false);
  setContextMenuPolicy(Qt::ActionsContextMenu);
  verticalHeader()->hide();
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSectionsMovable(true);
  setTheme(Theme::of(ThemeId::Light));
}

void RunTableView::setRuns(RunTableModel* runs) {
  runs_ = runs;
  proxy_.setRuns(runs);
  setModel(&proxy_);
  fitColumns();
  for (int column = 0; column < kRunColumns; ++column) {
    if (isMark(static_cast<RunColumn>(column))) setItemDelegateForColumn(column, marks_);
  }
  setSortingEnabled(true);
  sortByColumn(static_cast<int>(RunColumn::Created), Qt::DescendingOrder);
}

void RunTableView::setTheme(const Theme& theme) {
  marks_->setTheme(theme);
  if (fontMetrics().height() != fitted_) fitColumns();
}

// Widths follow from the font alone: measuring every cell of a live table would cost more than drawing it.
void RunTableView::fitColumns() {
  if (model() == nullptr) return;
  const QFontMetrics metrics = fontMetrics();
  fitted_ = metrics.height();
  verticalHeader()->setDefaultSectionSize(metrics.height() + 6);
  for (int column = 0; column < kRunColumns; ++column) {
    const auto each = static_cast<RunColumn>(column);
    setColumnWidth(column,
                   std::max(metrics.averageCharWidth() * widthOf(each),
                            metrics.horizontalAdvance(titleOf(each)) + metrics.averageCharWidth() * 4));
  }
}

const RunRow* RunTableView::current() const {
  return runs_ == nullptr ? nullptr : runs_->row(proxy_.mapToSource(currentIndex()));
}

std::vector<RunRow> RunTableView::selected() const {
  std::vector<RunRow> rows;
  auto found = selectionModel()->selectedRows();
  std::ranges::sort(found, {}, &QModelIndex::row);
  for (const auto& index : found) rows.push_back(*runs_->row(proxy_.mapToSource(index)));
  return rows;
}

void RunTableView::select(const std::vector<std::filesystem::path>& runs) {
  QItemSelection wanted;
  for (int row = 0; row < proxy_.rowCount(); ++row) {
    const QModelIndex first = proxy_.index(row, 0);
    if (std::ranges::find(runs, runs_->row(proxy_.mapToSource(first))->summary.path) == runs.end()) continue;
    wanted.select(first, proxy_.index(row, kRunColumns - 1));
  }
  selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
}

void RunTableView::selectionChanged(const QItemSelection& now, const QItemSelection& before) {
  QTableView::selectionChanged(now, before);
  Q_EMIT selectionMoved();
}

}  // namespace lab::ui
