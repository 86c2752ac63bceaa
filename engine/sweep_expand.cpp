#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/sweep.h"
#include "engine/sweep_problems.h"

namespace lab {
namespace {

using Json = nlohmann::ordered_json;
using Problems = std::vector<Problem>;

constexpr std::size_t kLongestName = 200;  // of a file; disks allow 255 bytes, and checkpoints add to it
constexpr std::size_t kMostRuns = 100000;

using Combination = std::vector<std::pair<const SweepAxis*, const SweepChoice*>>;

// Every combination of the values of the axes an entry is over; the last axis turns fastest.
std::vector<Combination> combinations(const SweepFile& file, const SweepEntry& entry) {
  std::vector<Combination> all{{}};
  for (const auto& axis : file.axes) {
    if (std::ranges::find(entry.over, axis.name) == entry.over.end()) continue;
    std::vector<Combination> longer;
    for (const auto& shorter : all) {
      for (const auto& choice : axis.choices) {
        longer.push_back(shorter);
        longer.back().emplace_back(&axis, &choice);
      }
    }
    all = std::move(longer);
    if (all.size() > kMostRuns) break;
  }
  return all;
}

// Later changes of the same key win.
void merge(Json& changes, const std::string& text) {
  const auto added = Json::parse(text);
  for (const auto& [key, value] : added.items()) changes[key] = value;
}

/// Makes the runs of a file and collects what is wrong with them.
class Expansion {
 public:
  Expansion(const SweepFile& file, const SweepScale& scale) : file_(file), scale_(scale) {}

  std::vector<SweepRun> runs() {
    for (const auto& entry : file_.runs) {
      for (const auto& combination : combinations(file_, entry)) {
        for (const auto seed : entry.seeds) add(entry, combination, seed);
      }
    }
    for (const auto& [key, factor] : scale_.times) {
      if (!multiplied_.contains(key))
        problems_.add("scales." + scale_.name + ".times", {key, "is not a number that any of the runs has"});
    }
    return std::move(runs_);
  }

  [[nodiscard]] Problems problems() const { return problems_.list(); }

 private:
  void add(const SweepEntry& entry, const Combination& combination, std::int64_t seed) {
    SweepRun run{
        .labels = {}, .group = entry.group, .seed = seed, .name = "", .file = "", .spec = file_.base};
    Json changes = Json::parse(scale_.changes);
    const auto take = [&](const std::string& column, const SweepChoice& choice) {
      run.labels[column] = choice.label;
      run.name += choice.label + ", ";
      run.file += choice.word + "_";
      merge(changes, choice.changes);
    };
    for (const auto& [axis, choice] : combination) take(axis->name, *choice);
    if (!entry.choice.label.empty()) take("run", entry.choice);
    run.name += "seed " + std::to_string(seed);
    run.file += "seed" + std::to_string(seed) + ".h5";

    change(run, changes.dump());
    multiply(run);
    run.spec.seed = seed;
    run.spec.name = run.name;
    requireOwnFile(run);
    runs_.push_back(std::move(run));
  }

  void change(SweepRun& run, const std::string& changes) {
    for (const auto& problem : applyChanges(run.spec, changes, catalogue::vocabulary()))
      problems_.add(run.name, problem);
  }

  // Fields measured in iterations follow the length of the run: whole numbers, at least 1.
  void multiply(SweepRun& run) {
    if (scale_.times.empty()) return;
    const auto spec = Json::parse(toJson(run.spec, catalogue::vocabulary())).flatten();
    for (const auto& [key, factor] : scale_.times) {
      auto pointer = "/" + key;
      std::ranges::replace(pointer, '.', '/');
      const auto found = spec.find(pointer);
      if (found == spec.end() || !found->is_number()) continue;
      multiplied_.insert(key);
      const auto scaled = std::max(1.0, std::round(found->get<double>() * factor));
      change(run, Json{{key, static_cast<std::int64_t>(scaled)}}.dump());
    }
  }

  // Also apart from upper and lower case, which some disks do not tell apart.
  void requireOwnFile(const SweepRun& run) {
    auto name = run.file;
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (const auto [other, isNew] = files_.emplace(name, run.name); !isNew)
      problems_.add(run.name,
                    {run.file, "is the file of \"" + other->second + "\" too; give them other labels"});
    if (name.size() > kLongestName)
      problems_.add(run.name, {run.file, "is too long for the name of a file; use shorter labels"});
  }

  const SweepFile& file_;
  const SweepScale& scale_;
  std::vector<SweepRun> runs_;
  std::map<std::string, std::string> files_;  // lower case -> name of the run
  std::set<std::string> multiplied_;
  RunProblems problems_;
};

const SweepScale& scaleNamed(const SweepFile& file, std::string_view name, std::string_view origin) {
  const auto found = std::ranges::find(file.scales, name, &SweepScale::name);
  if (found != file.scales.end()) return *found;
  std::string list;
  for (const auto& scale : file.scales) list += (list.empty() ? "\"" : ", \"") + scale.name + '"';
  throw Error({.kind = ErrorKind::Usage,
               .doing = "--scale " + std::string{name},
               .problem = "is not a scale of " + std::string{origin},
               .expected = list});
}

// A published number or a side of a check belongs to runs that differ in their seed alone; in the oracle's
// report, to a setting, whose runs differ on purpose.
void requireCell(const Sweep& sweep, const SweepLabels& labels, const std::string& place, bool one,
                 Problems& problems) {
  std::set<SweepLabels> combinations;
  for (const auto& run : sweep.runs) {
    if (fits(run.labels, labels)) combinations.insert(run.labels);
  }
  if (combinations.empty()) problems.push_back({place, "has labels that no run has"});
  if (one && combinations.size() > 1)
    problems.push_back({place, "fits " + std::to_string(combinations.size()) +
                                   " different combinations; name a label for every axis"});
}

void checkReport(const Sweep& sweep, Problems& problems) {
  const bool table = sweep.report.kind == SweepReportSpec::Kind::Table;
  for (std::size_t i = 0; i < sweep.report.published.size(); ++i)
    requireCell(sweep, sweep.report.published[i].at, "report.published." + std::to_string(i + 1), table,
                problems);
  for (std::size_t i = 0; i < sweep.report.checks.size(); ++i) {
    const auto place = "report.checks." + std::to_string(i + 1);
    requireCell(sweep, sweep.report.checks[i].cell, place + ".cell", true, problems);
    requireCell(sweep, sweep.report.checks[i].than, place + ".than", true, problems);
  }
}

}  // namespace

Sweep expand(const SweepFile& file, std::string_view scale, std::string_view origin) {
  Sweep sweep{.name = file.name,
              .title = file.title,
              .why = file.why,
              .scale = std::string{scale},
              .columns = {},
              .runs = {},
              .report = file.report};
  for (const auto& axis : file.axes) sweep.columns.push_back(axis.name);
  if (!file.runs.front().choice.label.empty()) sweep.columns.emplace_back("run");
  Expansion expansion(file, scaleNamed(file, scale, origin));
  sweep.runs = expansion.runs();
  auto problems = expansion.problems();
  checkReport(sweep, problems);
  if (!problems.empty()) throw asError(origin, problems);
  return sweep;
}

}  // namespace lab
