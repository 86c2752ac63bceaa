#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/core/json_text.h"
#include "engine/core/param_json.h"
#include "engine/core/spec_choices.h"
#include "engine/core/spec_fields.h"
#include "engine/core/spec_json.h"

namespace lab {
namespace {

using Json = nlohmann::ordered_json;

struct Assignment {
  std::string key;  // dotted
  Json value;
};

// "the text "fast"", "true", "12.5": what was found where something else was expected.
std::string found(const Json& value) {
  if (value.is_object()) return "is a section";
  if (value.is_array()) return "is a list";
  return "is " + value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string wrongType(const Json& value, const std::string& expected) {
  return found(value) + "; expected " + expected;
}

// Each fromJson() takes the value over, or says what was expected instead.
std::string fromJson(const ParamInfo&, const Json& value, std::string& member) {
  if (!value.is_string()) return wrongType(value, "a text in quotes");
  member = value.get<std::string>();
  return {};
}

std::string fromJson(const ParamInfo&, const Json& value, std::vector<std::string>& member) {
  const auto isText = [](const Json& item) { return item.is_string(); };
  if (!value.is_array() || !std::ranges::all_of(value, isText)) {
    return wrongType(value, R"(a list of texts such as ["a", "b"])");
  }
  member = value.get<std::vector<std::string>>();
  return {};
}

std::string fromJson(const ParamInfo&, const Json& value, std::vector<double>& member) {
  const auto isNumber = [](const Json& item) { return item.is_number(); };
  if (!value.is_array() || !std::ranges::all_of(value, isNumber)) {
    return wrongType(value, "a list of numbers such as [0.5, 0.75]");
  }
  member = value.get<std::vector<double>>();
  return {};
}

std::string fromJson(const ParamInfo&, const Json& value, std::optional<double>& member) {
  if (!value.is_number() && !value.is_null()) return wrongType(value, "a number or null");
  member = value.is_null() ? std::nullopt : std::optional{value.get<double>()};
  return {};
}

template <class Member>  // std::int64_t, double, bool or an enumeration
std::string fromJson(const ParamInfo& info, const Json& value, Member& member) {
  const auto number = paramValue(info, value);
  if (!number) return wrongType(value, expectation(info));
  if constexpr (std::is_same_v<Member, bool>) {
    member = *number != 0;
  } else if constexpr (std::is_enum_v<Member>) {
    member = static_cast<Member>(static_cast<int>(*number));
  } else {
    member = static_cast<Member>(*number);
  }
  return {};
}

std::set<std::string, std::less<>> sections() {
  std::set<std::string, std::less<>> names;
  const auto add = [&names](std::string_view key) {
    for (auto dot = key.rfind('.'); dot != std::string_view::npos; dot = key.rfind('.')) {
      key = key.substr(0, dot);
      names.emplace(key);
    }
  };
  const ExperimentSpec spec;
  visitFields(spec, [&](const ParamInfo& info, const auto&) { add(info.key); });
  for (const auto& place : kChoicePlaces) add(place.key);
  return names;
}

/// Takes assignments over into a spec and collects everything that is wrong with them.
class Reader {
 public:
  Reader(ExperimentSpec& spec, const SpecVocabulary& vocabulary) : spec_(spec), vocabulary_(vocabulary) {}

  /// `key` is empty for a whole document; sections are taken apart.
  void read(const std::string& key, const Json& value) {
    flatten(key, value);
    takeOver();
  }

  /// The members of an object whose keys may be dotted.
  void readMembers(const Json& object) {
    for (const auto& [key, value] : object.items()) flatten(key, value);
    takeOver();
  }

  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  void takeOver() {
    for (const auto& place : kChoicePlaces) chooseEntry(place);
    for (const auto& [dotted, given] : assignments_) assign(dotted, given);
  }

  void flatten(const std::string& key, const Json& value) {
    if (!key.empty() && !sections_.contains(key)) {
      assignments_.push_back({key, value});
    } else if (!value.is_object()) {
      problems_.push_back({key.empty() ? "the file" : key, wrongType(value, "a section in braces")});
    } else {
      for (const auto& [name, inner] : value.items())
        flattenMember(key.empty() ? name : key + "." + name, name, inner);
    }
  }

  void flattenMember(const std::string& key, const std::string& name, const Json& value) {
    if (name.empty() || name.find('.') != std::string::npos) {
      problems_.push_back(
          {'"' + key + '"', R"(is not a known key; sections are nested: {"training": {"epochs": 5}})"});
    } else {
      flatten(key, value);
    }
  }

  // Entries first: which other keys are known depends on them.
  void chooseEntry(const ChoicePlace& place) {
    const auto given = std::ranges::find(assignments_, place.key, &Assignment::key);
    auto& choice = spec_.*place.choice;
    if (given != assignments_.end()) {
      std::string id;
      auto text = fromJson({}, given->value, id);
      if (text.empty() && find(vocabulary_.*place.entries, id) == nullptr) {
        text = unknownId(id, vocabulary_.*place.entries);
      }
      if (!text.empty()) {
        problems_.push_back({std::string{place.key}, std::move(text)});
        unclear_.emplace(place.section);
      } else if (id != choice.id) {
        choice = {id, {}};
      }
      assignments_.erase(given);
    }
  }

  void assign(const std::string& key, const Json& given) {
    if (assignFixed(key, given) || assignParam(key, given)) return;
    if (unclear_.contains(key.substr(0, key.find('.')))) return;  // may belong to the entry that is not known
    problems_.push_back({key, unknownKey(key, spec_, vocabulary_)});
  }

  bool assignFixed(const std::string& key, const Json& given) {
    bool known = false;
    visitFields(spec_, [&](const ParamInfo& info, auto& member) {
      if (info.key != key) return;
      known = true;
      if (auto text = fromJson(info, given, member); !text.empty())
        problems_.push_back({key, std::move(text)});
    });
    return known;
  }

  bool assignParam(const std::string& key, const Json& given) {
    for (const auto& place : kChoicePlaces) {
      const std::string prefix = std::string{place.section} + ".";
      const auto* entry = find(vocabulary_.*place.entries, (spec_.*place.choice).id);
      if (entry == nullptr || !key.starts_with(prefix)) continue;
      const auto info = std::ranges::find(entry->params, key.substr(prefix.size()), &ParamInfo::key);
      if (info == entry->params.end()) continue;
      if (!takeParam(*info, given, spec_.*place.choice)) {
        problems_.push_back({key, wrongType(given, expectation(*info))});
      }
      return true;
    }
    return false;
  }

  ExperimentSpec& spec_;
  const SpecVocabulary& vocabulary_;
  const std::set<std::string, std::less<>> sections_ = sections();
  std::set<std::string, std::less<>> unclear_;  // sections whose entry could not be chosen
  std::vector<Assignment> assignments_;
  std::vector<Problem> problems_;
};

// On the command line quotes are optional: whatever is not JSON is a word, and a text field takes any word.
Json commandLineValue(const std::string& key, const std::string& word) {
  bool isText = std::ranges::find(kChoicePlaces, key, &ChoicePlace::key) != kChoicePlaces.end();
  ExperimentSpec spec;
  visitFields(spec, [&](const ParamInfo& info, auto& member) {
    isText |= info.key == key && std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>;
  });
  const auto json = Json::parse(word, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded() || (isText && !json.is_string())) return word;
  return json;
}

}  // namespace

ExperimentSpec specFromJson(std::string_view text, const SpecVocabulary& vocabulary,
                            std::string_view origin) {
  ExperimentSpec spec;
  Reader reader(spec, vocabulary);
  reader.read("", parseJson(text, origin));
  if (!reader.problems().empty()) throw asError(origin, reader.problems());
  return spec;
}

void setField(ExperimentSpec& spec, std::string_view assignment, const SpecVocabulary& vocabulary) {
  const auto equals = assignment.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = "--set " + std::string{assignment},
                 .problem = "is not an assignment",
                 .expected = "key=value, for example algorithm.id=gaia"});
  }
  const std::string key{assignment.substr(0, equals)};
  ExperimentSpec changed = spec;
  Reader reader(changed, vocabulary);
  reader.read(key, commandLineValue(key, std::string{assignment.substr(equals + 1)}));
  if (!reader.problems().empty()) throw asError("--set", reader.problems());
  spec = std::move(changed);
}

std::vector<Problem> applyChanges(ExperimentSpec& spec, std::string_view changes,
                                  const SpecVocabulary& vocabulary) {
  const auto json = parseJson(changes, "changes");
  if (!json.is_object()) return {{"changes", wrongType(json, R"(an object such as {"seed": 2})")}};
  ExperimentSpec changed = spec;
  Reader reader(changed, vocabulary);
  reader.readMembers(json);
  if (reader.problems().empty()) spec = std::move(changed);
  return reader.problems();
}

}  // namespace lab
