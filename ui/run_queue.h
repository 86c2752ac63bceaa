#pragma once

#include <string>
#include <vector>

#include <QAbstractListModel>

#include "engine/core/spec.h"

namespace lab::ui {

/// Experiments that wait for their turn, the next one first. Lives as long as the window.
class RunQueue final : public QAbstractListModel {
  Q_OBJECT

 public:
  struct Waiting {
    ExperimentSpec spec;
    std::string device;
  };

  using QAbstractListModel::QAbstractListModel;

  void add(std::vector<Waiting> runs);
  void remove(int row);
  void move(int row, int by);    ///< -1: one earlier, 1: one later; nothing at the ends
  [[nodiscard]] Waiting take();  ///< the next one; the queue must not be empty

  void hold(bool held);  ///< a held queue keeps its runs until somebody lets it go
  [[nodiscard]] bool held() const { return held_; }
  [[nodiscard]] const std::vector<Waiting>& runs() const { return runs_; }
  [[nodiscard]] int count() const { return static_cast<int>(runs_.size()); }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 Q_SIGNALS:
  void changed();  ///< count() or held()

 private:
  std::vector<Waiting> runs_;
  bool held_ = false;
};

}  // namespace lab::ui
