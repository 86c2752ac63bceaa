#include "engine/wrong_answers.h"

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/core/spec_json.h"
#include "engine/fork.h"
#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "engine/train/wrong_answers.h"

namespace lab {

WrongAnswers wrongAnswersOf(const std::filesystem::path& run, const WrongAnswersQuestion& question) {
  const std::string name = run.filename().string();
  const auto kept = keptCheckpoints(run);
  if (kept.empty()) {
    throw Error({.kind = ErrorKind::Data,
                 .doing = name,
                 .problem = "has no checkpoint, so its models cannot be tested again",
                 .expected = checkpointOf(run).filename().string() + " beside it",
                 .remedy = "run it with a shorter checkpoint.every_seconds"});
  }
  const std::string specJson = summarize(run).specJson;
  return wrongAnswers(specFromJson(specJson, catalogue::vocabulary(), name),
                      readCheckpoint(kept.back().path, specJson), question);
}

}  // namespace lab
