#include "engine/presets.h"

#include <algorithm>
#include <fstream>
#include <iostream>

#include "app/commands/commands.h"
#include "app/text.h"
#include "engine/catalogue.h"
#include "engine/sweep.h"

namespace lab::app {
namespace {

constexpr int kNameWidth = 24;

int list() {
  for (const auto& one : presets()) std::cout << padded(one.name, kNameWidth) << one.title << '\n';
  for (const auto& one : builtInSweeps())
    std::cout << padded(one.name, kNameWidth) << "Sweep: " << one.title << '\n';
  std::cout.flush();
  return kDone;
}

// A sweep's file as it stands.
bool showSweep(const std::string& name) {
  const auto sweeps = builtInSweeps();
  const auto found = std::ranges::find(sweeps, name, &BuiltInSweep::name);
  if (found == sweeps.end()) return false;
  std::cerr << found->title << '\n' << found->why << "\n\n";
  std::cout << std::ifstream{found->path}.rdbuf() << std::flush;
  return true;
}

// The experiment alone goes to stdout, so that it can be saved and changed.
int show(const std::string& name) {
  if (showSweep(name)) return kDone;
  const auto& one = preset(name);
  std::cerr << one.title << '\n' << one.why << "\n\n";
  std::cout << toJson(one.spec, catalogue::vocabulary()) << std::flush;
  return kDone;
}

}  // namespace

void addPresets(CLI::App& program, Action& action) {
  auto& command = *program.add_subcommand("presets", "The built-in experiments and sweeps");
  command.require_subcommand(1);
  command.footer("Example: skewlab presets show quickstart > mine.json");
  command.add_subcommand("list", "Names and titles")->callback([&action] { action = list; });
  const auto name = std::make_shared<std::string>();
  auto& shown = *command.add_subcommand("show", "Print one as an experiment file or a sweep file");
  shown.add_option("NAME", *name, "As in the list")->required();
  shown.callback([name, &action] { action = [name] { return show(*name); }; });
}

}  // namespace lab::app
