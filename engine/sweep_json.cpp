#include "engine/sweep_json.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

namespace lab {

JsonMembers::JsonMembers(const Json& object, std::string place, std::vector<Problem>& problems)
    : object_(object), place_(std::move(place)), problems_(problems) {
  if (!object_.is_object())
    problems_.push_back({place_.empty() ? "the file" : place_, "is not an object in braces"});
}

const JsonMembers::Json* JsonMembers::find(const std::string& key) {
  known_.push_back(key);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(key);
  return found == object_.end() ? nullptr : &*found;
}

std::string JsonMembers::text(const std::string& key) {
  const auto* found = find(key);
  if (found != nullptr && found->is_string() && !found->get_ref<const std::string&>().empty())
    return found->get<std::string>();
  if (object_.is_object()) complain(key, found == nullptr ? "is missing; expected a text" : "must be a text");
  return {};
}

std::string JsonMembers::textOr(const std::string& key, const std::string& fallback) {
  const auto* found = find(key);
  if (found == nullptr) return fallback;
  if (found->is_string()) return found->get<std::string>();
  complain(key, "must be a text");
  return fallback;
}

double JsonMembers::numberOr(const std::string& key, double fallback) {
  const auto* found = find(key);
  if (found == nullptr) return fallback;
  if (found->is_number() && found->get<double>() >= 0) return found->get<double>();
  complain(key, "must be a number from 0 up");
  return fallback;
}

std::vector<const JsonMembers::Json*> JsonMembers::list(const std::string& key) {
  std::vector<const Json*> items;
  const auto* found = find(key);
  if (found == nullptr) return items;
  if (!found->is_array() || found->empty()) complain(key, "must be a list with at least one entry");
  if (found->is_array()) {
    for (const auto& item : *found) items.push_back(&item);
  }
  return items;
}

std::string JsonMembers::placeOf(const std::string& key) const {
  return place_.empty() ? key : place_ + "." + key;
}

void JsonMembers::complain(const std::string& key, const std::string& text) {
  problems_.push_back({placeOf(key), text});
}

void JsonMembers::refuseOthers() {
  if (!object_.is_object()) return;
  for (const auto& [key, value] : object_.items()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    const auto near = nearest(key, known_);
    std::string list;
    for (const auto& one : known_) list += (list.empty() ? "" : ", ") + one;
    complain(key, "is not a known key; " +
                      (near.empty() ? "expected one of " + list : "the nearest is \"" + near + '"'));
  }
}

}  // namespace lab
