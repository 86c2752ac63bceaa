#include "ui/run_log.h"

#include <algorithm>
#include <optional>
#include <variant>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/forms/text.h"
#include "ui/plot/format.h"
#include "ui/run_row.h"
#include "ui/wording.h"

namespace lab::ui {
namespace {

using Level = RunLogModel::Level;
using Line = RunLogModel::Line;

QString started(const RunStarted& run) {
  const auto spec = readSpec(run.specJson);
  return spec ? RunLogModel::tr("Begun: %1").arg(specSentence(*spec)) : RunLogModel::tr("Begun");
}

Line ended(const RunEnded& run) {
  const QString text = run.error.empty() ? statusText(run.status) : toQString(run.error);
  return {run.iteration, run.status == RunStatus::Failed ? Level::Problem : Level::Info,
          RunLogModel::tr("Ended: %1").arg(text)};
}

/// A line for each kind of event that is no series; nothing for the others.
struct LineOf {
  using Answer = std::optional<Line>;

  Answer operator()(const RunStarted& run) const { return Line{0, Level::Info, started(run)}; }
  Answer operator()(const RunPaused& at) const {
    return Line{at.iteration, Level::Info, RunLogModel::tr("Paused")};
  }
  Answer operator()(const RunResumed& at) const {
    return Line{at.iteration, Level::Info, RunLogModel::tr("Goes on")};
  }
  Answer operator()(const CheckpointWritten& at) const {
    return Line{at.iteration, Level::Info, RunLogModel::tr("Checkpoint written")};
  }
  Answer operator()(const SettingChanged& change) const {
    return Line{change.iteration, Level::Info,
                RunLogModel::tr("%1 changed from %2 to %3")
                    .arg(toQString(change.field), toQString(change.before), toQString(change.after)),
                0, change.field};
  }
  Answer operator()(const SkewScoutDecision& made) const {
    return Line{made.iteration, Level::Info, RunLogModel::tr("SkewScout: %1").arg(toQString(made.reason))};
  }
  Answer operator()(const PartitionDiverged& at) const {
    return Line{at.iteration, Level::Warning,
                RunLogModel::tr("%1 diverged: its loss is no longer a finite number").arg(partitionName(at.partition))};
  }
  Answer operator()(const RunEnded& run) const { return ended(run); }
  template <class Point>
  Answer operator()(const Point&) const {
    return {};
  }
};

/// Training time of the run until then, of the events that tell it.
struct SecondsOf {
  using Answer = std::optional<double>;

  Answer operator()(const RunStarted&) const { return 0; }
  Answer operator()(const EvaluationPoint& at) const { return at.seconds; }
  Answer operator()(const CommunicationPoint& at) const { return at.seconds; }
  Answer operator()(const RunEnded& at) const { return at.seconds; }
  template <class Other>
  Answer operator()(const Other&) const {
    return {};
  }
};

QString levelText(Level level) {
  switch (level) {
    case Level::Info:
      return RunLogModel::tr("Note");
    case Level::Warning:
      return RunLogModel::tr("Warning");
    case Level::Problem:
      return RunLogModel::tr("Problem");
  }
  return {};
}

}  // namespace

Level RunLogModel::add(const std::vector<Event>& batch) {
  std::vector<Line> more;
  for (const auto& event : batch) {
    if (std::holds_alternative<RunStarted>(event)) {
      more.clear();
      clear();
    }
    seconds_ = std::visit(SecondsOf{}, event).value_or(seconds_);
    auto line = std::visit(LineOf{}, event);
    if (!line) continue;
    line->seconds = seconds_;
    more.push_back(*std::move(line));
  }
  if (more.empty()) return Level::Info;
  const Level highest = std::ranges::max(more, {}, &Line::level).level;
  const int before = rowCount();
  beginInsertRows({}, before, before + static_cast<int>(more.size()) - 1);
  std::ranges::move(more, std::back_inserter(lines_));
  endInsertRows();
  return highest;
}

void RunLogModel::clear() {
  if (lines_.empty()) return;
  beginResetModel();
  lines_.clear();
  endResetModel();
}

int RunLogModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

int RunLogModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant RunLogModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Line& line = lines_.at(static_cast<std::size_t>(index.row()));
  if (role == kLevelRole) return static_cast<int>(line.level);
  if (role == Qt::ToolTipRole) return line.text;
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case TimeColumn:
      return formatted(line.seconds, Quantity::Seconds);
    case IterationColumn:
      return formattedCount(line.iteration);
    case LevelColumn:
      return levelText(line.level);
    default:
      return line.text;
  }
}

