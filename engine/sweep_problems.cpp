#include "engine/sweep_problems.h"

namespace lab {

void RunProblems::add(const std::string& run, const Problem& problem) {
  const auto [place, isNew] = places_.emplace(problem.field + '\n' + problem.text, entries_.size());
  if (isNew) entries_.push_back({.firstRun = run, .problem = problem});
  ++entries_[place->second].runs;
}

std::vector<Problem> RunProblems::list() const {
  std::vector<Problem> all;
  for (const auto& [firstRun, problem, runs] : entries_) {
    const auto others = runs == 1 ? "" : " (and " + std::to_string(runs - 1) + " other runs)";
    all.push_back({firstRun + others + ": " + problem.field, problem.text});
  }
  return all;
}

}  // namespace lab
