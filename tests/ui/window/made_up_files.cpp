#include "tests/ui/window/made_up_files.h"

#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/core/spec_json.h"
#include "engine/presets.h"
#include "engine/record/recorder.h"
#include "tests/ui/views/fake_run.h"

namespace lab::ui::test {

std::vector<Event> runOf(const ExperimentSpec& spec) {
  auto events = test::events({.iterations = 100, .evaluateEvery = 50});
  for (auto& event : events) {
    if (auto* started = std::get_if<RunStarted>(&event))
      started->specJson = toJson(spec, catalogue::vocabulary());
  }
  events.emplace_back(RunEnded{100, 8.2, RunStatus::Finished, {}});
  return events;
}

void writeRun(const std::filesystem::path& file, const ExperimentSpec& spec) {
  auto events = runOf(spec);
  // What a run file has a place for besides.
  auto& started = std::get<RunStarted>(events.front());
  started.testLabelCounts = started.labelCounts;
  started.partitionOffsets.assign(static_cast<std::size_t>(started.partitions) + 1, 0);
  Recorder recorder{file};
  for (const auto& event : events) recorder.on(event);
  ASSERT_EQ(recorder.problem(), "");
}

ExperimentSpec recordedSpec() {
  ExperimentSpec spec = preset("quickstart").spec;
  spec.evaluation.perClass = false;
  return spec;
}

}  // namespace lab::ui::test