QVariant RunLogModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case TimeColumn:
      return tr("Training time");
    case IterationColumn:
      return tr("Iteration");
    case LevelColumn:
      return tr("Level");
    default:
      return tr("What happened");
  }
}

void RunLog::Filter::setLowest(int level) {
  lowest_ = level;
  invalidateFilter();
}

bool RunLog::Filter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const auto line = sourceModel()->index(row, RunLogModel::TextColumn, parent);
  return line.data(RunLogModel::kLevelRole).toInt() >= lowest_ &&
         line.data().toString().contains(filterRegularExpression());
}

RunLog::RunLog(QWidget* parent)
    : QWidget(parent), level_(new QComboBox{this}), words_(new QLineEdit{this}), table_(new QTableView{this}) {
  filter_.setSourceModel(&model_);
  filter_.setFilterCaseSensitivity(Qt::CaseInsensitive);
  build();
  connect(level_, &QComboBox::activated, this, [this] { filter_.setLowest(level_->currentData().toInt()); });
  connect(words_, &QLineEdit::textChanged, &filter_, &QSortFilterProxyModel::setFilterFixedString);
  connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
    Q_EMIT momentChosen(lineAt(index).iteration);
  });
  connect(table_, &QTableView::clicked, table_, &QTableView::activated);
  connect(&model_, &QAbstractItemModel::rowsInserted, table_, &QTableView::scrollToBottom, Qt::QueuedConnection);
}

void RunLog::add(const std::vector<Event>& batch) {
  if (model_.add(batch) != Level::Info) Q_EMIT warned();
}

void RunLog::build() {
  level_->addItem(tr("Everything"), static_cast<int>(Level::Info));
  level_->addItem(tr("Warnings and problems"), static_cast<int>(Level::Warning));
  level_->addItem(tr("Problems"), static_cast<int>(Level::Problem));
  level_->setAccessibleName(tr("Lowest level that is shown"));
  words_->setPlaceholderText(tr("Words in the line"));
  words_->setAccessibleName(words_->placeholderText());
  words_->setClearButtonEnabled(true);
  table_->setModel(&filter_);
  table_->setAccessibleName(tr("What happened to the run"));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setTabKeyNavigation(false);
  table_->setShowGrid(false);
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table_->horizontalHeader()->setStretchLastSection(true);
  for (const int column : {RunLogModel::TimeColumn, RunLogModel::IterationColumn, RunLogModel::LevelColumn}) {
    table_->setColumnWidth(column, fontMetrics().averageCharWidth() * (column == RunLogModel::TimeColumn ? 16 : 12));
  }
  buildActions();
  auto* row = new QHBoxLayout;
  row->addWidget(level_);
  row->addWidget(words_, 1);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(6, 2, 6, 4);
  column->setSpacing(4);
  column->addLayout(row);
  column->addWidget(table_, 1);
}

// What came while the log was hidden has moved nothing.
void RunLog::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!table_->currentIndex().isValid()) table_->scrollToBottom();
}

void RunLog::buildActions() {
  auto* copying = new QAction{tr("Copy the lines"), table_};
  copying->setShortcut(QKeySequence::Copy);
  copying->setShortcutContext(Qt::WidgetShortcut);
  connect(copying, &QAction::triggered, this, &RunLog::copy);
  auto* leading = new QAction{tr("Show the setting"), table_};
  leading->setEnabled(false);
  connect(leading, &QAction::triggered, this, [this] { Q_EMIT settingChosen(lineAt(table_->currentIndex()).field); });
  const auto follow = [this, leading](const QModelIndex& now) {
    leading->setEnabled(now.isValid() && !lineAt(now).field.empty());
  };
  connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, follow);
  connect(&filter_, &QAbstractItemModel::modelReset, this, [follow] { follow({}); });  // Qt is silent about that
  table_->addActions({copying, leading});
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
}

const Line& RunLog::lineAt(const QModelIndex& shown) const {
  return model_.lines().at(static_cast<std::size_t>(filter_.mapToSource(shown).row()));
}

void RunLog::copy() {
  QStringList lines;
  for (const auto& row : table_->selectionModel()->selectedRows()) {
    QStringList cells;
    for (int column = 0; column < RunLogModel::kColumns; ++column) {
      cells << row.siblingAtColumn(column).data().toString();
    }
    lines << cells.join(QLatin1Char{'\t'});
  }
  if (!lines.isEmpty()) QApplication::clipboard()->setText(lines.join(QLatin1Char{'\n'}));
}

}  // namespace lab::ui
