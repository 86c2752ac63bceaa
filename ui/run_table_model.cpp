#include "ui/run_table_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <QLocale>

#include "ui/forms/text.h"
#include "ui/plot/format.h"

namespace lab::ui {
namespace {

// What sorts: numbers as numbers. NaN, which would make the order undefined, sorts below everything.
QVariant sortable(const RunRow& row, int column) {
  const auto number = [](double value) { return QVariant{std::isnan(value) ? -1.0 : value}; };
  const auto& summary = row.summary;
  switch (column) {
    case RunTableModel::Partitions:
      return summary.partitions;
    case RunTableModel::Skew:
      return number(row.skew);
    case RunTableModel::Seed:
      return row.spec ? QVariant::fromValue(static_cast<qlonglong>(row.spec->seed)) : QVariant{-1};
    case RunTableModel::Accuracy:
      return number(static_cast<double>(summary.meanAccuracy));
    case RunTableModel::Bytes:
      return QVariant::fromValue(static_cast<qlonglong>(summary.bytes));
    case RunTableModel::SavingValues:
      return number(summary.savingValues);
    case RunTableModel::SavingBytes:
      return number(summary.savingBytes);
    case RunTableModel::Duration:
      return number(summary.seconds);
    case RunTableModel::Created:
      return row.created;
    default:
      return {};
  }
}

QString factor(double value) {
  return std::isfinite(value)
             ? QLocale{}.toString(value, 'f', value < 9.95 ? 1 : 0) + QStringLiteral("\u00d7")
             : QString{};
}

QString specText(const ExperimentSpec& spec, int column) {
  switch (column) {
    case RunTableModel::DataSet:
      return toQString(spec.dataset.id);
    case RunTableModel::Algorithm:
      return toQString(spec.algorithm.id);
    case RunTableModel::Model:
      return toQString(spec.model.id);
    case RunTableModel::Norm:
      return toQString(spec.normalization.id);
    case RunTableModel::Seed:
      return QString::number(spec.seed);
    default:
      return {};
  }
}

QString shown(const RunRow& row, int column) {
  const auto& summary = row.summary;
  switch (column) {
    case RunTableModel::Status:
      return row.problem.isEmpty() ? statusText(summary.status) : RunTableModel::tr("unreadable");
    case RunTableModel::Name:
      return row.name;
    case RunTableModel::Created:
      return QLocale{}.toString(row.created, QLocale::ShortFormat);
    default:
      break;
  }
  if (!row.problem.isEmpty()) return {};
  switch (column) {
    case RunTableModel::Partitions:
      return QString::number(summary.partitions);
    case RunTableModel::Skew:
      return row.split;
    case RunTableModel::Accuracy:
      return formatted(static_cast<double>(summary.meanAccuracy) * 100, Quantity::Percent);
    case RunTableModel::Bytes:
      return formatted(static_cast<double>(summary.bytes), Quantity::Bytes);
    case RunTableModel::SavingValues:
      return factor(summary.savingValues);
    case RunTableModel::SavingBytes:
      return factor(summary.savingBytes);
    case RunTableModel::Duration:
      return formatted(summary.seconds, Quantity::Seconds);
    default:
      return row.spec ? specText(*row.spec, column) : QString{};
  }
}

bool isNumeric(int column) {
  switch (column) {
    case RunTableModel::Partitions:
    case RunTableModel::Seed:
    case RunTableModel::Accuracy:
    case RunTableModel::Bytes:
    case RunTableModel::SavingValues:
    case RunTableModel::SavingBytes:
    case RunTableModel::Duration:
      return true;
    default:
      return false;
  }
}

}  // namespace

void RunTableModel::setRows(std::vector<RunRow> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int RunTableModel::find(const std::filesystem::path& path) const {
  const auto found = std::ranges::find(rows_, path, [](const RunRow& row) { return row.summary.path; });
  return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

void RunTableModel::put(const RunRow& row) {
  const int at = find(row.summary.path);
  if (at < 0) {
    beginInsertRows({}, 0, 0);
    rows_.insert(rows_.begin(), row);
    endInsertRows();
  } else {
    rows_[static_cast<std::size_t>(at)] = row;
    Q_EMIT dataChanged(index(at, 0), index(at, kColumns - 1));
  }
}

void RunTableModel::remove(const std::filesystem::path& path) {
  const int at = find(path);
  if (at < 0) return;
  beginRemoveRows({}, at, at);
  rows_.erase(rows_.begin() + at);
  endRemoveRows();
}

const RunRow* RunTableModel::row(const QModelIndex& index) const {
  return index.isValid() ? &rows_.at(static_cast<std::size_t>(index.row())) : nullptr;
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
  const RunRow* row = this->row(index);
  if (row == nullptr) return {};
  switch (role) {
    case Qt::DisplayRole:
      return shown(*row, index.column());
    case Qt::TextAlignmentRole:
      return QVariant{Qt::AlignVCenter | (isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft)};
    case Qt::ToolTipRole:
      return row->problem.isEmpty() ? toQString(row->summary.path.filename().string()) : row->problem;
    case kSortRole: {
      const QVariant value = sortable(*row, index.column());
      return value.isValid() ? value : shown(*row, index.column());
    }
    case kSearchRole:
      return row->searchText;
    default:
      return {};
  }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant{Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft)};
  }
  static constexpr std::array<std::pair<const char*, const char*>, kColumns> kTitles{
      {{QT_TR_NOOP("Status"), QT_TR_NOOP("How the run ended")},
       {QT_TR_NOOP("Name"), QT_TR_NOOP("Name given in the form")},
       {QT_TR_NOOP("Data set"), ""},
       {QT_TR_NOOP("K"), QT_TR_NOOP("Partitions")},
       {QT_TR_NOOP("Skew"), QT_TR_NOOP("The split and its own degree of skew")},
       {QT_TR_NOOP("Algorithm"), ""},
       {QT_TR_NOOP("Network"), ""},
       {QT_TR_NOOP("Norm"), QT_TR_NOOP("Normalization")},
       {QT_TR_NOOP("Seed"), ""},
       {QT_TR_NOOP("Accuracy"), QT_TR_NOOP("Mean over partitions at the last evaluation")},
       {QT_TR_NOOP("Sent"), QT_TR_NOOP("Bytes sent by all partitions")},
       {QT_TR_NOOP("Saving (values)"), QT_TR_NOOP("Numbers BSP would have sent / numbers sent")},
       {QT_TR_NOOP("Saving (bytes)"), QT_TR_NOOP("Bytes BSP would have sent / bytes sent")},
       {QT_TR_NOOP("Time"), QT_TR_NOOP("Of training")},
       {QT_TR_NOOP("Created"), ""}}};
  const auto& [title, help] = kTitles[static_cast<std::size_t>(section)];
  if (role == Qt::DisplayRole) return tr(title);
  if (role == Qt::ToolTipRole && *help != '\0') return tr(help);
  return {};
}

RunFilter::RunFilter(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(RunTableModel::kSortRole);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void RunFilter::setWords(const QString& text) {
  words_ = text.toLower().split(' ', Qt::SkipEmptyParts);
  invalidateFilter();
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QString text = sourceModel()->index(row, 0, parent).data(RunTableModel::kSearchRole).toString();
  return std::ranges::all_of(words_, [&](const QString& word) { return text.contains(word); });
}

}  // namespace lab::ui
