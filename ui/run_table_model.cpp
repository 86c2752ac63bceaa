#include "ui/run_table_model.h"

#include <utility>

#include "ui/forms/text.h"

namespace lab::ui {
namespace {

RunColumn columnOf(int section) {
  return static_cast<RunColumn>(section);
}

bool isText(RunColumn column) {
  return column == RunColumn::Name || column == RunColumn::Tags || column == RunColumn::Notes;
}

// "paper, old ideas" -> the two, without repetitions.
std::vector<std::string> tagsFrom(const QString& text) {
  QStringList tags;
  for (const auto& part : text.split(',')) {
    const QString tag = part.simplified();
    if (!tag.isEmpty() && !tags.contains(tag, Qt::CaseInsensitive)) tags << tag;
  }
  std::vector<std::string> result;
  for (const auto& tag : tags) result.push_back(tag.toStdString());
  return result;
}

// The notes of the row with one cell changed; an empty name means the experiment's own again.
RunNotes changed(const RunRow& row, RunColumn column, const QVariant& value) {
  RunNotes notes = row.notes;
  const QString text = value.toString().trimmed();
  switch (column) {
    case RunColumn::Star:
      notes.star = value.toInt() == Qt::Checked;
      break;
    case RunColumn::Lock:
      notes.locked = value.toInt() == Qt::Checked;
      break;
    case RunColumn::Name:
      if (text != row.name) notes.name = text.toStdString();
      if (text.isEmpty()) notes.name.reset();
      break;
    case RunColumn::Tags:
      if (text != textOf(row, column)) notes.tags = tagsFrom(text);
      break;
    case RunColumn::Notes:
      if (text != row.note) notes.notes = text.toStdString();
      break;
    default:
      break;
  }
  return notes;
}

QVariant alignment(RunColumn column) {
  const auto side = isMark(column) ? Qt::AlignHCenter : isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft;
  return QVariant{Qt::AlignVCenter | side};
}

}  // namespace

void RunTableModel::setRows(std::vector<RunRow> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  count();
  endResetModel();
}

void RunTableModel::count() {
  places_.clear();
  for (std::size_t i = 0; i < rows_.size(); ++i)
    places_[rows_[i].summary.path.string()] = static_cast<int>(i);
}

int RunTableModel::find(const std::filesystem::path& path) const {
  const auto found = places_.find(path.string());
  return found == places_.end() ? -1 : found->second;
}

void RunTableModel::put(const RunRow& row) {
  const int at = find(row.summary.path);
  if (at < 0) {
    beginInsertRows({}, 0, 0);
    rows_.insert(rows_.begin(), row);
    count();
    endInsertRows();
  } else {
    rows_[static_cast<std::size_t>(at)] = row;
    Q_EMIT dataChanged(index(at, 0), index(at, kRunColumns - 1));
  }
}

void RunTableModel::remove(const std::filesystem::path& path) {
  const int at = find(path);
  if (at < 0) return;
  beginRemoveRows({}, at, at);
  rows_.erase(rows_.begin() + at);
  count();
  endRemoveRows();
}

void RunTableModel::setSwatches(std::map<std::filesystem::path, QIcon> swatches) {
  swatches_ = std::move(swatches);
  if (rows_.empty()) return;
  const int name = static_cast<int>(RunColumn::Name);
  Q_EMIT dataChanged(index(0, name), index(rowCount() - 1, name), {Qt::DecorationRole});
}

const RunRow* RunTableModel::row(const QModelIndex& index) const {
  return index.isValid() ? &rows_.at(static_cast<std::size_t>(index.row())) : nullptr;
}

const RunRow* RunTableModel::row(const std::filesystem::path& path) const {
  const int at = find(path);
  return at < 0 ? nullptr : &rows_[static_cast<std::size_t>(at)];
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kRunColumns;
}

QVariant RunTableModel::markData(const RunRow& row, RunColumn column, int role) const {
  const bool star = column == RunColumn::Star;
  const bool set = star ? row.notes.star : row.notes.locked;
  if (role == Qt::CheckStateRole) return set ? Qt::Checked : Qt::Unchecked;
  if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole) return {};
  if (star) return set ? tr("Starred") : tr("Not starred");
  return set ? tr("Locked: it cannot go to the trash") : tr("Not locked");
}

QVariant RunTableModel::textData(const RunRow& row, RunColumn column, int role) const {
  switch (role) {
    case Qt::DisplayRole:
      return textOf(row, column);
    case Qt::EditRole:
      return column == RunColumn::Notes ? row.note : textOf(row, column);
    case Qt::ToolTipRole:
      if (!row.problem.isEmpty()) return row.problem;
      if (!row.notesProblem.isEmpty()) return row.notesProblem;
      if (isText(column) && !textOf(row, column).isEmpty()) return textData(row, column, Qt::EditRole);
      return toQString(row.summary.path.filename().string());
    case Qt::DecorationRole: {
      const auto swatch = swatches_.find(row.summary.path);
      return column == RunColumn::Name && swatch != swatches_.end() ? QVariant{swatch->second} : QVariant{};
    }
    default:
      return {};
  }
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
  const RunRow* row = this->row(index);
  if (row == nullptr) return {};
  const RunColumn column = columnOf(index.column());
  if (role == kSortRole) return sortValueOf(*row, column);
  if (role == Qt::TextAlignmentRole) return alignment(column);
  return isMark(column) ? markData(*row, column, role) : textData(*row, column, role);
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const RunRow* row = this->row(index);
  if (row == nullptr || (role != Qt::EditRole && role != Qt::CheckStateRole)) return false;
  const RunNotes notes = changed(*row, columnOf(index.column()), value);
  if (notes == row->notes) return false;
  const auto path = row->summary.path;  // the row may be another one once somebody has heard of it
  Q_EMIT notesChosen(path, notes);
  return true;
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!index.isValid() || !editable_) return flags;
  const RunColumn column = columnOf(index.column());
  if (isMark(column)) flags |= Qt::ItemIsUserCheckable;
  if (isText(column)) flags |= Qt::ItemIsEditable;
  return flags;
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kRunColumns) return {};
  const RunColumn column = columnOf(section);
  if (role == Qt::TextAlignmentRole) return alignment(column);
  if (role == Qt::DisplayRole) return titleOf(column);
  if (role == Qt::ToolTipRole && !helpOf(column).isEmpty()) return helpOf(column);
  return {};
}

RunProxy::RunProxy(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(RunTableModel::kSortRole);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void RunProxy::setRuns(RunTableModel* runs) {
  runs_ = runs;
  setSourceModel(runs);
}

void RunProxy::setFilter(RunFilter filter) {
  wanted_ = std::move(filter);
  invalidateFilter();
}

bool RunProxy::filterAcceptsRow(int row, const QModelIndex&) const {
  return wanted_.matches(runs_->rows()[static_cast<std::size_t>(row)].facts);
}

}  // namespace lab::ui
