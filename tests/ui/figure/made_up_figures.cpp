#include "tests/ui/figure/made_up_figures.h"

#include <utility>

namespace lab::ui::test {

FigureRun run(const std::string& label, const FakeRun& fake) {
  FigureRun run{.label = QString::fromStdString(label), .file = label + ".h5", .events = events(fake)};
  run.events.emplace_back(
      RunEnded{.iteration = fake.iterations, .seconds = 60, .status = RunStatus::Finished, .error = {}});
  auto& started = std::get<RunStarted>(run.events.front());
  started.specJson =
      R"({"name": ")" + label + R"(", "notes": "", "algorithm": {"id": "gaia", "threshold": 0.1}})";
  started.environmentJson =
      R"({"program": "skewlab 0", "dataset_sha256": "abc", "command_line": "skewlab run"})";
  return run;
}

FigureSpec showing(std::vector<std::string> views) {
  FigureSpec spec;
  spec.views = std::move(views);
  return spec;
}

}  // namespace lab::ui::test
