#include "engine/core/spec_json.h"

#include <nlohmann/json.hpp>

#include "engine/core/param_json.h"
#include "engine/core/spec_choices.h"
#include "engine/core/spec_fields.h"

namespace lab {
namespace {

using Json = nlohmann::ordered_json;

// The order of contract.md section 2 where that of visitFields differs: catalogue entries lead their
// sections.
constexpr std::array kOrder{"name",
                            "notes",
                            "tags",
                            "seed",
                            "dataset",
                            "task.id",
                            "partition.scheme",
                            "partition.count",
                            "model.architecture",
                            "model.normalization",
                            "training",
                            "algorithm.id"};

void put(Json& root, std::string_view key, Json value) {
  Json* place = &root;
  for (auto dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
    place = &(*place)[std::string{key.substr(0, dot)}];
    key.remove_prefix(dot + 1);
  }
  (*place)[std::string{key}] = std::move(value);
}

template <class Member>
Json fieldJson(const ParamInfo& info, const Member& member) {
  if constexpr (std::is_enum_v<Member>) {
    return toText(info, static_cast<double>(member));
  } else if constexpr (std::is_same_v<Member, double>) {
    return numberJson(member);
  } else if constexpr (std::is_same_v<Member, std::optional<double>>) {
    return member ? numberJson(*member) : Json(nullptr);
  } else if constexpr (std::is_same_v<Member, std::vector<double>>) {
    Json list = Json::array();
    for (const double value : member) list.push_back(numberJson(value));
    return list;
  } else {
    return member;
  }
}

// The parameters in the entry's order, then whatever else was given: the reader says what is wrong with that.
void putParams(Json& root, const ChoicePlace& place, const Choice& choice, const SpecVocabulary& vocabulary) {
  const std::string prefix = std::string{place.section} + ".";
  ParamValues others = choice.params;
  if (const auto* entry = find(vocabulary.*place.entries, choice.id)) {
    for (const auto& info : entry->params) {
      put(root, prefix + std::string{info.key}, paramJson(info, choice));
      others.erase(std::string{info.key});
    }
  }
  for (const auto& [key, given] : others) put(root, prefix + key, numberJson(given));
}

}  // namespace

std::string toJson(const ExperimentSpec& spec, const SpecVocabulary& vocabulary) {
  Json root = Json::object();
  for (const auto* key : kOrder) put(root, key, nullptr);
  for (const auto& place : kChoicePlaces) put(root, place.key, (spec.*place.choice).id);
  visitFields(
      spec, [&](const ParamInfo& info, const auto& member) { put(root, info.key, fieldJson(info, member)); });
  for (const auto& place : kChoicePlaces) putParams(root, place, spec.*place.choice, vocabulary);
  // Text that is not UTF-8 cannot be JSON; a replacement character is better than no file at all.
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lab
