#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "engine/core/spec.h"

namespace lab::app {

inline constexpr int kDone = 0;
inline constexpr int kInterrupted = 130;

/// What the chosen subcommand will do; returns the exit code.
using Action = std::function<int()>;

/// Where an experiment comes from on the command line.
struct SpecOptions {
  std::string source;  ///< a preset's name or a file; empty: the defaults
  std::vector<std::string> assignments;

  /// Adds the positional SPEC and --set to a subcommand.
  void addTo(CLI::App& command);

  /// Throws Error{Usage} for whatever is wrong with the file, the preset's name or an assignment.
  [[nodiscard]] ExperimentSpec resolve() const;
};

/// Adds --set to a subcommand.
void addAssignments(CLI::App& command, std::vector<std::string>& assignments);

/// The spec in a JSON file, or the preset of that name.
[[nodiscard]] ExperimentSpec specNamed(const std::string& source);

/// Remembers the program's arguments for the environment record: folders are left out, file names stay.
void rememberCommandLine(int argc, const char* const* argv);
[[nodiscard]] const std::string& commandLine();

}  // namespace lab::app
