#pragma once

#include <filesystem>
#include <vector>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStringList>

#include "ui/run_row.h"

namespace lab::ui {

/// The runs of the store as a table, with the running one, which the store cannot be asked about, kept up to
/// date.
class RunTableModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    Status,
    Name,
    DataSet,
    Partitions,
    Skew,
    Algorithm,
    Model,
    Norm,
    Seed,
    Accuracy,
    Bytes,
    SavingValues,
    SavingBytes,
    Duration,
    Created,
    kColumns
  };

  static constexpr int kSortRole = Qt::UserRole;        ///< a number or text that sorts as a person expects
  static constexpr int kSearchRole = Qt::UserRole + 1;  ///< on column 0: lower-case text of the whole row

  using QAbstractTableModel::QAbstractTableModel;

  void setRows(std::vector<RunRow> rows);
  void put(const RunRow& row);  ///< replaces the row of that file, or comes first
  void remove(const std::filesystem::path& path);

  [[nodiscard]] const RunRow* row(const QModelIndex& index) const;
  [[nodiscard]] const std::vector<RunRow>& rows() const { return rows_; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  [[nodiscard]] int find(const std::filesystem::path& path) const;  // -1 when it is not there

  std::vector<RunRow> rows_;
};

/// Shows the rows that contain every word of the filter.
class RunFilter final : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit RunFilter(QObject* parent = nullptr);
  void setWords(const QString& text);

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QStringList words_;
};

}  // namespace lab::ui
