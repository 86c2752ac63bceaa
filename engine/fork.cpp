#include "engine/fork.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include <nlohmann/json.hpp>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/spec_json.h"
#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "engine/session.h"
#include "engine/spec_difference.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// Fields, or whole sections with the dot at the end. What is not listed decides which data the models see,
// what they are, or where each stands in its data.
constexpr std::array<std::string_view, 16> kChangeable{"name",
                                                       "notes",
                                                       "tags",
                                                       "training.iterations",
                                                       "training.epochs",
                                                       "training.learning_rate",
                                                       "training.momentum",
                                                       "training.weight_decay",
                                                       "training.schedule.",
                                                       "algorithm.",
                                                       "skewscout.",
                                                       "network.",
                                                       "evaluation.",
                                                       "diagnostics.",
                                                       "checkpoint.",
                                                       "stop."};

fs::path archiveOf(const fs::path& run) {
  return checkpointOf(run).string() + "s";
}

std::optional<std::int64_t> numberIn(const std::string& name) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size()) return {};
  return number;
}

std::string listed(const std::vector<KeptCheckpoint>& checkpoints) {
  std::string text;
  for (const auto& one : checkpoints) text += (text.empty() ? "" : ", ") + std::to_string(one.iteration);
  return text;
}

Fork forkAt(const fs::path& run, const KeptCheckpoint& checkpoint) {
  const std::string specJson = summarize(run).specJson;
  const std::string changed = changedSpecIn(checkpoint.path);
  return {.run = run,
          .checkpoint = checkpoint.path,
          .iteration = checkpoint.iteration,
          .spec = specFromJson(changed.empty() ? specJson : changed, catalogue::vocabulary(), run.filename().string()),
          .specJson = specJson};
}

}  // namespace

std::vector<KeptCheckpoint> olderCheckpoints(const fs::path& run) {
  std::vector<KeptCheckpoint> all;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator{archiveOf(run), ignored}) {
    if (const auto iteration = numberIn(entry.path().filename().string()))
      all.push_back({*iteration, entry.path()});
  }
  std::ranges::sort(all, {}, &KeptCheckpoint::iteration);
  return all;
}

std::vector<KeptCheckpoint> keptCheckpoints(const fs::path& run) {
  auto all = olderCheckpoints(run);
  std::error_code ignored;
  if (const auto newest = checkpointOf(run); fs::exists(newest, ignored)) {
    const auto iteration = checkpointIteration(newest);
    if (all.empty() || all.back().iteration < iteration) all.push_back({iteration, newest});
  }
  return all;
}

Fork forkOf(const fs::path& run, std::optional<std::int64_t> iteration) {
  for (const auto& older : olderCheckpoints(run)) {
    if (iteration == older.iteration) return forkAt(run, older);
  }
  const std::string name = run.filename().string();
  const auto kept = fs::exists(run) ? keptCheckpoints(run) : std::vector<KeptCheckpoint>{};
  if (kept.empty()) {
    (void)summarize(run);  // a file that is none says so
    throw Error({.kind = ErrorKind::Data,
                 .doing = name,
                 .problem = "has no checkpoint to fork from",
                 .expected = checkpointOf(run).filename().string() + " beside it",
                 .remedy = "run it again with checkpoint.keep or checkpoint.at_decisions"});
  }
  if (!iteration) return forkAt(run, kept.back());
  if (*iteration == kept.back().iteration) return forkAt(run, kept.back());
  throw Error(
      {.kind = ErrorKind::Usage,
       .doing = name,
       .problem = "has no checkpoint at iteration " + std::to_string(*iteration),
       .expected = (kept.size() == 1 ? "" : "one of ") + listed(kept),
       .remedy = "choose one with --at; checkpoint.keep and checkpoint.at_decisions keep more of them"});
}

ExperimentSpec forkSpec(const Fork& fork) {
  auto spec = fork.spec;
  const auto name = spec.name.empty() ? fork.run.stem().string() : spec.name;
  spec.name = name + ", forked at " + std::to_string(fork.iteration);
  return spec;
}

std::vector<Problem> forkProblems(const ExperimentSpec& parent, const ExperimentSpec& fork) {
  std::vector<Problem> problems;
  for (const auto& [key, before, after] : differences(parent, fork)) {
    if (isOneOf(key, kChangeable)) continue;
    problems.push_back({key, "cannot be changed in a fork; expected " + before +
                                 " as in its parent; start a new run instead"});
  }
  return problems;
}

void requireForkable(const ExperimentSpec& parent, const ExperimentSpec& fork) {
  const auto problems = forkProblems(parent, fork);
  if (problems.empty()) return;
  throw Error({.kind = ErrorKind::Usage, .doing = problems.front().field, .problem = problems.front().text});
}

std::optional<ForkOrigin> forkOrigin(std::string_view environmentJson) {
  const auto json = Json::parse(environmentJson, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("fork")) return {};
  const auto& fork = json["fork"];
  if (!fork.is_object() || !fork.contains("parent") || !fork["parent"].is_string() ||
      !fork.contains("iteration") || !fork["iteration"].is_number_integer()) {
    return {};
  }
  return ForkOrigin{.parent = fork["parent"].get<std::string>(),
                    .iteration = fork["iteration"].get<std::int64_t>()};
}

Fork forkAgain(const fs::path& run, const ForkOrigin& origin) {
  const fs::path checkpoint = archiveOf(run) / std::to_string(origin.iteration);
  if (fs::exists(checkpoint)) return forkAt(run, {origin.iteration, checkpoint});
  throw Error(
      {.kind = ErrorKind::Data,
       .doing = run.filename().string(),
       .problem = "was forked from " + origin.parent + " at iteration " + std::to_string(origin.iteration) +
                  ", and the checkpoint it began with is gone",
       .expected = (archiveOf(run).filename() / std::to_string(origin.iteration)).string() + " beside it",
       .remedy = "verify the parent instead"});
}

}  // namespace lab
