#include "engine/core/spec_choices.h"

#include <algorithm>

#include "engine/core/spec_fields.h"

namespace lab {
namespace {

struct DottedKey {
  std::string section;  // "training.schedule"; empty at the top
  std::string leaf;     // "kind"
};

DottedKey split(std::string_view key) {
  const auto dot = key.rfind('.');
  if (dot == std::string_view::npos) return {"", std::string{key}};
  return {std::string{key.substr(0, dot)}, std::string{key.substr(dot + 1)}};
}

std::string inQuotes(std::string_view word) {
  return '"' + std::string{word} + '"';
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

bool hasParam(const EntryParams& entry, std::string_view key) {
  return std::ranges::find(entry.params, key, &ParamInfo::key) != entry.params.end();
}

// "belongs to algorithm "gaia", but algorithm.id is "bsp"; ..." or nothing.
std::string ownedElsewhere(const DottedKey& key, const ExperimentSpec& spec,
                           const SpecVocabulary& vocabulary) {
  for (const auto& place : kChoicePlaces) {
    if (place.section != key.section) continue;
    std::vector<std::string> owners;
    for (const auto& entry : vocabulary.*place.entries) {
      if (hasParam(entry, key.leaf)) owners.push_back(inQuotes(entry.id));
    }
    if (owners.empty()) continue;
    return "belongs to " + std::string{place.noun} + " " + listed(owners) + ", but " +
           std::string{place.key} + " is " + inQuotes((spec.*place.choice).id) + "; remove it or set " +
           std::string{place.key} + " to " + owners.front();
  }
  return {};
}

// What could be written at this place: the names directly inside the section.
std::vector<std::string> siblings(const std::string& section, const std::vector<std::string>& known) {
  const std::string prefix = section.empty() ? "" : section + ".";
  std::vector<std::string> names;
  for (const auto& key : known) {
    if (!key.starts_with(prefix)) continue;
    auto name = key.substr(prefix.size());
    name = name.substr(0, name.find('.'));
    if (!contains(names, name)) names.push_back(std::move(name));
  }
  return names;
}

// The only known key that ends in this name; empty when there are none or several.
std::string onlyKeyNamed(const std::string& leaf, const std::vector<std::string>& known) {
  std::string found;
  for (const auto& key : known) {
    if (split(key).leaf != leaf) continue;
    if (!found.empty()) return {};
    found = key;
  }
  return found;
}

}  // namespace

const EntryParams* find(const std::vector<EntryParams>& entries, std::string_view id) {
  const auto found = std::ranges::find(entries, id, &EntryParams::id);
  return found == entries.end() ? nullptr : &*found;
}

std::string unknownId(std::string_view id, const std::vector<EntryParams>& entries) {
  std::vector<std::string> ids;
  for (const auto& entry : entries) ids.push_back(entry.id);
  const auto near = nearest(id, ids);
  if (!near.empty()) return inQuotes(id) + " is not known; the nearest is " + inQuotes(near);
  return inQuotes(id) + " is not known; expected one of " + listed(ids);
}

std::vector<std::string> knownKeys(const ExperimentSpec& spec, const SpecVocabulary& vocabulary) {
  std::vector<std::string> keys;
  visitFields(spec, [&](const ParamInfo& info, const auto&) { keys.emplace_back(info.key); });
  for (const auto& place : kChoicePlaces) {
    keys.emplace_back(place.key);
    const auto* entry = find(vocabulary.*place.entries, (spec.*place.choice).id);
    if (entry == nullptr) continue;
    for (const auto& info : entry->params)
      keys.push_back(std::string{place.section} + "." + std::string{info.key});
  }
  return keys;
}

std::string unknownKey(std::string_view key, const ExperimentSpec& spec, const SpecVocabulary& vocabulary) {
  const auto dotted = split(key);
  if (auto text = ownedElsewhere(dotted, spec, vocabulary); !text.empty()) return text;
  const auto known = knownKeys(spec, vocabulary);
  const auto nearestIs = [](const std::string& found) {
    return "is not a known key; the nearest is " + inQuotes(found);
  };
  if (const auto elsewhere = onlyKeyNamed(dotted.leaf, known); !elsewhere.empty())
    return nearestIs(elsewhere);
  const auto names = siblings(dotted.section, known);
  if (const auto near = nearest(dotted.leaf, names); !near.empty()) {
    return nearestIs(dotted.section.empty() ? near : dotted.section + "." + near);
  }
  if (const auto near = nearest(key, known); !near.empty()) return nearestIs(near);
  return "is not a known key; expected one of " + listed(names.empty() ? siblings("", known) : names);
}

}  // namespace lab
