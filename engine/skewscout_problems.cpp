#include "engine/skewscout_problems.h"

#include <algorithm>
#include <functional>
#include <string>

#include "engine/catalogue.h"

namespace lab {
namespace {

std::string turnable() {
  std::string ids;
  for (const auto& entry : catalogue::algorithms()) {
    if (!entry.knob.parameter.empty()) ids += (ids.empty() ? "" : ", ") + entry.id;
  }
  return ids;
}

void checkLadder(const std::vector<double>& ladder, const ParamInfo& info, std::vector<Problem>& problems) {
  for (const double rung : ladder) {
    auto text = problemWith(info, rung);
    if (!text.empty()) {
      problems.push_back({"skewscout.ladder", std::move(text)});
      return;
    }
  }
  if (std::ranges::adjacent_find(ladder, std::greater_equal{}) == ladder.end()) return;
  problems.push_back({"skewscout.ladder", "must ascend from talkative to silent, such as [0, 0.1, 0.2]"});
}

}  // namespace

std::vector<Problem> skewScoutProblems(const ExperimentSpec& spec) {
  const auto algorithms = catalogue::algorithms();
  const auto entry = std::ranges::find(algorithms, spec.algorithm.id, &CatalogueEntry::id);
  if (!spec.skewscout.enabled || entry == algorithms.end()) return {};
  std::vector<Problem> problems;
  if (spec.partitions < 2) {
    problems.push_back({"skewscout.enabled", "one partition has nobody to visit; use at least 2 partitions"});
  }
  const auto info = std::ranges::find(entry->params, entry->knob.parameter, &ParamInfo::key);
  if (info == entry->params.end()) {
    problems.push_back(
        {"skewscout.enabled", "\"" + entry->id + "\" has no setting to turn; use one of " + turnable()});
    return problems;
  }
  checkLadder(spec.skewscout.ladder, *info, problems);
  if (!spec.skewscout.start) return problems;
  if (auto text = problemWith(*info, *spec.skewscout.start); !text.empty()) {
    problems.push_back({"skewscout.start", std::move(text)});
  }
  return problems;
}

}  // namespace lab
