#include "app/program.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <new>
#include <string_view>

#include <CLI/CLI.hpp>

#include "app/commands/commands.h"
#include "engine/core/error.h"
#include "engine/core/params.h"

namespace lab::app {
namespace {

constexpr int kUsage = static_cast<int>(ErrorKind::Usage);

void describe(CLI::App& program, Action& action) {
  program.description(
      "Skewlab: a desktop lab for decentralized learning on label-skewed data.\n"
      "Without a subcommand the window opens.");
  program.set_version_flag("--version", std::string{"skewlab "} + LAB_VERSION);
  program.require_subcommand(1);
  program.failure_message(nullptr);
  program.footer("Example: skewlab run quickstart\nskewlab COMMAND --help explains a command.");
  addRun(program, action);
  addResume(program, action);
  addFork(program, action);
  addTwin(program, action);
  addSweep(program, action);
  addVerify(program, action);
  addPartition(program, action);
  addInspect(program, action);
  addExport(program, action);
  addFigure(program, action);
  addValidate(program, action);
  addDatasets(program, action);
  addPresets(program, action);
}

// Names the nearest command for a word that is none.
void requireCommand(const CLI::App& program, std::string_view word) {
  if (word.starts_with('-')) return;
  std::vector<std::string> names;
  for (const auto* command : program.get_subcommands({})) names.push_back(command->get_name());
  if (std::ranges::find(names, word) != names.end()) return;
  const auto near = nearest(word, names);
  throw Error({.kind = ErrorKind::Usage,
               .doing = '"' + std::string{word} + '"',
               .problem = "is not a command",
               .expected = near.empty() ? "" : '"' + near + '"',
               .remedy = "skewlab --help lists them all"});
}

int complain(const std::string& sentence, int code) {
  std::cerr << "skewlab: " << sentence << std::endl;
  return code;
}

// Help and version are exceptions in CLI11; everything else it throws is a mistake in the arguments.
int afterParsing(const CLI::App& program, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return program.exit(error, std::cout, std::cerr);
  std::string text = error.what();
  while (!text.empty() && (text.back() == '\n' || text.back() == '.')) text.pop_back();
  return complain(text + "; skewlab --help explains the arguments", kUsage);
}

int dispatch(int argc, const char* const* argv) {
  Action action;
  CLI::App program;
  program.name("skewlab");
  describe(program, action);
  if (argc > 1) requireCommand(program, argv[1]);
  rememberCommandLine(argc, argv);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return afterParsing(program, error);
  }
  return action();
}

}  // namespace

bool wantsWindow(int argc, const char* const* argv) {
  if (argc < 2) return true;
  const std::string_view first = argv[1];
  if (first == "-h" || first == "--help" || first == "--version") return false;
  return first.starts_with('-') || std::filesystem::is_regular_file(first);
}

int runCommand(int argc, const char* const* argv) {
  try {
    return dispatch(argc, argv);
  } catch (const Error& error) {
    return complain(error.what(), static_cast<int>(error.kind()));
  } catch (const std::bad_alloc&) {
    return complain("there is not enough memory; use a smaller experiment", static_cast<int>(ErrorKind::Run));
  } catch (const std::exception& error) {
    return complain(
        std::string{"this is a bug in skewlab ("} + error.what() + "); please report what you did",
        static_cast<int>(ErrorKind::Run));
  }
}

}  // namespace lab::app
