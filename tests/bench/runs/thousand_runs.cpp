#include "tests/bench/runs/thousand_runs.h"

#include <string>
#include <vector>

#include "engine/run_notes.h"
#include "tests/ui/window/recorded_runs.h"

namespace lab::bench {

ThousandRuns::ThousandRuns() {
  const std::filesystem::path kinds = path() / "kinds";
  std::filesystem::create_directories(kinds);
  ui::test::writeAfternoons(kinds);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{kinds}) {
    if (entry.path().extension() == ".h5") files.push_back(entry.path());
  }
  std::filesystem::create_directories(runs());
  for (int i = 0; i < kCount; ++i) {
    const auto run = runs() / ("run-" + std::to_string(i) + ".h5");
    std::filesystem::create_hard_link(files[static_cast<std::size_t>(i) % files.size()], run);
    if (i % 10 == 0) writeNotes(run, {.notes = "number " + std::to_string(i), .star = i % 20 == 0});
  }
}

}  // namespace lab::bench
