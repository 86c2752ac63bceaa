#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QAbstractTableModel>
#include <QComboBox>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QWidget>

#include "engine/core/events.h"

namespace lab::ui {

/// What happened to a run, a line each: that it began, paused, was changed, that a checkpoint was written, what
/// SkewScout decided, what went wrong.
class RunLogModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum class Level { Info, Warning, Problem };
  enum Column { TimeColumn, IterationColumn, LevelColumn, TextColumn, kColumns };
  static constexpr int kLevelRole = Qt::UserRole;

  struct Line {
    std::int64_t iteration = 0;
    Level level = Level::Info;
    QString text{};
    double seconds = 0;  ///< of training, at the newest measurement before it
    std::string field{};  ///< dotted key of the setting it is about; empty: none
  };

  using QAbstractTableModel::QAbstractTableModel;

  Level add(const std::vector<Event>& batch);  ///< a RunStarted starts afresh; the highest level of the new lines
  void clear();
  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<Line> lines_;
  double seconds_ = 0;  // of training so far
};

/// The log with a filter by level and words. A click looks at the run as it was then; Ctrl+C copies lines, and the menu
/// of a line about a setting leads to its row in the form.
class RunLog final : public QWidget {
  Q_OBJECT

 public:
  explicit RunLog(QWidget* parent = nullptr);

  [[nodiscard]] const RunLogModel& model() const { return model_; }
  [[nodiscard]] const QAbstractItemModel& shown() const { return filter_; }  ///< what the filter lets through

  void add(const std::vector<Event>& batch);
  void clear() { model_.clear(); }

 Q_SIGNALS:
  void warned();  ///< a line that is more than a note
  void momentChosen(std::int64_t iteration);
  void settingChosen(const std::string& field);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  /// Lines of at least a level whose text has the words.
  class Filter final : public QSortFilterProxyModel {
   public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setLowest(int level);

   protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

   private:
    int lowest_ = 0;
  };

  void build();
  void buildActions();
  void copy();
  [[nodiscard]] const RunLogModel::Line& lineAt(const QModelIndex& shown) const;

  RunLogModel model_;
  Filter filter_;
  QComboBox* level_;  // owned by Qt, like those below
  QLineEdit* words_;
  QTableView* table_;
};

}  // namespace lab::ui
