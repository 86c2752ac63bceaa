#include "app/program.h"
#include "app/tuning.h"
#include "ui/run_window.h"

int main(int argc, char** argv) {
  lab::app::tuneProcess();
  if (lab::app::wantsWindow(argc, argv)) return lab::ui::runWindow(argc, argv);
  return lab::app::runCommand(argc, argv);
}
