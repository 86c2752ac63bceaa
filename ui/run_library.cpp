#include "ui/run_library.h"

#include <chrono>
#include <utility>

#include <QAction>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QUrl>
#include <QVBoxLayout>

#include "engine/run_store.h"
#include "ui/bridge/background.h"
#include "ui/forms/text.h"

namespace lab::ui {
namespace {

QString fileName(const std::filesystem::path& path) {
  return toQString(path.filename().string());
}

}  // namespace

RunLibrary::RunLibrary(std::filesystem::path folder, QWidget* parent)
    : QWidget(parent),
      folder_(std::move(folder)),
      words_(new QLineEdit{this}),
      count_(new QLabel{this}),
      hint_(new QLabel{tr("Every run you make is kept here. None yet."), this}),
      table_(new QTableView{this}) {
  filter_.setSourceModel(&model_);
  build();
  buildActions();
  typing_.setSingleShot(true);
  typing_.setInterval(std::chrono::milliseconds{150});
  connect(words_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
  connect(&typing_, &QTimer::timeout, this, [this] {
    filter_.setWords(words_->text());
    showCount();
  });
  connect(table_, &QTableView::activated, this, &RunLibrary::openCurrent);
  showCount();
}

void RunLibrary::build() {
  words_->setPlaceholderText(tr("Filter: words that all must match, e.g. gaia group"));
  words_->setClearButtonEnabled(true);
  words_->setAccessibleName(tr("Filter the runs"));
  count_->setObjectName(QStringLiteral("mutedText"));
  hint_->setObjectName(QStringLiteral("mutedText"));
  hint_->setAlignment(Qt::AlignCenter);
  table_->setModel(&filter_);
  table_->setAccessibleName(tr("Runs"));
  table_->setSortingEnabled(true);
  table_->sortByColumn(RunTableModel::Created, Qt::DescendingOrder);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setAlternatingRowColors(true);
  table_->setShowGrid(false);
  table_->setTabKeyNavigation(false);
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
  table_->horizontalHeader()->setHighlightSections(false);
  // Widths come from the titles, once: measuring every cell of a live table would cost more than drawing it.
  const QFontMetrics metrics = fontMetrics();
  for (int column = 0; column < RunTableModel::kColumns; ++column) {
    const QString title = model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    table_->setColumnWidth(column, metrics.horizontalAdvance(title) + metrics.averageCharWidth() * 4);
  }
  table_->setColumnWidth(RunTableModel::Status, metrics.averageCharWidth() * 10);
  table_->setColumnWidth(RunTableModel::Name, metrics.averageCharWidth() * 18);
  table_->setColumnWidth(RunTableModel::DataSet, metrics.averageCharWidth() * 13);
  table_->setColumnWidth(RunTableModel::Skew, metrics.averageCharWidth() * 18);
  table_->setColumnWidth(RunTableModel::Created, metrics.averageCharWidth() * 20);

  auto* top = new QHBoxLayout;
  top->addWidget(words_, 1);
  top->addWidget(count_);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(6, 2, 6, 4);
  column->setSpacing(4);
  column->addLayout(top);
  column->addWidget(hint_, 1);
  column->addWidget(table_, 1);
}

void RunLibrary::buildActions() {
  const auto add = [this](const QString& text, auto act) {
    auto* action = new QAction{text, table_};
    connect(action, &QAction::triggered, this, [this, act] {
      if (const RunRow* row = current()) act(*row);
    });
    table_->addAction(action);
    return action;
  };
  add(tr("&Open"), [this](const RunRow&) { openCurrent(); });
  add(tr("&Load its settings"), [this](const RunRow& row) {
    if (row.spec) {
      Q_EMIT loadRequested(*row.spec, row.name);
    } else {
      Q_EMIT problem(tr("%1: its settings cannot be read by this version.").arg(row.name));
    }
  });
  add(tr("Show in &folder"), [](const RunRow& row) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(row.summary.path.parent_path().string())));
  });
  QAction* remove = add(tr("Move to &trash"), [this](const RunRow& row) {
    const auto path = row.summary.path;
    trash(path);
  });
  remove->setShortcut(QKeySequence::Delete);
  remove->setShortcutContext(Qt::WidgetShortcut);
  auto* again = new QAction{tr("&Read the folder again"), table_};
  again->setShortcut(QKeySequence::Refresh);
  connect(again, &QAction::triggered, this, &RunLibrary::refresh);
  table_->addAction(again);
}

const RunRow* RunLibrary::current() const {
  return model_.row(filter_.mapToSource(table_->currentIndex()));
}

void RunLibrary::openCurrent() {
  const RunRow* row = current();
  if (row == nullptr) return;
  if (!row->problem.isEmpty()) {
    Q_EMIT problem(row->problem);
  } else {
    Q_EMIT openRequested(row->summary.path);
  }
}

void RunLibrary::refresh() {
  stale_ = reading_;
  if (reading_) return;
  reading_ = true;
  count_->setText(tr("reading …"));
  inBackground(
      this, [folder = folder_] { return readRows(folder); },
      [this](Outcome<std::vector<RunRow>> outcome) {
        reading_ = false;
        if (!outcome.value) Q_EMIT problem(outcome.problem);
        if (outcome.value) take(std::move(*outcome.value));
        if (stale_) refresh();
      });
}

void RunLibrary::take(std::vector<RunRow> rows) {
  model_.setRows(std::move(rows));
  if (live_) model_.put(*live_);
  showCount();
  Q_EMIT listed();
}

void RunLibrary::setLive(const RunRow& row) {
  live_ = row;
  model_.put(row);
  showCount();
}

void RunLibrary::clearLive() {
  live_.reset();
  refresh();
}

void RunLibrary::showCount() {
  const int all = model_.rowCount();
  const int some = filter_.rowCount();
  count_->setText(all != some ? tr("%1 of %2 runs").arg(some).arg(all)
                  : all == 1  ? tr("1 run")
                              : tr("%1 runs").arg(all));
  hint_->setVisible(all == 0);
  table_->setVisible(all != 0);
}

void RunLibrary::trash(const std::filesystem::path& run) {
  if (live_ && live_->summary.path == run) {
    Q_EMIT problem(tr("%1 is still running; stop it first.").arg(live_->name));
    return;
  }
  const auto outcome = attempt([&run] { return moveToTrash(run); });
  if (!outcome.value) {
    Q_EMIT problem(outcome.problem);
    return;
  }
  model_.remove(run);
  showCount();
  Q_EMIT trashed(fileName(run), *outcome.value);
}

void RunLibrary::restore(const std::filesystem::path& trashed) {
  const auto outcome = attempt([&trashed] { return restoreFromTrash(trashed); });
  if (!outcome.value) Q_EMIT problem(outcome.problem);
  refresh();
}

}  // namespace lab::ui
