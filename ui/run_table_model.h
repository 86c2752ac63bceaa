#pragma once

#include <filesystem>
#include <map>
#include <unordered_map>
#include <vector>

#include <QAbstractTableModel>
#include <QIcon>
#include <QSortFilterProxyModel>

#include "ui/run_columns.h"
#include "ui/run_row.h"

namespace lab::ui {

/// The runs of the store as a table, with the running one, which the store cannot be asked about, kept up to
/// date. What a person changes in it is only asked for, with notesChosen(): whoever keeps the notes then
/// calls put().
class RunTableModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  static constexpr int kSortRole = Qt::UserRole;  ///< sortValueOf()

  using QAbstractTableModel::QAbstractTableModel;

  void setRows(std::vector<RunRow> rows);
  void put(const RunRow& row);  ///< replaces the row of that file, or comes first
  void remove(const std::filesystem::path& path);
  /// What stands before the names of runs: how their lines look in plots.
  void setSwatches(std::map<std::filesystem::path, QIcon> swatches);
  void setEditable(bool editable) { editable_ = editable; }  ///< not in the trash

  [[nodiscard]] const RunRow* row(const QModelIndex& index) const;
  [[nodiscard]] const RunRow* row(const std::filesystem::path& path) const;  ///< nullptr when it is not there
  [[nodiscard]] const std::vector<RunRow>& rows() const { return rows_; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void notesChosen(const std::filesystem::path& run, const lab::RunNotes& notes);

 private:
  void count();                                                     // where each file's row is
  [[nodiscard]] int find(const std::filesystem::path& path) const;  // -1 when it is not there
  [[nodiscard]] QVariant markData(const RunRow& row, RunColumn column, int role) const;
  [[nodiscard]] QVariant textData(const RunRow& row, RunColumn column, int role) const;

  std::vector<RunRow> rows_;
  std::unordered_map<std::string, int> places_;  // by path
  std::map<std::filesystem::path, QIcon> swatches_;
  bool editable_ = true;
};

/// The rows a filter lets through, in the order of a column.
class RunProxy final : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit RunProxy(QObject* parent = nullptr);

  void setRuns(RunTableModel* runs);
  void setFilter(RunFilter filter);

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  const RunTableModel* runs_ = nullptr;
  RunFilter wanted_;
};

}  // namespace lab::ui
