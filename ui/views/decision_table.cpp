#include "ui/views/decision_table.h"

#include <cmath>
#include <utility>

#include <QLocale>

#include "ui/plot/format.h"

namespace lab::ui {

QString settingText(double setting, const KnobScale& knob) {
  if (knob.unit == "fraction") {
    constexpr double kPercent = 100;
    const QString number = QLocale{}.toString(kPercent * setting, 'g', 4);
    return std::isfinite(setting) ? number + QStringLiteral(" %") : formatted(setting, Quantity::Percent);
  }
  if (!std::isfinite(setting)) return formatted(setting, Quantity::Number);
  const QString unit = QString::fromStdString(knob.unit);
  return QLocale{}.toString(setting, 'g', 6) + (unit.isEmpty() ? QString{} : QLatin1Char(' ') + unit);
}

QString turnText(Turn turn) {
  switch (turn) {
    case Turn::Tighter:
      return DecisionTable::tr("talk more");
    case Turn::Looser:
      return DecisionTable::tr("talk less");
    case Turn::Stay:
      return DecisionTable::tr("stay");
  }
  return {};
}

void DecisionTable::show(const std::vector<Decision>& decisions, const KnobScale& knob) {
  const bool sameKnob = knob.parameter == knob_.parameter && knob.unit == knob_.unit;
  const bool grown =
      sameKnob && decisions.size() >= decisions_.size() &&
      (decisions_.empty() || decisions[decisions_.size() - 1].iteration == decisions_.back().iteration);
  if (grown && decisions.size() == decisions_.size()) return;  // called with every batch
  knob_ = knob;
  if (!grown) {
    beginResetModel();
    decisions_ = decisions;
    endResetModel();
    return;
  }
  beginInsertRows({}, 0, static_cast<int>(decisions.size() - decisions_.size()) - 1);
  decisions_ = decisions;
  endInsertRows();
}

int DecisionTable::rowOf(std::size_t decision) const {
  return static_cast<int>(decisions_.size()) - 1 - static_cast<int>(decision);
}

const Decision& DecisionTable::at(int row) const {
  return decisions_.at(decisions_.size() - 1 - static_cast<std::size_t>(row));
}

int DecisionTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(decisions_.size());
}

int DecisionTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QString DecisionTable::text(const Decision& decision, int column) const {
  switch (column) {
    case Iteration:
      return QLocale{}.toString(qlonglong{decision.iteration});
    case Setting:
      if (decision.turn == Turn::Stay) return settingText(decision.after, knob_);
      return QStringLiteral("%1 → %2").arg(settingText(decision.before, knob_),
                                           settingText(decision.after, knob_));
    case Action:
      return turnText(decision.turn);
    case Loss:
      return std::isfinite(decision.accuracyLoss) ? QLocale{}.toString(decision.accuracyLoss, 'f', 1)
                                                  : formatted(decision.accuracyLoss, Quantity::Number);
    case Traffic:
      return formatted(decision.communication, Quantity::Percent);
    case Objective:
      return formatted(decision.objective, Quantity::Number);
    case Reason:
      return QString::fromStdString(decision.reason);
    default:
      return {};
  }
}

QVariant DecisionTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Decision& decision = at(index.row());
  if (role == Qt::DisplayRole) return text(decision, index.column());
  if (role == Qt::ToolTipRole) return QString::fromStdString(decision.reason);
  const bool number = index.column() != Reason && index.column() != Action && index.column() != Setting;
  if (role == Qt::TextAlignmentRole) {
    return static_cast<int>(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
  }
  return {};
}

QVariant DecisionTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  static constexpr std::pair<const char*, const char*> kTitles[kColumns]{
      {QT_TR_NOOP("Iteration"), QT_TR_NOOP("When it was made: after the travel, or the look, of that iteration.")},
      {QT_TR_NOOP("Setting"), QT_TR_NOOP("Of the knob, before and after.")},
      {QT_TR_NOOP("Action"), QT_TR_NOOP("What the decision does.")},
      {QT_TR_NOOP("Loss [points]"), QT_TR_NOOP("Accuracy that the models lose in the comparison (AL).")},
      {QT_TR_NOOP("Traffic"),
       QT_TR_NOOP("Share of what BSP would have sent since the decision before (C / CM), travel left out.")},
      {QT_TR_NOOP("Objective"), QT_TR_NOOP("Loss term plus traffic term; SkewScout looks for the lowest.")},
      {QT_TR_NOOP("Reason"), QT_TR_NOOP("Why.")}};
  if (section < 0 || section >= kColumns) return {};
  if (role == Qt::DisplayRole) return tr(kTitles[section].first);
  if (role == Qt::ToolTipRole) return tr(kTitles[section].second);
  return {};
}

}  // namespace lab::ui
