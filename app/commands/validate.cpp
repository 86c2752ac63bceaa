#include "engine/validate.h"

#include <iostream>

#include "app/commands/commands.h"
#include "engine/catalogue.h"

namespace lab::app {

void addValidate(CLI::App& program, Action& action) {
  const auto options = std::make_shared<SpecOptions>();
  auto& command =
      *program.add_subcommand("validate", "Check an experiment and print it with every default resolved");
  options->addTo(command);
  command.footer("Example: skewlab validate mine.json > resolved.json");
  command.callback([options, &action] {
    action = [options] {
      const auto spec = options->resolve();
      requireValid(spec);
      std::cout << toJson(spec, catalogue::vocabulary()) << std::flush;
      return kDone;
    };
  });
}

}  // namespace lab::app
