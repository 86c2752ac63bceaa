#include "ui/views/decision_list.h"

#include <QAction>
#include <QHeaderView>

#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

constexpr int kRows = 4;

}  // namespace

DecisionList::DecisionList(QWidget* parent) : QTableView(parent) {
  setModel(&model_);
  setAccessibleName(tr("Decisions of SkewScout"));
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setShowGrid(false);
  setTabKeyNavigation(false);
  setWordWrap(false);
  verticalHeader()->hide();
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setStretchLastSection(true);
  auto* fork = new QAction{tr("&Fork from here …"), this};
  fork->setToolTip(tr("Another run goes on from this decision, with what you change in the form"));
  fork->setShortcuts({QKeySequence{Qt::Key_Return}, QKeySequence{Qt::Key_Enter}});
  fork->setShortcutContext(Qt::WidgetShortcut);
  addAction(fork);
  setContextMenuPolicy(Qt::ActionsContextMenu);
  connect(fork, &QAction::triggered, this, &DecisionList::forkFromCurrent);
}

void DecisionList::forkFromCurrent() {
  const QModelIndex row = currentIndex();
  if (row.isValid()) Q_EMIT forkWanted(model_.at(row.row()).iteration);
}

void DecisionList::setTheme(const Theme& theme) {
  setFont(smallFont(theme));
  horizontalHeader()->setFont(smallFont(theme));
  setPalette(theme.palette());
  // Widths come from the titles, once: measuring every cell of a live table would cost more than drawing it.
  const QFontMetrics metrics{font()};
  const int row = metrics.height() + 6;
  verticalHeader()->setDefaultSectionSize(row);
  for (int column = 0; column < DecisionTable::kColumns; ++column) {
    const QString title = model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    setColumnWidth(column, metrics.horizontalAdvance(title) + 2 * metrics.height());
  }
  setColumnWidth(DecisionTable::Setting, metrics.averageCharWidth() * 18);
  setColumnWidth(DecisionTable::Action, metrics.averageCharWidth() * 14);
  setFixedHeight(horizontalHeader()->sizeHint().height() + kRows * row + 4);
}

void DecisionList::setDecisions(const std::vector<Decision>& decisions, const KnobScale& knob) {
  model_.show(decisions, knob);
}

void DecisionList::choose(std::optional<std::size_t> decision) {
  if (decision) return selectRow(model_.rowOf(*decision));
  clearSelection();
}

}  // namespace lab::ui
