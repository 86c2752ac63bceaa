#include "engine/spec_difference.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/spec_json.h"

namespace lab {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNotSet = "not set";

const Json* find(const Json& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

void collect(std::vector<FieldDifference>& found, const Json& before, const Json& after,
             const std::string& prefix) {
  for (const auto& [name, value] : after.items()) {
    const Json* other = find(before, name);
    if (other == nullptr) {
      found.push_back({prefix + name, kNotSet, value.dump()});
    } else if (value.is_object() && other->is_object()) {
      collect(found, *other, value, prefix + name + ".");
    } else if (*other != value) {
      found.push_back({prefix + name, other->dump(), value.dump()});
    }
  }
  for (const auto& [name, value] : before.items()) {
    if (find(after, name) == nullptr) found.push_back({prefix + name, value.dump(), kNotSet});
  }
}

}  // namespace

std::vector<FieldDifference> differences(const ExperimentSpec& before, const ExperimentSpec& after) {
  const auto& words = catalogue::vocabulary();
  std::vector<FieldDifference> found;
  collect(found, Json::parse(toJson(before, words)), Json::parse(toJson(after, words)), "");
  return found;
}

bool isOneOf(std::string_view key, std::span<const std::string_view> fields) {
  return std::ranges::any_of(fields, [&](std::string_view field) {
    return field.ends_with('.') ? key.starts_with(field) : key == field;
  });
}

void applyDifferences(ExperimentSpec& spec, const std::vector<FieldDifference>& differences) {
  Json changes = Json::object();
  for (const auto& one : differences) {
    // What another algorithm does not have goes with the algorithm.
    if (one.after != kNotSet) changes[one.key] = Json::parse(one.after, nullptr, /*allow_exceptions=*/false);
  }
  const auto problems = applyChanges(spec, changes.dump(), catalogue::vocabulary());
  if (problems.empty()) return;
  throw Error({.kind = ErrorKind::Usage, .doing = problems.front().field, .problem = problems.front().text});
}

}  // namespace lab
