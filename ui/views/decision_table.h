#pragma once

#include <QAbstractTableModel>

#include "ui/series/decisions.h"

namespace lab::ui {

/// SkewScout's decisions as a table, the newest on top. Rows only ever grow, or are all replaced.
class DecisionTable final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Iteration, Setting, Action, Loss, Traffic, Objective, Reason, kColumns };

  using QAbstractTableModel::QAbstractTableModel;

  /// `knob` says how settings are written.
  void show(const std::vector<Decision>& decisions, const KnobScale& knob);

  [[nodiscard]] int rowOf(std::size_t decision) const;
  [[nodiscard]] const Decision& at(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  [[nodiscard]] QString text(const Decision& decision, int column) const;

  std::vector<Decision> decisions_;
  KnobScale knob_;
};

/// A setting of the knob with its unit: "20.0 %", "50 iterations".
[[nodiscard]] QString settingText(double setting, const KnobScale& knob);

/// "talk more", "talk less", "stay".
[[nodiscard]] QString turnText(Turn turn);

}  // namespace lab::ui
