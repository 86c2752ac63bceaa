#include "ui/series/configuration.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace lab::ui {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array kNames{"name", "notes", "tags"};

// How a run is written down, not what it computes.
constexpr std::array kKeeping{"checkpoint", "diagnostics"};

json objectOf(std::string_view text) {
  auto value = json::parse(text, nullptr, false);
  return value.is_object() ? value : json::object();
}

template <std::size_t n>
void drop(json& object, const std::array<const char*, n>& keys) {
  for (const auto* key : keys) object.erase(key);
}

// Only those members of a section.
json part(const json& object, const char* section, std::initializer_list<const char*> keys) {
  json kept = json::object();
  const auto found = object.find(section);
  if (found == object.end() || !found->is_object()) return kept;
  for (const auto* key : keys) {
    if (found->contains(key)) kept[key] = found->at(key);
  }
  return kept;
}

json section(const json& object, const char* key) {
  return object.value(key, json());
}

std::string algorithmOf(const json& spec) {
  return part(spec, "algorithm", {"id"}).value("id", std::string());
}

// Everything but what makes an algorithm this one and not another.
std::string withoutAlgorithm(json spec) {
  drop(spec, kNames);
  drop(spec, kKeeping);
  drop(spec, std::array{"algorithm", "skewscout", "evaluation"});
  return spec.dump();
}

std::string textOf(const ordered_json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

using Settings = std::vector<std::pair<std::string, std::string>>;

void flatten(const ordered_json& value, const std::string& prefix, Settings& settings) {
  for (const auto& [key, member] : value.items()) {
    const std::string dotted = prefix.empty() ? key : prefix + '.' + key;
    if (member.is_object()) {
      flatten(member, dotted, settings);
    } else {
      settings.emplace_back(dotted, textOf(member));
    }
  }
}

Settings settingsOf(std::string_view text) {
  auto spec = ordered_json::parse(text, nullptr, false);
  Settings settings;
  if (!spec.is_object()) return settings;
  for (const auto* key : kNames) spec.erase(key);
  flatten(spec, {}, settings);
  return settings;
}

// A key that only some experiments have stands behind the one it follows there.
std::vector<SettingRow>::iterator placeAfter(std::vector<SettingRow>& rows, const std::string& before) {
  const auto found = std::ranges::find(rows, before, &SettingRow::key);
  return found == rows.end() ? rows.end() : found + 1;
}

}  // namespace

std::string configurationKey(std::string_view specJson) {
  json spec = objectOf(specJson);
  drop(spec, kNames);
  drop(spec, kKeeping);
  spec.erase("seed");
  return spec.dump();
}

std::string baselineKey(std::string_view specJson) {
  const json spec = objectOf(specJson);
  return json{{"seed", section(spec, "seed")},
              {"dataset", section(spec, "dataset")},
              {"partition", section(spec, "partition")},
              {"model", section(spec, "model")},
              {"task", section(spec, "task")}}
      .dump();
}

std::string testKey(std::string_view specJson) {
  const json spec = objectOf(specJson);
  return json{{"dataset", part(spec, "dataset", {"id", "test_limit"})},
              {"task", section(spec, "task")},
              {"evaluation", part(spec, "evaluation", {"test"})}}
      .dump();
}

std::vector<SettingRow> compareSettings(std::span<const std::string> specJsons) {
  std::vector<SettingRow> rows;
  for (std::size_t run = 0; run < specJsons.size(); ++run) {
    std::string before;
    for (auto& [key, value] : settingsOf(specJsons[run])) {
      auto row = std::ranges::find(rows, key, &SettingRow::key);
      if (row == rows.end()) {
        row = rows.insert(placeAfter(rows, before), {key, std::vector<std::string>(specJsons.size()), false});
      }
      row->values[run] = std::move(value);
      before = key;
    }
  }
  for (auto& row : rows) {
    row.differs = std::ranges::any_of(row.values,
                                      [&](const std::string& value) { return value != row.values.front(); });
  }
  return rows;
}

std::vector<std::vector<std::size_t>> seedGroups(std::span<const std::string> specJsons) {
  std::vector<std::pair<std::string, std::vector<std::size_t>>> groups;
  for (std::size_t run = 0; run < specJsons.size(); ++run) {
    std::string key = configurationKey(specJsons[run]);
    const auto found = std::ranges::find(groups, key, [](const auto& group) { return group.first; });
    if (found == groups.end()) {
      groups.emplace_back(std::move(key), std::vector{run});
    } else {
      found->second.push_back(run);
    }
  }
  std::vector<std::vector<std::size_t>> members;
  for (auto& group : groups) members.push_back(std::move(group.second));
  return members;
}

std::optional<std::size_t> findBaseline(std::string_view specJson, std::span<const std::string> candidates) {
  const std::string shared = baselineKey(specJson);
  const std::string exact = withoutAlgorithm(objectOf(specJson));
  std::optional<std::size_t> near;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    json spec = objectOf(candidates[i]);
    if (algorithmOf(spec) != "bsp" || baselineKey(candidates[i]) != shared) continue;
    if (!near) near = i;
    if (withoutAlgorithm(std::move(spec)) == exact) return i;
  }
  return near;
}

}  // namespace lab::ui
