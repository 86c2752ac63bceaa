#include "ui/run_trash.h"

#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "engine/run_store.h"
#include "ui/bridge/background.h"

namespace lab::ui {

RunTrash::RunTrash(std::filesystem::path store, QWidget* parent)
    : QWidget(parent),
      store_(std::move(store)),
      table_(new RunTableView{this}),
      hint_(new QLabel{tr("The trash is empty."), this}),
      restore_(new QPushButton{tr("&Restore"), this}),
      empty_(new QPushButton{tr("&Empty the trash …"), this}) {
  jobs_.setMaxThreadCount(1);
  runs_.setEditable(false);
  table_->setRuns(&runs_);
  table_->setAccessibleName(tr("Runs in the trash"));
  for (const auto column : {RunColumn::Star, RunColumn::Lock}) {
    table_->setColumnHidden(static_cast<int>(column), true);
  }
  build();
  connect(restore_, &QPushButton::clicked, this, &RunTrash::restoreSelected);
  connect(table_, &QTableView::activated, this, &RunTrash::restoreSelected);
  connect(empty_, &QPushButton::clicked, this, [this] { Q_EMIT emptyRequested(count()); });
  connect(table_, &RunTableView::selectionMoved, this,
          [this] { restore_->setEnabled(table_->selectionModel()->hasSelection()); });
  list({});
}

void RunTrash::build() {
  hint_->setObjectName(QStringLiteral("mutedText"));
  hint_->setAlignment(Qt::AlignCenter);
  restore_->setToolTip(tr("Put the selected runs back into the table"));
  empty_->setToolTip(tr("Delete these runs for good"));
  auto* buttons = new QVBoxLayout;
  buttons->addWidget(restore_);
  buttons->addWidget(empty_);
  buttons->addStretch(1);
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins({});
  row->addWidget(hint_, 1);
  row->addWidget(table_, 1);
  row->addLayout(buttons);
}

void RunTrash::list(std::vector<RunRow> rows) {
  runs_.setRows(std::move(rows));
  hint_->setVisible(count() == 0);
  table_->setVisible(count() != 0);
  empty_->setEnabled(count() != 0);
  restore_->setEnabled(false);
  Q_EMIT counted(count());
}

void RunTrash::refresh() {
  if (store_.empty()) return;  // there is none, and so no trash either
  inBackground(
      this, [folder = trashOf(store_)] { return readRows(folder); },
      [this](Outcome<std::vector<RunRow>> outcome) {
        if (outcome.value) return list(std::move(*outcome.value));
        Q_EMIT problem(outcome.problem);
      },
      &jobs_);
}

void RunTrash::restoreSelected() {
  if (const auto rows = table_->selected(); !rows.empty()) Q_EMIT restoreRequested(rows);
}

void RunTrash::empty() {
  if (store_.empty()) return;
  inBackground(
      this, [store = store_] { return emptyTrash(store); },
      [this](const Outcome<std::size_t>& outcome) {
        if (!outcome.value) Q_EMIT problem(outcome.problem);
        Q_EMIT emptied();
        refresh();
      },
      &jobs_);
}

}  // namespace lab::ui
