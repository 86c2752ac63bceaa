#include <filesystem>

#include "app/commands/commands.h"
#include "app/conduct.h"
#include "engine/core/error.h"
#include "engine/run_store.h"
#include "engine/validate.h"

namespace lab::app {
namespace {

namespace fs = std::filesystem;

struct RunOptions {
  SpecOptions spec;
  std::string output;
  std::string device = "auto";
  int threads = 0;
  std::string progress = "auto";
  bool force = false;
};

// A checkpoint of the run that is replaced must not be taken for one of the new run.
void removeCheckpoints(const fs::path& run) {
  std::error_code ignored;
  fs::remove(checkpointOf(run), ignored);
  fs::remove_all(fs::path{checkpointOf(run).string() + "s"}, ignored);
}

// Before the data is loaded, so that a mistyped name costs no time.
void makeFolderOf(const fs::path& run) {
  std::error_code problem;
  if (run.has_parent_path()) fs::create_directories(run.parent_path(), problem);
  if (!problem) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = run.string(),
               .problem = "its folder cannot be made: " + problem.message(),
               .expected = "a place that can be written",
               .remedy = "choose another with -o"});
}

int execute(const RunOptions& options) {
  const auto spec = options.spec.resolve();
  requireDevice(options.device);
  requireValid(spec);
  const fs::path path = options.output.empty() ? newRunPath(spec) : fs::path{options.output};
  const auto existing = options.force ? Recorder::Existing::Replace : Recorder::Existing::Refuse;
  makeFolderOf(path);
  auto recorder = std::make_shared<Recorder>(path, existing);
  removeCheckpoints(path);
  return conduct({.spec = spec,
                  .recorder = std::move(recorder),
                  .options = {.device = options.device,
                              .threads = options.threads,
                              .checkpoint = checkpointOf(path),
                              .resume = false,
                              .commandLine = commandLine(),
                              .stopAfter = 0},
                  .progress = options.progress});
}

}  // namespace

void addRun(CLI::App& program, Action& action) {
  const auto options = std::make_shared<RunOptions>();
  auto& command = *program.add_subcommand("run", "Run one experiment and record it");
  options->spec.addTo(command);
  command
      .add_option("-o,--output", options->output, "The run file; a new one in the run store when left out")
      ->type_name("RUN.h5");
  command.add_option("--device", options->device, "auto, cpu, cuda or cuda:N")->capture_default_str();
  command.add_option("--threads", options->threads, "Worker threads; 0: one per core; never changes results")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command
      .add_option("--progress", options->progress, "How to tell how far it is; json: every event, one a line")
      ->check(CLI::IsMember({"auto", "plain", "json", "none"}))
      ->capture_default_str();
  command.add_flag("--force", options->force, "Replace an existing run file");
  command.footer("Example: skewlab run quickstart --set algorithm.threshold=0.2 -o gaia.h5");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
