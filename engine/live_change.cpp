#include "engine/live_change.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/core/error.h"
#include "engine/spec_difference.h"
#include "engine/validate.h"

namespace lab {
namespace {

// Whole sections with the dot at the end. Everything else decides what the run records, how long it is, or
// what even a fork cannot change.
constexpr std::array<std::string_view, 4> kChangeable{"algorithm.", "training.learning_rate",
                                                      "training.momentum", "training.weight_decay"};
// The name says what a run began as; it is a note, not a setting.
constexpr std::array<std::string_view, 3> kNotes{"name", "notes", "tags"};

constexpr std::size_t kLongestField = 64;   // bytes, of the table in the run file
constexpr std::size_t kLongestValue = 128;  // likewise

std::string problemWith(const FieldDifference& difference, bool scouted) {
  const auto& [key, before, after] = difference;
  if (!isOneOf(key, kChangeable)) {
    return "cannot be changed while the run goes, only the algorithm with its parameters, learning rate, "
           "momentum and weight decay; start a new run or a fork instead";
  }
  if (scouted && key.starts_with("algorithm.")) {
    return "cannot be changed while SkewScout turns the knob; fork the run instead";
  }
  if (key.size() > kLongestField || before.size() > kLongestValue || after.size() > kLongestValue) {
    return "is too long to be recorded as a change; fork the run instead";
  }
  return {};
}

std::vector<FieldDifference> settingDifferences(const ExperimentSpec& before, const ExperimentSpec& after) {
  auto found = differences(before, after);
  std::erase_if(found, [](const FieldDifference& one) { return isOneOf(one.key, kNotes); });
  return found;
}

}  // namespace

std::vector<Problem> liveProblems(const ExperimentSpec& running, const ExperimentSpec& changed) {
  std::vector<Problem> problems;
  for (const auto& difference : settingDifferences(running, changed)) {
    const auto problem = problemWith(difference, running.skewscout.enabled);
    if (!problem.empty()) problems.push_back({difference.key, problem});
  }
  return problems;
}

void requireLiveChange(const ExperimentSpec& running, const ExperimentSpec& changed) {
  requireValid(changed);
  const auto problems = liveProblems(running, changed);
  if (problems.empty()) return;
  throw Error({.kind = ErrorKind::Usage, .doing = problems.front().field, .problem = problems.front().text});
}

std::vector<SettingChanged> settingsChanged(const ExperimentSpec& before, const ExperimentSpec& after) {
  std::vector<SettingChanged> events;
  for (const auto& [key, was, is] : settingDifferences(before, after)) {
    events.push_back({.iteration = 0, .field = key, .before = was, .after = is});
  }
  return events;
}

std::vector<PlannedChange> plannedChanges(ExperimentSpec spec, std::span<const SettingChanged> changes) {
  std::vector<PlannedChange> planned;
  std::vector<FieldDifference> together;
  const auto take = [&](std::int64_t iteration) {
    if (together.empty()) return;
    applyDifferences(spec, together);
    planned.push_back({iteration, spec});
    together.clear();
  };
  std::int64_t iteration = 0;
  for (const auto& change : changes) {
    // What was changed twice at one iteration, around a stop, was two changes.
    const bool again = std::ranges::find(together, change.field, &FieldDifference::key) != together.end();
    if (change.iteration != iteration || again) take(iteration);
    iteration = change.iteration;
    together.push_back({change.field, change.before, change.after});
  }
  take(iteration);
  return planned;
}

}  // namespace lab
