#include "engine/fork.h"

#include <optional>

#include "app/commands/commands.h"
#include "app/conduct.h"
#include "app/run_options.h"
#include "engine/catalogue.h"
#include "engine/core/spec_json.h"
#include "engine/validate.h"

namespace lab::app {
namespace {

struct ForkOptions {
  std::string run;
  std::optional<std::int64_t> at;
  std::vector<std::string> assignments;
  OutputOptions output;
  RunOptions how;
};

ExperimentSpec specFor(const Fork& fork, const std::vector<std::string>& assignments) {
  auto spec = forkSpec(fork);
  for (const auto& assignment : assignments) setField(spec, assignment, catalogue::vocabulary());
  requireValid(spec);
  requireForkable(fork.spec, spec);
  return spec;
}

int execute(const ForkOptions& options) {
  const auto fork = forkOf(options.run, options.at);
  const auto spec = specFor(fork, options.assignments);
  requireDevice(options.how.device);
  const auto path = options.output.place(spec);
  auto recorder = std::make_shared<Recorder>(path, options.output.existing(), fork);
  removeCheckpoints(path);
  auto session = options.how.session(path);
  session.fork = fork;
  return conduct({.spec = spec,
                  .recorder = std::move(recorder),
                  .options = std::move(session),
                  .progress = options.how.progress});
}

}  // namespace

void addFork(CLI::App& program, Action& action) {
  const auto options = std::make_shared<ForkOptions>();
  auto& command =
      *program.add_subcommand("fork", "Branch off from a checkpoint of a run, with something changed");
  command.add_option("RUN.h5", options->run, "The run to branch off from; it stays as it is")->required();
  command.add_option("--at", options->at, "Iteration of the checkpoint; the newest when left out")
      ->type_name("ITERATION");
  addAssignments(command, options->assignments);
  options->output.addTo(command);
  options->how.addTo(command);
  command.footer(
      "Example: skewlab fork gaia.h5 --at 300 --set algorithm.threshold=0.3 -o looser.h5\n"
      "The new file begins with what the run has recorded up to there; without a change it goes on as the "
      "run does,\n"
      "bit for bit. Data, split, network, minibatch and seed cannot be changed. Another algorithm starts "
      "with the mean\n"
      "model and without momentum. checkpoint.keep and checkpoint.at_decisions keep more checkpoints than "
      "the newest.");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
