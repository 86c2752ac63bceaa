#include "engine/sweep_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <system_error>

#include <nlohmann/json.hpp>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/run_store.h"

namespace lab {
namespace {

namespace fs = std::filesystem;

struct Quantity {
  std::string_view name;
  double SweepRow::*member;
  double factor;  // to the unit of reports
};

constexpr std::array kQuantities{Quantity{"accuracy", &SweepRow::accuracy, 100},
                                 Quantity{"best_accuracy", &SweepRow::bestAccuracy, 100},
                                 Quantity{"global_accuracy", &SweepRow::globalAccuracy, 100},
                                 Quantity{"saving_values", &SweepRow::savingValues, 1},
                                 Quantity{"saving_bytes", &SweepRow::savingBytes, 1},
                                 Quantity{"norm_divergence", &SweepRow::normDivergence, 100}};

// The shortest text that reads back as the same number, whatever the locale; nothing for NaN.
template <class Number>
std::string numberText(Number value) {
  if constexpr (std::is_floating_point_v<Number>) {
    if (std::isnan(value)) return {};
  }
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end};
}

// Accuracies are recorded as float: the digits a double would add are noise.
double asRecorded(float value) {
  const auto text = numberText(value);
  double result = SweepRow::kNone;
  std::from_chars(text.data(), text.data() + text.size(), result);
  return result;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? "\"\"" : std::string{c};
  return result + '"';
}

std::string line(const std::vector<std::string>& cells) {
  std::string text;
  for (const auto& cell : cells) text += quoted(cell) + ',';
  text.back() = '\n';
  return text;
}

// Without the settings of a controller that is switched off: they make no other experiment, and the fixed settings of a
// sweep need not be run again because SkewScout's have changed.
std::string canonical(ExperimentSpec spec) {
  if (!spec.skewscout.enabled) spec.skewscout = {};
  return toJson(spec, catalogue::vocabulary());
}

// The first field in which two resolved specs differ; empty when there is none.
std::string firstDifference(const std::string& one, const std::string& other) {
  const auto a = nlohmann::json::parse(one).flatten();
  const auto b = nlohmann::json::parse(other).flatten();
  for (const auto* side : {&a, &b}) {
    for (const auto& [pointer, value] : side->items()) {
      if (a.contains(pointer) && b.contains(pointer) && a[pointer] == b[pointer]) continue;
      auto key = pointer.substr(1);
      std::ranges::replace(key, '/', '.');
      return key;
    }
  }
  return {};
}

void requireSameSpec(const SweepRun& run, const fs::path& file, const std::string& specJson) {
  std::string difference;
  try {
    const auto held = specFromJson(specJson, catalogue::vocabulary(), file.filename().string());
    difference = firstDifference(canonical(held), canonical(run.spec));
  } catch (const Error& error) {
    difference = error.what();
  }
  if (difference.empty()) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = file.string(),
               .problem = "holds another experiment than \"" + run.name + "\" (" + difference + ")",
               .expected = "the same one, or no file",
               .remedy = "choose another folder with -o or move the file away"});
}

}  // namespace

const std::vector<std::string>& sweepQuantities() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& quantity : kQuantities) all.emplace_back(quantity.name);
    return all;
  }();
  return names;
}

double quantityOf(const SweepRow& row, std::string_view quantity) {
  const auto* found = std::ranges::find(kQuantities, quantity, &Quantity::name);
  return found->factor * row.*found->member;
}

SweepTask taskOf(const SweepRun& run, const fs::path& folder) {
  const auto file = folder / run.file;
  if (!fs::exists(file)) return SweepTask::Start;
  if (isBeingRecorded(file)) {
    throw Error({.kind = ErrorKind::Run,
                 .doing = file.string(),
                 .problem = "is being written by another program",
                 .remedy = "wait for its end, or stop it"});
  }
  const auto summary = summarize(file);
  requireSameSpec(run, file, summary.specJson);
  if (summary.status == RunStatus::Finished || summary.status == RunStatus::Failed) return SweepTask::Nothing;
  return fs::exists(checkpointOf(file)) ? SweepTask::Resume : SweepTask::Start;
}

SweepRow rowOf(const SweepRun& run, const RunSummary& summary) {
  const bool ended = summary.status == RunStatus::Finished || summary.status == RunStatus::Failed;
  return {.labels = run.labels,
          .group = run.group,
          .seed = run.seed,
          .file = run.file,
          .status = std::string{toText(ended ? summary.status : RunStatus::Interrupted)},
          .accuracy = asRecorded(summary.meanAccuracy),
          .bestAccuracy = asRecorded(summary.bestAccuracy),
          .globalAccuracy = asRecorded(summary.globalAccuracy),
          .values = summary.values,
          .bytes = summary.bytes,
          .savingValues = summary.savingValues,
          .savingBytes = summary.savingBytes,
          .travelBytes = summary.travelBytes,
          .decisions = summary.decisions,
          .iterations = summary.iteration,
          .seconds = summary.seconds};
}

SweepRow rowOf(const SweepRun& run, const fs::path& folder) {
  const auto file = folder / run.file;
  if (!fs::exists(file)) return {.labels = run.labels, .group = run.group, .seed = run.seed, .file = run.file};
  auto row = rowOf(run, summarize(file));
  if (row.finished()) row.normDivergence = firstLayerDivergence(file);
  return row;
}

std::string csvOf(const std::vector<std::string>& columns, const std::vector<SweepRow>& rows) {
  auto header = columns;
  for (const auto* name : {"group", "seed", "status", "accuracy [fraction]", "best_accuracy [fraction]",
                           "global_accuracy [fraction]", "values [numbers]", "bytes [bytes]",
                           "saving_values [times]", "saving_bytes [times]", "travel_bytes [bytes]",
                           "decisions [decisions]", "iterations [iterations]", "seconds [seconds]", "file",
                           "norm_divergence [relative difference]"})
    header.emplace_back(name);
  std::string text = line(header);
  for (const auto& row : rows) {
    std::vector<std::string> cells;
    for (const auto& column : columns) {
      const auto label = row.labels.find(column);
      cells.push_back(label == row.labels.end() ? "" : label->second);
    }
    const bool begun = row.status != "waiting";
    const auto count = [&](std::int64_t value) { return begun ? numberText(value) : ""; };
    for (auto& cell :
         {row.group, numberText(row.seed), row.status, numberText(row.accuracy), numberText(row.bestAccuracy),
          numberText(row.globalAccuracy), count(row.values), count(row.bytes), numberText(row.savingValues),
          numberText(row.savingBytes), count(row.travelBytes), count(row.decisions), count(row.iterations),
          begun ? numberText(row.seconds) : "", row.file, numberText(row.normDivergence)})
      cells.push_back(cell);
    text += line(cells);
  }
  return text;
}

void writeWhole(const fs::path& file, const std::string& text) {
  auto part = file;
  part += ".part";
  std::ofstream stream(part, std::ios::binary);
  stream << text;
  stream.close();
  std::error_code problem;
  if (stream) fs::rename(part, file, problem);
  if (stream && !problem) return;
  throw Error({.kind = ErrorKind::Run,
               .doing = file.string(),
               .problem = "cannot be written",
               .remedy = "check that its folder can be changed and has room"});
}

}  // namespace lab
