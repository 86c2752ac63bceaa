#include "ui/run_row.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <system_error>

#include <QCoreApplication>

#include "ui/forms/text.h"
#include "ui/wording.h"

namespace lab::ui {
namespace {

bool isResumable(const RunRow& row) {
  const bool cutOff =
      row.summary.status == RunStatus::Interrupted || row.summary.status == RunStatus::Stopped;
  std::error_code none;
  return cutOff && row.problem.isEmpty() && row.spec &&
         std::filesystem::exists(checkpointOf(row.summary.path), none);
}

std::string lower(const QString& text) {
  return text.toLower().toStdString();
}

// How much of the data is split by label, for the schemes of which that can be said.
double labelSkew(const RunRow& row) {
  const std::string_view scheme = row.spec->partition.id;
  if (scheme == "iid") return 0;
  if (scheme == "modulo") return 1;
  return scheme == "skew-fraction" ? row.skew : std::numeric_limits<double>::quiet_NaN();
}

void addNumbers(const RunRow& row, RunFacts& facts) {
  const RunSummary& summary = row.summary;
  facts.number(RunKey::Partitions) = summary.partitions;
  facts.number(RunKey::Accuracy) = static_cast<double>(summary.meanAccuracy);
  facts.number(RunKey::Best) = static_cast<double>(summary.bestAccuracy);
  facts.number(RunKey::Averaged) = static_cast<double>(summary.globalAccuracy);
  facts.number(RunKey::Sent) = static_cast<double>(summary.bytes);
  facts.number(RunKey::Saving) = summary.savingBytes;
  facts.number(RunKey::Time) = summary.seconds;
  facts.number(RunKey::Iteration) = static_cast<double>(summary.iteration);
}

void addSpec(const RunRow& row, RunFacts& facts) {
  const ExperimentSpec& spec = *row.spec;
  facts.text(RunKey::Algorithm) = {spec.algorithm.id};
  facts.text(RunKey::Data) = {spec.dataset.id};
  facts.text(RunKey::Split) = {lower(row.split)};
  facts.text(RunKey::Network) = {spec.model.id};
  facts.text(RunKey::Norm) = {spec.normalization.id};
  facts.number(RunKey::Seed) = static_cast<double>(spec.seed);
  facts.number(RunKey::Skew) = labelSkew(row);
}

void addSaid(const RunRow& row, RunFacts& facts) {
  facts.text(RunKey::Name) = {lower(row.name)};
  facts.text(RunKey::Note) = {lower(row.note)};
  for (const auto& tag : row.tags) facts.text(RunKey::Tag).push_back(lower(tag));
  auto& flags = facts.text(RunKey::Is);
  if (row.notes.star) flags.emplace_back("star");
  if (row.notes.locked) flags.emplace_back("locked");
  if (!row.problem.isEmpty()) flags.emplace_back("unreadable");
}

RunFacts factsOf(const RunRow& row) {
  RunFacts facts;
  facts.text(RunKey::Status) = {lower(statusText(row.summary.status))};
  facts.text(RunKey::File) = {lower(toQString(row.summary.path.filename().string()))};
  if (row.created.isValid()) {
    const QDate date = row.created.date();
    const QTime time = row.created.time();
    facts.number(RunKey::Created) =
        dateNumber(date.year(), date.month(), date.day(), time.hour() * 100 + time.minute());
  }
  addSaid(row, facts);
  if (row.problem.isEmpty()) addNumbers(row, facts);
  if (row.spec) addSpec(row, facts);
  for (const auto& texts : facts.texts) {
    for (const auto& text : texts) facts.all += text + ' ';
  }
  facts.all += lower(row.problem);
  return facts;
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

RunRow withSummary(RunRow row, const RunSummary& summary) {
  row.summary = summary;
  row.resumable = isResumable(row);
  row.facts = factsOf(row);
  return row;
}

RunRow withNotes(RunRow row, const RunNotes& notes) {
  row.notes = notes;
  row.name = toQString(notes.name.value_or(row.summary.name));
  if (row.name.isEmpty() && row.spec) row.name = toQString(row.spec->name);
  if (row.name.isEmpty()) row.name = toQString(row.summary.path.stem().string());
  row.note = toQString(notes.notes.value_or(row.spec ? row.spec->notes : std::string{}));
  row.tags.clear();
  for (const auto& tag : notes.tags.value_or(row.spec ? row.spec->tags : std::vector<std::string>{})) {
    row.tags << toQString(tag);
  }
  row.facts = factsOf(row);
  return row;
}

RunRow toRow(const StoredRun& run) {
  RunRow row{.summary = run.summary,
             .problem = toQString(run.problem),
             .notesProblem = toQString(run.notesProblem),
             .spec = readSpec(run.summary.specJson)};
  if (row.spec) {
    const Split split = splitOf(row.spec->partition);
    row.skew = split.degree.value_or(row.skew);
    row.split = (toQString(row.spec->partition.id) + ' ' + split.degreeText).trimmed();
  }
  row.created = QDateTime::fromString(toQString(run.summary.created), Qt::ISODate).toLocalTime();
  row.resumable = isResumable(row);
  return withNotes(std::move(row), run.notes);
}

std::vector<RunRow> readRows(const std::filesystem::path& folder) {
  std::vector<RunRow> rows;
  std::ranges::transform(listRuns(folder), std::back_inserter(rows), toRow);
  return rows;
}

}  // namespace lab::ui
