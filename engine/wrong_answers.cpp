#include "engine/wrong_answers.h"

#include <optional>

#include "engine/core/error.h"
#include "engine/fork.h"
#include "engine/run_store.h"
#include "engine/train/wrong_answers.h"

namespace lab {

WrongAnswers wrongAnswersOf(const std::filesystem::path& run, const WrongAnswersQuestion& question) {
  const std::string name = run.filename().string();
  if (keptCheckpoints(run).empty()) {
    throw Error({.kind = ErrorKind::Data,
                 .doing = name,
                 .problem = "has no checkpoint, so its models cannot be tested again",
                 .expected = checkpointOf(run).filename().string() + " beside it",
                 .remedy = "run it with a shorter checkpoint.every_seconds"});
  }
  const Fork newest = forkOf(run, std::nullopt);  // knows the spec in force there
  return wrongAnswers(newest.spec, readCheckpoint(newest.checkpoint, newest.specJson), question);
}

}  // namespace lab
