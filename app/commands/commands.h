#pragma once

#include "app/options.h"

namespace lab::app {

// Each adds one subcommand to the program; when it is chosen, it stores what to do in `action`.

void addRun(CLI::App& program, Action& action);
void addResume(CLI::App& program, Action& action);
void addFork(CLI::App& program, Action& action);
void addTwin(CLI::App& program, Action& action);
void addSweep(CLI::App& program, Action& action);
void addVerify(CLI::App& program, Action& action);
void addPartition(CLI::App& program, Action& action);
void addInspect(CLI::App& program, Action& action);
void addExport(CLI::App& program, Action& action);
void addFigure(CLI::App& program, Action& action);
void addValidate(CLI::App& program, Action& action);
void addDatasets(CLI::App& program, Action& action);
void addPresets(CLI::App& program, Action& action);

}  // namespace lab::app
