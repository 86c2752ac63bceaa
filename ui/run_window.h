#pragma once

namespace lab::ui {

/// Opens the lab's window and returns the exit code once it is closed. Arguments that name files (a run .h5,
/// an experiment .json) are opened in it. Needs a display.
[[nodiscard]] int runWindow(int& argc, char** argv);

}  // namespace lab::ui
