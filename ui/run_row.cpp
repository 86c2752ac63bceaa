#include "ui/run_row.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>
#include <QStringList>

#include "ui/forms/text.h"
#include "ui/wording.h"

namespace lab::ui {
namespace {

QString searchTextOf(const RunRow& row) {
  QStringList words{row.name, statusText(row.summary.status), toQString(row.summary.path.filename().string()),
                    row.problem};
  if (row.spec) {
    const auto& spec = *row.spec;
    for (const auto& word : {spec.dataset.id, spec.partition.id, spec.algorithm.id, spec.model.id,
                             spec.normalization.id, spec.notes}) {
      words << toQString(word);
    }
    for (const auto& tag : spec.tags) words << toQString(tag);
  }
  return words.join(' ').toLower();
}

}  // namespace

QString statusText(RunStatus status) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("RunTable", text); };
  switch (status) {
    case RunStatus::Running:
      return tr("running");
    case RunStatus::Finished:
      return tr("finished");
    case RunStatus::Stopped:
      return tr("stopped");
    case RunStatus::Failed:
      return tr("failed");
    case RunStatus::Interrupted:
      return tr("interrupted");
  }
  return {};
}

RunRow toRow(const StoredRun& run) {
  RunRow row{
      .summary = run.summary, .problem = toQString(run.problem), .spec = readSpec(run.summary.specJson)};
  row.name = toQString(run.summary.name);
  if (row.name.isEmpty() && row.spec) row.name = toQString(row.spec->name);
  if (row.name.isEmpty()) row.name = toQString(run.summary.path.stem().string());
  if (row.spec) {
    const Split split = splitOf(row.spec->partition);
    row.skew = split.degree.value_or(row.skew);
    row.split = (toQString(row.spec->partition.id) + ' ' + split.degreeText).trimmed();
  }
  row.created = QDateTime::fromString(toQString(run.summary.created), Qt::ISODate).toLocalTime();
  row.searchText = searchTextOf(row);
  return row;
}

std::vector<RunRow> readRows(const std::filesystem::path& folder) {
  std::vector<RunRow> rows;
  std::ranges::transform(listRuns(folder), std::back_inserter(rows), toRow);
  return rows;
}

}  // namespace lab::ui
