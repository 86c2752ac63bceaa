#include "ui/run_columns.h"

#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "ui/forms/text.h"
#include "ui/plot/format.h"

namespace lab::ui {
namespace {

struct ColumnInfo {
  const char* title;
  const char* help;
  bool numeric;
  int width;  // average characters; 0: the title decides
};

constexpr std::array<ColumnInfo, kRunColumns> kInfos{
    {{QT_TRANSLATE_NOOP("RunTable", "Star"), QT_TRANSLATE_NOOP("RunTable", "Runs to come back to"), false, 0},
     {QT_TRANSLATE_NOOP("RunTable", "Lock"),
      QT_TRANSLATE_NOOP("RunTable", "A locked run cannot go to the trash"), false, 0},
     {QT_TRANSLATE_NOOP("RunTable", "Name"),
      QT_TRANSLATE_NOOP("RunTable", "Click it again or press F2 to change it"), false, 24},
     {QT_TRANSLATE_NOOP("RunTable", "Algorithm"), "", false, 11},
     {QT_TRANSLATE_NOOP("RunTable", "Skew"),
      QT_TRANSLATE_NOOP("RunTable", "The split and its own degree of skew"), false, 18},
     {QT_TRANSLATE_NOOP("RunTable", "Seed"), "", true, 0},
     {QT_TRANSLATE_NOOP("RunTable", "Accuracy"),
      QT_TRANSLATE_NOOP("RunTable", "Mean over partitions at the last evaluation"), true, 0},
     {QT_TRANSLATE_NOOP("RunTable", "Sent"), QT_TRANSLATE_NOOP("RunTable", "Bytes sent by all partitions"),
      true, 11},
     {QT_TRANSLATE_NOOP("RunTable", "Saving (values)"),
      QT_TRANSLATE_NOOP("RunTable", "Numbers BSP would have sent / numbers sent"), true, 0},
     {QT_TRANSLATE_NOOP("RunTable", "Saving (bytes)"),
      QT_TRANSLATE_NOOP("RunTable", "Bytes BSP would have sent / bytes sent"), true, 0},
     {QT_TRANSLATE_NOOP("RunTable", "Best"),
      QT_TRANSLATE_NOOP("RunTable", "Highest mean over partitions at any evaluation"), true, 9},
     {QT_TRANSLATE_NOOP("RunTable", "Data set"), "", false, 13},
     {QT_TRANSLATE_NOOP("RunTable", "K"), QT_TRANSLATE_NOOP("RunTable", "Partitions"), true, 0},
     {QT_TRANSLATE_NOOP("RunTable", "Network"), "", false, 10},
     {QT_TRANSLATE_NOOP("RunTable", "Norm"), QT_TRANSLATE_NOOP("RunTable", "Normalization"), false, 9},
     {QT_TRANSLATE_NOOP("RunTable", "Time"), QT_TRANSLATE_NOOP("RunTable", "Of training"), true, 9},
     {QT_TRANSLATE_NOOP("RunTable", "Status"), QT_TRANSLATE_NOOP("RunTable", "How the run ended"), false, 11},
     {QT_TRANSLATE_NOOP("RunTable", "Tags"),
      QT_TRANSLATE_NOOP(
          "RunTable",
          "Words between commas; F2 changes them. With several rows selected, what you add to or "
          "take from one is added to or taken from all"),
      false, 16},
     {QT_TRANSLATE_NOOP("RunTable", "Notes"),
      QT_TRANSLATE_NOOP("RunTable", "Click it again or press F2 to change them"), false, 24},
     {QT_TRANSLATE_NOOP("RunTable", "Created"), "", false, 20}}};

const ColumnInfo& infoOf(RunColumn column) {
  return kInfos[static_cast<std::size_t>(column)];
}

QString translated(const char* text) {
  return *text == '\0' ? QString{} : QCoreApplication::translate("RunTable", text);
}

QString specText(const ExperimentSpec& spec, RunColumn column) {
  switch (column) {
    case RunColumn::DataSet:
      return toQString(spec.dataset.id);
    case RunColumn::Algorithm:
      return toQString(spec.algorithm.id);
    case RunColumn::Model:
      return toQString(spec.model.id);
    case RunColumn::Norm:
      return toQString(spec.normalization.id);
    case RunColumn::Seed:
      return QString::number(spec.seed);
    default:
      return {};
  }
}

QString percent(float fraction) {
  return formatted(static_cast<double>(fraction) * 100, Quantity::Percent);
}

// Of a run that can be read.
QString measured(const RunRow& row, RunColumn column) {
  const auto& summary = row.summary;
  switch (column) {
    case RunColumn::Partitions:
      return QString::number(summary.partitions);
    case RunColumn::Skew:
      return row.split;
    case RunColumn::Accuracy:
      return percent(summary.meanAccuracy);
    case RunColumn::Best:
      return percent(summary.bestAccuracy);
    case RunColumn::Bytes:
      return formatted(static_cast<double>(summary.bytes), Quantity::Bytes);
    case RunColumn::SavingValues:
      return factorText(summary.savingValues);
    case RunColumn::SavingBytes:
      return factorText(summary.savingBytes);
    case RunColumn::Duration:
      return formatted(summary.seconds, Quantity::Seconds);
    default:
      return row.spec ? specText(*row.spec, column) : QString{};
  }
}

QVariant sortable(double value) {
  return std::isnan(value) ? -1.0 : value;
}

}  // namespace

QString titleOf(RunColumn column) {
  return translated(infoOf(column).title);
}

QString helpOf(RunColumn column) {
  return translated(infoOf(column).help);
}

bool isNumeric(RunColumn column) {
  return infoOf(column).numeric;
}

bool isMark(RunColumn column) {
  return column == RunColumn::Star || column == RunColumn::Lock;
}

int widthOf(RunColumn column) {
  const int width = infoOf(column).width;
  return width > 0 ? width : static_cast<int>(titleOf(column).size()) + 4;
}

QString factorText(double factor) {
  return std::isfinite(factor)
             ? QLocale{}.toString(factor, 'f', factor < 9.95 ? 1 : 0) + QStringLiteral("\u00d7")
             : QString{};
}

QString textOf(const RunRow& row, RunColumn column) {
  switch (column) {
    case RunColumn::Star:
    case RunColumn::Lock:
      return {};
    case RunColumn::Status:
      return row.problem.isEmpty() ? statusText(row.summary.status)
                                   : QCoreApplication::translate("RunTable", "unreadable");
    case RunColumn::Name:
      return row.name;
    case RunColumn::Tags:
      return row.tags.join(QStringLiteral(", "));
    case RunColumn::Notes:
      return row.note.simplified();
    case RunColumn::Created:
      return QLocale{}.toString(row.created, QLocale::ShortFormat);
    default:
      return row.problem.isEmpty() ? measured(row, column) : QString{};
  }
}

QVariant sortValueOf(const RunRow& row, RunColumn column) {
  const auto& summary = row.summary;
  switch (column) {
    case RunColumn::Star:
      return row.notes.star;
    case RunColumn::Lock:
      return row.notes.locked;
    case RunColumn::Partitions:
      return summary.partitions;
    case RunColumn::Skew:
      return sortable(row.skew);
    case RunColumn::Seed:
      return row.spec ? QVariant::fromValue(static_cast<qlonglong>(row.spec->seed)) : QVariant{-1};
    case RunColumn::Accuracy:
      return sortable(static_cast<double>(summary.meanAccuracy));
    case RunColumn::Best:
      return sortable(static_cast<double>(summary.bestAccuracy));
    case RunColumn::Bytes:
      return QVariant::fromValue(static_cast<qlonglong>(summary.bytes));
    case RunColumn::SavingValues:
      return sortable(summary.savingValues);
    case RunColumn::SavingBytes:
      return sortable(summary.savingBytes);
    case RunColumn::Duration:
      return sortable(summary.seconds);
    case RunColumn::Created:
      return row.created;
    default:
      return textOf(row, column);
  }
}

}  // namespace lab::ui
