#include "engine/twin.h"

#include <filesystem>

#include "app/commands/commands.h"
#include "app/conduct.h"
#include "app/run_options.h"
#include "engine/catalogue.h"
#include "engine/core/spec_json.h"
#include "engine/validate.h"

namespace lab::app {
namespace {

namespace fs = std::filesystem;

struct TwinOptions {
  std::string left;
  std::string right;
  std::vector<std::string> assignments;  // of both
  std::string folder;
  bool force = false;
  RunOptions how;
};

ExperimentSpec specFor(const std::string& source, const TwinOptions& options) {
  auto spec = specNamed(source);
  for (const auto& assignment : options.assignments) setField(spec, assignment, catalogue::vocabulary());
  requireValid(spec);
  return spec;
}

Conduct conductFor(const ExperimentSpec& spec, const fs::path& path, const TwinPlace& place,
                   const TwinOptions& options) {
  auto recorder = std::make_shared<Recorder>(
      path, options.force ? Recorder::Existing::Replace : Recorder::Existing::Refuse);
  auto session = options.how.session(path);
  session.twin = place;
  return {.spec = spec,
          .recorder = std::move(recorder),
          .options = std::move(session),
          .progress = options.how.progress,
          .label = place.side == 0 ? "Left" : "Right"};
}

std::array<fs::path, 2> placesFor(const TwinOptions& options, const ExperimentSpec& left,
                                  const ExperimentSpec& right) {
  if (options.folder.empty()) return newTwinPaths(left, right);
  const OutputOptions output{.output = (fs::path{options.folder} / "left.h5").string(), .force = false};
  return {output.place(left), fs::path{options.folder} / "right.h5"};
}

int execute(const TwinOptions& options) {
  const auto left = specFor(options.left, options);
  const auto right = specFor(options.right, options);
  requireTwins(left, right);
  requireDevice(options.how.device);
  const auto paths = placesFor(options, left, right);
  const auto places = twinPlaces(paths[0], paths[1]);
  const std::array<Conduct, 2> both{conductFor(left, paths[0], places[0], options),
                                    conductFor(right, paths[1], places[1], options)};
  for (const auto& path : paths) removeCheckpoints(path);
  return conduct(both);
}

}  // namespace

void addTwin(CLI::App& program, Action& action) {
  const auto options = std::make_shared<TwinOptions>();
  auto& command = *program.add_subcommand(
      "twin", "Run two experiments in lockstep: same seed, initial weights and minibatches");
  command.add_option("LEFT", options->left, "A JSON file or the name of a preset")->required();
  command.add_option("RIGHT", options->right, "The same, for the other")->required();
  addAssignments(command, options->assignments);
  command
      .add_option("-o,--output", options->folder,
                  "Folder of the run files left.h5 and right.h5; new files in the run store when left out")
      ->type_name("DIR");
  command.add_flag("--force", options->force, "Replace existing run files");
  options->how.addTo(command);
  command.footer(
      "Example: skewlab twin bsp.json gaia.json -o twins\n"
      "Neither is ever more than one iteration ahead. They must agree in seed, data set, task, partitions,\n"
      "minibatch size and network; algorithm, SkewScout, normalization, learning rate and length may differ.\n"
      "Each run is the same, bit for bit, as alone, and its file names the other. --set and --threads hold for\n"
      "both. Ctrl-C stops both; each goes on by itself with skewlab resume.");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
