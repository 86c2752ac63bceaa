#include "engine/sweep_report_spec.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/sweep_json.h"

namespace lab {
namespace {

using Json = nlohmann::ordered_json;
using Relation = SweepCheck::Relation;

constexpr std::array<std::pair<std::string_view, Relation>, 4> kRelations{{{"within", Relation::Within},
                                                                          {"at-least", Relation::AtLeast},
                                                                          {"greater", Relation::Greater},
                                                                          {"less", Relation::Less}}};

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "\"" : ", \"") + word + '"';
  return text;
}

SweepLabels labels(JsonMembers& members, const std::string& key) {
  SweepLabels found;
  const auto* json = members.find(key);
  const bool good = json != nullptr && json->is_object() && !json->empty() &&
                    std::ranges::all_of(*json, [](const Json& value) { return value.is_string(); });
  if (!good) {
    members.complain(key, R"(must name labels, such as {"algorithm": "Gaia", "data": "IID"})");
    return found;
  }
  for (const auto& [axis, label] : json->items()) found[axis] = label.get<std::string>();
  return found;
}

SweepPublished published(const Json& json, const std::string& place, const SweepReportSpec& report,
                         std::vector<Problem>& problems) {
  JsonMembers members(json, place, problems);
  SweepPublished entry{.at = labels(members, "at"),
                       .numbers = {},
                       .tolerance = members.numberOr("tolerance", report.tolerance)};
  const std::vector<std::string> names = report.kind == SweepReportSpec::Kind::Table
                                             ? std::vector<std::string>{"accuracy"}
                                             : std::vector<std::string>{"skewscout", "oracle"};
  for (const auto& name : names) {
    if (members.find(name) == nullptr) {
      members.complain(name, "is missing; expected a number");
    } else {
      entry.numbers[name] = members.numberOr(name, 0);
    }
  }
  members.refuseOthers();
  return entry;
}

Relation relation(JsonMembers& members) {
  const auto word = members.text("is");
  const auto found = std::ranges::find(kRelations, word, [](const auto& one) { return one.first; });
  if (found != kRelations.end()) return found->second;
  if (!word.empty())
    members.complain("is", '"' + word + R"(" is not possible; expected "within", "at-least", "greater" or "less")");
  return Relation::Within;
}

SweepCheck check(const Json& json, const std::string& place, std::vector<Problem>& problems) {
  JsonMembers members(json, place, problems);
  SweepCheck entry{.says = members.text("says"),
                   .relation = relation(members),
                   .quantity = members.textOr("quantity", "accuracy"),
                   .cell = labels(members, "cell"),
                   .than = labels(members, "than"),
                   .margin = members.numberOr("margin", 0),
                   .times = members.numberOr("times", 1)};
  const auto& known = sweepQuantities();
  if (std::ranges::find(known, entry.quantity) == known.end())
    members.complain("quantity",
                     '"' + entry.quantity + "\" is not possible; expected one of " + listed(known));
  members.refuseOthers();
  return entry;
}

SweepReportSpec::Kind kind(JsonMembers& members) {
  const auto word = members.textOr("kind", "table");
  if (word == "oracle") return SweepReportSpec::Kind::Oracle;
  if (word != "table")
    members.complain("kind", '"' + word + R"(" is not possible; expected "table" or "oracle")");
  return SweepReportSpec::Kind::Table;
}

}  // namespace

bool fits(const SweepLabels& labels, const SweepLabels& wanted) {
  return std::ranges::includes(labels, wanted);
}

SweepReportSpec sweepReportFromJson(const Json& json, std::vector<Problem>& problems) {
  JsonMembers members(json, "report", problems);
  SweepReportSpec report{.kind = kind(members),
                         .source = members.textOr("source", ""),
                         .tolerance = members.numberOr("tolerance", 2),
                         .follow = members.numberOr("follow", 0),
                         .remark = members.textOr("remark", "")};
  for (const auto* item : members.list("published"))
    report.published.push_back(published(
        *item, "report.published." + std::to_string(report.published.size() + 1), report, problems));
  for (const auto* item : members.list("checks"))
    report.checks.push_back(
        check(*item, "report.checks." + std::to_string(report.checks.size() + 1), problems));
  members.refuseOthers();
  return report;
}

}  // namespace lab
