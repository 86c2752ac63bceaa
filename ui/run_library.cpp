#include "ui/run_library.h"

#include <utility>

#include <QVBoxLayout>

#include "engine/run_store.h"
#include "ui/bridge/background.h"
#include "ui/run_commands.h"

namespace lab::ui {

RunLibrary::RunLibrary(std::filesystem::path folder, QUndoStack& undo, QWidget* parent)
    : QWidget(parent),
      folder_(std::move(folder)),
      undo_(undo),
      keeper_(model_),
      filter_(new FilterLine{this}),
      count_(new QLabel{this}),
      showTrash_(new QToolButton{this}),
      pages_(new QStackedWidget{this}),
      hint_(new QLabel{tr("Every run you make is kept here. None yet."), this}),
      table_(new RunTableView{this}),
      trash_(new RunTrash{folder_, this}) {
  table_->setRuns(&model_);
  build();
  buildActions();
  buildTrash();
  connectKeeper();
  connect(filter_, &FilterLine::filterChanged, this, [this](const RunFilter& filter) {
    table_->setFilter(filter);
    showState();
  });
  connect(table_, &QTableView::activated, this, &RunLibrary::openCurrent);
  connect(table_, &RunTableView::selectionMoved, this, [this] { Q_EMIT chosen(table_->selected()); });
  showState();
}

void RunLibrary::build() {
  count_->setObjectName(QStringLiteral("mutedText"));
  hint_->setObjectName(QStringLiteral("mutedText"));
  hint_->setAlignment(Qt::AlignCenter);
  for (QWidget* page : std::initializer_list<QWidget*>{hint_, table_, trash_}) pages_->addWidget(page);
  filter_->addAtRight(count_);
  filter_->addAtRight(showTrash_);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(6, 2, 6, 4);
  column->setSpacing(4);
  column->addWidget(filter_);
  column->addWidget(pages_, 1);
}

void RunLibrary::buildTrash() {
  showTrash_->setObjectName(QStringLiteral("showTrash"));
  showTrash_->setCheckable(true);
  showTrash_->setText(tr("Trash"));
  showTrash_->setToolTip(tr("The runs that were thrown away"));
  connect(showTrash_, &QToolButton::toggled, this, [this](bool shown) {
    if (shown) trash_->refresh();
    showState();
  });
  connect(trash_, &RunTrash::counted, this, &RunLibrary::showState);
  connect(trash_, &RunTrash::restoreRequested, this, [this](const std::vector<RunRow>& rows) {
    undo_.push(new RestoreRuns{keeper_, rows});
    refresh();
  });
  connect(trash_, &RunTrash::emptyRequested, this, &RunLibrary::emptyRequested);
  connect(trash_, &RunTrash::emptied, &undo_, &QUndoStack::clear);  // nothing is left to be taken back
  connect(trash_, &RunTrash::problem, this, &RunLibrary::problem);
}

void RunLibrary::connectKeeper() {
  connect(&keeper_, &RunKeeper::problem, this, &RunLibrary::problem);
  connect(&keeper_, &RunKeeper::notesLost, this, &RunLibrary::refresh);
  connect(&model_, &RunTableModel::notesChosen, this, &RunLibrary::changeNotes);
  connect(&model_, &QAbstractItemModel::rowsInserted, this, &RunLibrary::showState);
  connect(&model_, &QAbstractItemModel::rowsRemoved, this, &RunLibrary::showState);
  connect(&keeper_, &RunKeeper::moved, trash_, &RunTrash::refresh);
  // What is being read may be older than what has just been done.
  connect(&keeper_, &RunKeeper::changed, this, [this] {
    stale_ = stale_ || reading_;
    Q_EMIT chosen(table_->selected());
  });
}

void RunLibrary::setTheme(const Theme& theme) {
  filter_->setTheme(theme);
  table_->setTheme(theme);
  trash_->setTheme(theme);
}

void RunLibrary::refresh() {
  stale_ = reading_;
  if (reading_) return;
  reading_ = true;
  count_->setText(tr("reading …"));
  trash_->refresh();
  inBackground(
      this, [folder = folder_] { return readRows(folder); },
      [this](Outcome<std::vector<RunRow>> outcome) {
        reading_ = false;
        if (!outcome.value) Q_EMIT problem(outcome.problem);
        if (outcome.value && !stale_) take(std::move(*outcome.value));
        if (stale_) refresh();
      },
      keeper_.queue());
}

void RunLibrary::take(std::vector<RunRow> rows) {
  std::vector<std::filesystem::path> selected;
  for (const auto& row : table_->selected()) selected.push_back(row.summary.path);
  model_.setRows(std::move(rows));
  for (const auto& run : std::vector<RunSummary>{live_}) setLive(run);
  table_->select(selected);
  showState();
  Q_EMIT listed();
}

// The engine knows nothing of what somebody has said about its run.
void RunLibrary::setLive(const RunSummary& run) {
  const RunRow* known = model_.row(run.path);
  const bool same = known != nullptr && known->problem.isEmpty() && known->summary.specJson == run.specJson;
  model_.put(same ? withSummary(*known, run) : toRow({run, {}, known == nullptr ? RunNotes{} : known->notes}));
  std::erase_if(live_, [&](const RunSummary& other) { return other.path == run.path; });
  live_.push_back(run);
  showState();
}

void RunLibrary::clearLive() {
  live_.clear();
  refresh();
}

void RunLibrary::showState() {
  const int all = model_.rowCount();
  const int some = table_->shownCount();
  count_->setText(all != some ? tr("%1 of %2 runs").arg(some).arg(all)
                  : all == 1  ? tr("1 run")
                              : tr("%1 runs").arg(all));
  const int thrown = trash_->count();
  showTrash_->setText(thrown == 0 ? tr("Trash") : tr("Trash (%1)").arg(thrown));
  QWidget* page = all == 0 ? static_cast<QWidget*>(hint_) : table_;
  pages_->setCurrentWidget(showTrash_->isChecked() ? trash_ : page);
}

}  // namespace lab::ui
