#include "app/run_options.h"

#include <system_error>

#include "app/options.h"
#include "engine/core/error.h"
#include "engine/run_store.h"

namespace lab::app {

namespace fs = std::filesystem;

void RunOptions::addTo(CLI::App& command) {
  command.add_option("--device", device, "auto, cpu, cuda or cuda:N")->capture_default_str();
  command.add_option("--threads", threads, "Worker threads; 0: one per core; never changes results")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command.add_option("--progress", progress, "How to tell how far it is; json: every event, one a line")
      ->check(CLI::IsMember({"auto", "plain", "json", "none"}))
      ->capture_default_str();
}

SessionOptions RunOptions::session(const fs::path& run) const {
  SessionOptions options;
  options.device = device;
  options.threads = threads;
  options.checkpoint = checkpointOf(run);
  options.commandLine = commandLine();
  return options;
}

void OutputOptions::addTo(CLI::App& command) {
  command.add_option("-o,--output", output, "The run file; a new one in the run store when left out")
      ->type_name("RUN.h5");
  command.add_flag("--force", force, "Replace an existing run file");
}

// Before the data is loaded, so that a mistyped name costs no time.
fs::path OutputOptions::place(const ExperimentSpec& spec) const {
  fs::path run = output.empty() ? newRunPath(spec) : fs::path{output};
  std::error_code problem;
  if (run.has_parent_path()) fs::create_directories(run.parent_path(), problem);
  if (!problem) return run;
  throw Error({.kind = ErrorKind::Usage,
               .doing = run.string(),
               .problem = "its folder cannot be made: " + problem.message(),
               .expected = "a place that can be written",
               .remedy = "choose another with -o"});
}

Recorder::Existing OutputOptions::existing() const {
  return force ? Recorder::Existing::Replace : Recorder::Existing::Refuse;
}

void removeCheckpoints(const fs::path& run) {
  std::error_code ignored;
  fs::remove(checkpointOf(run), ignored);
  fs::remove_all(fs::path{checkpointOf(run).string() + "s"}, ignored);
}

}  // namespace lab::app
