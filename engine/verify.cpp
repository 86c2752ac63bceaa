#include "engine/verify.h"

#include <algorithm>
#include <map>
#include <memory>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/record/replay.h"
#include "engine/validate.h"

namespace lab {
namespace {

constexpr std::int64_t kUsualLength = 200;

// Keeps what is compared. Read only after the session has ended.
class Hashes final : public EventSink {
 public:
  void on(const Event& event) override {
    if (const auto* evaluated = std::get_if<EvaluationPoint>(&event))
      byIteration[evaluated->iteration] = evaluated->weightHash;
    if (const auto* ended = std::get_if<RunEnded>(&event)) end = *ended;
  }

  std::map<std::int64_t, std::uint64_t> byIteration;
  RunEnded end;
};

// The iteration up to which to repeat so that something after the start can be compared.
std::int64_t endFor(const std::vector<HashPoint>& recorded, std::int64_t start, std::int64_t wanted) {
  if (wanted > 0) return start + wanted;
  for (const auto& point : recorded) {
    if (point.iteration > start)
      return std::max(point.iteration, std::min(start + kUsualLength, recorded.back().iteration));
  }
  return start + 1;
}

struct Repetition {
  std::int64_t end = 0;
  std::optional<Fork> fork{};
  std::vector<SettingChanged> changes{};
};

std::shared_ptr<const Hashes> repeat(const ExperimentSpec& spec, const Repetition& repetition,
                                     const SessionOptions& options) {
  auto hashes = std::make_shared<Hashes>();
  Session session(spec, hashes,
                  {.device = options.device,
                   .threads = options.threads,
                   .checkpoint = {},
                   .resume = false,
                   .fork = repetition.fork,
                   .commandLine = {},
                   .stopAfter = repetition.end,
                   .changes = repetition.changes});
  session.start();
  session.wait();
  if (hashes->end.status == RunStatus::Failed) {
    throw Error({.kind = ErrorKind::Run, .doing = "repeating the run", .problem = hashes->end.error});
  }
  return hashes;
}

}  // namespace

Verification verifyRun(const std::filesystem::path& path, std::int64_t iterations,
                       const SessionOptions& options) {
  const auto recorded = weightHashes(path);
  const auto summary = summarize(path);
  const auto spec = specFromJson(summary.specJson, catalogue::vocabulary(), path.filename().string());
  requireValid(spec);
  Verification result{.origin = forkOrigin(summary.environmentJson)};
  std::optional<Fork> fork;
  if (result.origin) fork = forkAgain(path, *result.origin);
  const std::int64_t start = fork ? fork->iteration : 0;
  const auto end = endFor(recorded, start, iterations);
  const auto repeated = repeat(spec, {.end = end, .fork = fork, .changes = recordedChanges(path)}, options);

  for (const auto& point : recorded) {
    if (point.iteration > end) break;
    if (fork && point.iteration <= start) continue;
    const auto found = repeated->byIteration.find(point.iteration);
    const bool missing = found == repeated->byIteration.end();
    // Where the recorded run was once stopped it was evaluated out of turn; the repetition has nothing there.
    if (missing && point.iteration % spec.evaluation.every != 0) continue;
    ++result.compared;
    result.lastIteration = point.iteration;
    const bool same = !missing && found->second == point.hash;
    if (!same && !result.firstDifference) result.firstDifference = point.iteration;
  }
  if (result.compared == 0) {
    throw Error({.kind = ErrorKind::Data,
                 .doing = path.filename().string(),
                 .problem = "no weights were recorded between iteration " + std::to_string(start) + " and " + std::to_string(end),
                 .expected = "at least one evaluation",
                 .remedy = "verify more iterations"});
  }
  return result;
}

}  // namespace lab
