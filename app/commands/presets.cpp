#include "engine/presets.h"

#include <iostream>

#include "app/commands/commands.h"
#include "app/text.h"
#include "engine/catalogue.h"

namespace lab::app {
namespace {

int list() {
  for (const auto& one : presets()) std::cout << padded(one.name, 20) << one.title << '\n';
  std::cout.flush();
  return kDone;
}

// The experiment alone goes to stdout, so that it can be saved and changed.
int show(const std::string& name) {
  const auto& one = preset(name);
  std::cerr << one.title << '\n' << one.why << "\n\n";
  std::cout << toJson(one.spec, catalogue::vocabulary()) << std::flush;
  return kDone;
}

}  // namespace

void addPresets(CLI::App& program, Action& action) {
  auto& command = *program.add_subcommand("presets", "The built-in experiments");
  command.require_subcommand(1);
  command.footer("Example: skewlab presets show quickstart > mine.json");
  command.add_subcommand("list", "Names and titles")->callback([&action] { action = list; });
  const auto name = std::make_shared<std::string>();
  auto& shown = *command.add_subcommand("show", "Print one as an experiment file");
  shown.add_option("NAME", *name, "As in the list")->required();
  shown.callback([name, &action] { action = [name] { return show(*name); }; });
}

}  // namespace lab::app
