#include "engine/sweep_file.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/json_text.h"
#include "engine/presets.h"
#include "engine/run_store.h"
#include "engine/sweep_json.h"

namespace lab {
namespace {

using Json = nlohmann::ordered_json;
using Problems = std::vector<Problem>;

constexpr std::int64_t kMostSeeds = 1000;

std::string changesOf(JsonMembers& members, const std::string& key) {
  const auto* found = members.find(key);
  if (found == nullptr) return "{}";
  if (found->is_object()) return found->dump();
  members.complain(key, R"(must be an object of changes, such as {"algorithm.id": "gaia"})");
  return "{}";
}

void changeBase(ExperimentSpec& base, const std::string& changes, Problems& problems) {
  for (auto& problem : applyChanges(base, changes, catalogue::vocabulary()))
    problems.push_back({"base: " + problem.field, std::move(problem.text)});
}

ExperimentSpec presetNamed(const std::string& name, Problems& problems) {
  try {
    return preset(name).spec;
  } catch (const Error& error) {
    problems.push_back({"base", error.what()});
    return {};
  }
}

// A preset's name, a preset and changes to it, or an experiment.
ExperimentSpec readBase(const Json* json, Problems& problems) {
  if (json == nullptr) return {};
  if (json->is_string()) return presetNamed(json->get<std::string>(), problems);
  if (!json->is_object() || !json->contains("preset")) {
    ExperimentSpec base;
    changeBase(base, json->dump(), problems);
    return base;
  }
  JsonMembers members(*json, "base", problems);
  auto base = presetNamed(members.text("preset"), problems);
  changeBase(base, changesOf(members, "set"), problems);
  members.refuseOthers();
  return base;
}

SweepChoice readChoice(JsonMembers& members) {
  auto label = members.text("label");
  auto changes = changesOf(members, "set");
  return {.label = label, .word = fileWord(label, "."), .changes = std::move(changes)};
}

// A bare value of a dotted key: its file names say "threshold-0.1", its table only "0.1".
SweepChoice bareChoice(const std::string& key, const Json& value) {
  const auto text = value.is_string() ? value.get<std::string>() : value.dump();
  return {.label = text,
          .word = fileWord(key.substr(key.rfind('.') + 1) + "-" + text, "."),
          .changes = Json{{key, value}}.dump()};
}

void requireDistinct(const std::vector<SweepChoice>& choices, const std::string& place, Problems& problems) {
  std::set<std::string> seen;
  for (const auto& choice : choices) {
    if (!choice.label.empty() && !seen.insert(choice.label).second)
      problems.push_back({place, "has the label \"" + choice.label + "\" twice; labels tell runs apart"});
  }
}

std::vector<SweepAxis> readAxes(const Json* json, Problems& problems) {
  std::vector<SweepAxis> axes;
  if (json == nullptr) return axes;
  JsonMembers members(*json, "axes", problems);
  if (!json->is_object()) return axes;
  for (const auto& [name, values] : json->items()) {
    SweepAxis axis{.name = name, .choices = {}};
    if (name == "run" || name == "seed")
      members.complain(name, "is a column that every table has; call the axis something else");
    for (const auto* value : members.list(name)) {
      if (!value->is_object()) {
        axis.choices.push_back(bareChoice(name, *value));
        continue;
      }
      const auto place = "axes." + name + "." + std::to_string(axis.choices.size() + 1);
      JsonMembers inner(*value, place, problems);
      axis.choices.push_back(readChoice(inner));
      auto& word = axis.choices.back().word;
      if (!word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) != 0)
        word = fileWord(name + "-" + word, ".");  // "skew-20" says more than "20"
      inner.refuseOthers();
    }
    requireDistinct(axis.choices, "axes." + name, problems);
    axes.push_back(std::move(axis));
  }
  return axes;
}

std::vector<std::int64_t> readSeeds(JsonMembers& members, const std::vector<std::int64_t>& fallback) {
  const auto* json = members.find("seeds");
  if (json == nullptr) return fallback;
  std::vector<std::int64_t> seeds;
  if (json->is_number_unsigned() && json->get<std::int64_t>() <= kMostSeeds) {
    for (std::int64_t seed = 1; seed <= json->get<std::int64_t>(); ++seed) seeds.push_back(seed);
  } else if (json->is_array() &&
             std::ranges::all_of(*json, [](const Json& one) { return one.is_number_unsigned(); })) {
    seeds = json->get<std::vector<std::int64_t>>();
  }
  const bool distinct = std::set<std::int64_t>(seeds.begin(), seeds.end()).size() == seeds.size();
  if (seeds.empty() || !distinct)
    members.complain("seeds", "must be how many seeds (1 to 1000), or a list of different ones: [1, 2, 3]");
  return seeds;
}

std::vector<std::string> readOver(JsonMembers& members, const std::vector<SweepAxis>& axes) {
  std::vector<std::string> known;
  for (const auto& axis : axes) known.push_back(axis.name);
  const auto* json = members.find("over");
  if (json == nullptr) return known;
  const auto isAxis = [&](const Json& one) {
    return one.is_string() && std::ranges::find(known, one.get<std::string>()) != known.end();
  };
  if (json->is_array() && std::ranges::all_of(*json, isAxis)) return json->get<std::vector<std::string>>();
  members.complain("over", "must be a list of names of axes; it may be empty");
  return known;
}

std::vector<SweepEntry> readRuns(JsonMembers& file, const std::vector<SweepAxis>& axes, Problems& problems) {
  static const std::vector<std::string> kGroups{"", "reference", "bsp", "skewscout", "rung"};
  const auto seeds = readSeeds(file, {1});
  std::vector<SweepEntry> entries;
  std::vector<SweepChoice> choices;
  for (const auto* item : file.list("runs")) {
    JsonMembers members(*item, "runs." + std::to_string(entries.size() + 1), problems);
    SweepEntry entry{.choice = readChoice(members),
                     .group = members.textOr("group", ""),
                     .over = readOver(members, axes),
                     .seeds = readSeeds(members, seeds)};
    if (std::ranges::find(kGroups, entry.group) == kGroups.end())
      members.complain(
          "group",
          '"' + entry.group + R"(" is not possible; expected "reference", "bsp", "skewscout" or "rung")");
    members.refuseOthers();
    choices.push_back(entry.choice);
    entries.push_back(std::move(entry));
  }
  requireDistinct(choices, "runs", problems);
  if (!entries.empty()) return entries;
  SweepEntry only{
      .choice = {.label = "", .word = "", .changes = "{}"}, .group = "", .over = {}, .seeds = seeds};
  for (const auto& axis : axes) only.over.push_back(axis.name);
  return {only};
}

std::vector<SweepScale> readScales(const Json* json, Problems& problems) {
  std::vector<SweepScale> scales;
  if (json == nullptr) return {{.name = "full", .changes = "{}"}};
  JsonMembers members(*json, "scales", problems);
  if (!json->is_object()) return scales;
  for (const auto& [name, value] : json->items()) {
    SweepScale scale{.name = name, .changes = "{}"};
    if (!value.is_object()) {
      members.complain(name, "must be an object of changes");
      continue;
    }
    auto changes = value;
    changes.erase("times");
    scale.changes = changes.dump();
    if (value.contains("times")) {
      const auto& factors = value["times"];
      JsonMembers times(factors, "scales." + name + ".times", problems);
      if (!factors.is_object()) continue;
      for (const auto& [key, factor] : factors.items()) scale.times[key] = times.numberOr(key, 1);
    }
    scales.push_back(std::move(scale));
  }
  return scales;
}

}  // namespace

SweepFile sweepFileFromJson(std::string_view text, std::string_view origin) {
  const auto json = parseJson(text, origin);
  Problems problems;
  JsonMembers members(json, "", problems);
  SweepFile file;
  file.name = members.text("name");
  file.title = members.text("title");
  file.why = members.text("why");
  file.base = readBase(members.find("base"), problems);
  file.axes = readAxes(members.find("axes"), problems);
  file.runs = readRuns(members, file.axes, problems);
  file.scales = readScales(members.find("scales"), problems);
  if (const auto* report = members.find("report")) file.report = sweepReportFromJson(*report, problems);
  members.refuseOthers();
  if (!problems.empty()) throw asError(origin, problems);
  return file;
}

}  // namespace lab
