#include <filesystem>
#include <iostream>

#include "app/commands/commands.h"
#include "app/conduct.h"
#include "app/run_options.h"
#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "engine/validate.h"

namespace lab::app {
namespace {

namespace fs = std::filesystem;

struct ResumeOptions {
  std::string run;
  RunOptions how;
};

void requireCheckpoint(const fs::path& run) {
  if (fs::exists(checkpointOf(run))) return;
  throw Error({.kind = ErrorKind::Data,
               .doing = run.string(),
               .problem = "has no checkpoint to go on from",
               .expected = "the file " + checkpointOf(run).filename().string() + " beside it",
               .remedy = "start the experiment again with skewlab run"});
}

int execute(const ResumeOptions& options) {
  const fs::path path = options.run;
  const auto summary = summarize(path);
  if (summary.status == RunStatus::Finished) {
    std::cout << path.string() << " is finished; there is nothing to resume." << std::endl;
    return kDone;
  }
  requireDevice(options.how.device);
  requireCheckpoint(path);
  const auto spec = specFromJson(summary.specJson, catalogue::vocabulary(), path.filename().string());
  requireValid(spec);
  const auto iteration = checkpointIteration(checkpointOf(path));
  auto session = options.how.session(path);
  session.resume = true;
  return conduct({.spec = spec,
                  .recorder = std::make_shared<Recorder>(path, Recorder::Existing::Continue, iteration),
                  .options = std::move(session),
                  .progress = options.how.progress});
}

}  // namespace

void addResume(CLI::App& program, Action& action) {
  const auto options = std::make_shared<ResumeOptions>();
  auto& command = *program.add_subcommand("resume", "Go on with an interrupted run from its last checkpoint");
  command.add_option("RUN.h5", options->run, "The run file; its checkpoint lies beside it")->required();
  options->how.addTo(command);
  command.footer(
      "Example: skewlab resume gaia.h5\nThe result is the same, bit for bit, as without the interruption.");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
