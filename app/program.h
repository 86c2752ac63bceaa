#pragma once

namespace lab::app {

/// Does what the command line asks for, subcommand or --help, and returns the exit code. Every error has
/// become one sentence on stderr.
[[nodiscard]] int runCommand(int argc, const char* const* argv);

/// True when the arguments name no subcommand and ask for no help: the window is wanted.
[[nodiscard]] bool wantsWindow(int argc, const char* const* argv);

}  // namespace lab::app
