#include "app/commands/commands.h"
#include "app/conduct.h"
#include "app/run_options.h"
#include "engine/validate.h"

namespace lab::app {
namespace {

struct NewRun {
  SpecOptions spec;
  OutputOptions output;
  RunOptions how;
};

int execute(const NewRun& options) {
  const auto spec = options.spec.resolve();
  requireDevice(options.how.device);
  requireValid(spec);
  const auto path = options.output.place(spec);
  auto recorder = std::make_shared<Recorder>(path, options.output.existing());
  removeCheckpoints(path);
  return conduct({.spec = spec,
                  .recorder = std::move(recorder),
                  .options = options.how.session(path),
                  .progress = options.how.progress});
}

}  // namespace

void addRun(CLI::App& program, Action& action) {
  const auto options = std::make_shared<NewRun>();
  auto& command = *program.add_subcommand("run", "Run one experiment and record it");
  options->spec.addTo(command);
  options->output.addTo(command);
  options->how.addTo(command);
  command.footer("Example: skewlab run quickstart --set algorithm.threshold=0.2 -o gaia.h5");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
