#include <iostream>

#include "app/commands/commands.h"
#include "engine/record/replay.h"

namespace lab::app {
namespace {

struct ExportOptions {
  std::string run;
  std::string folder;
};

int execute(const ExportOptions& options) {
  for (const auto& file : exportCsv(options.run, options.folder)) std::cout << file.string() << '\n';
  std::cout.flush();
  return kDone;
}

}  // namespace

void addExport(CLI::App& program, Action& action) {
  const auto options = std::make_shared<ExportOptions>();
  auto& command = *program.add_subcommand("export", "Write every series of a run as CSV");
  command.add_option("RUN.h5", options->run, "The run file")->required();
  command.add_option("--csv", options->folder, "The folder for the files; made when it does not exist")
      ->type_name("DIR")
      ->required();
  command.footer("Example: skewlab export gaia.h5 --csv gaia-csv");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
