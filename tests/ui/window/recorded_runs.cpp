#include "tests/ui/window/recorded_runs.h"

#include <algorithm>
#include <stdexcept>

#include "engine/catalogue.h"
#include "engine/presets.h"
#include "engine/record/recorder.h"
#include "engine/run_notes.h"
#include "tests/ui/views/fake_run.h"

namespace lab::ui::test {
namespace {

void scale(EvaluationPoint& point, double quality) {
  const auto scaled = [quality](float value) {
    return static_cast<float>(std::min(1.0, static_cast<double>(value) * quality));
  };
  std::ranges::transform(point.accuracy, point.accuracy.begin(), scaled);
  point.meanAccuracy = scaled(point.meanAccuracy);
  point.globalAccuracy = scaled(point.globalAccuracy);
}

}  // namespace

ExperimentSpec plainSpec() {
  ExperimentSpec spec = preset("quickstart").spec;
  spec.evaluation.perClass = false;
  return spec;
}

std::vector<Event> eventsOf(const RecordedRunFile& run) {
  auto events =
      test::events({.iterations = run.iterations, .evaluateEvery = run.evaluateEvery, .saving = run.saving});
  for (auto& event : events) {
    if (auto* started = std::get_if<RunStarted>(&event)) {
      started->specJson = toJson(run.spec, catalogue::vocabulary());
      started->created = run.created;
      started->twin = run.twin;
    } else if (auto* point = std::get_if<EvaluationPoint>(&event)) {
      scale(*point, run.quality);
    }
  }
  if (run.status != RunStatus::Interrupted) {
    events.emplace_back(
        RunEnded{run.iterations, static_cast<double>(run.iterations) * 0.082, run.status, {}});
  }
  return events;
}

void writeRun(const std::filesystem::path& file, const RecordedRunFile& run) {
  Recorder recorder{file};
  for (auto event : eventsOf(run)) {
    if (auto* started = std::get_if<RunStarted>(&event)) {  // everything a run file has a place for
      started->testLabelCounts = started->labelCounts;
      started->partitionOffsets.assign(static_cast<std::size_t>(started->partitions) + 1, 0);
    }
    recorder.on(event);
  }
  if (!recorder.problem().empty()) throw std::runtime_error{recorder.problem()};
}

void writeAfternoons(const std::filesystem::path& folder) {
  struct Kind {
    const char* algorithm;
    double quality, saving;
  };
  int number = 0;
  const auto add = [&](const Kind& kind, std::int64_t seed, double luck) {
    RecordedRunFile run{.iterations = 600, .evaluateEvery = 20};
    run.spec.algorithm = {kind.algorithm, {}};
    run.spec.seed = seed;
    run.spec.name = std::string{kind.algorithm} + " on skewed fashion";
    run.created = "2026-11-2" + std::to_string(4 + number % 2) + "T1" + std::to_string(number / 6) + ":" +
                  std::to_string(10 + number) + ":00Z";
    run.quality = kind.quality + luck;
    run.saving = kind.saving;
    const auto file = folder / ("run-" + std::to_string(10 + number++) + "-" + kind.algorithm + ".h5");
    writeRun(file, run);
    if (number % 4 == 1)
      writeNotes(file, {.tags = std::vector<std::string>{"paper", "figure 3"}, .star = true});
    if (number % 5 == 2) writeNotes(file, {.notes = "learning rate as in the paper", .locked = true});
  };
  for (const std::int64_t seed : {1, 2, 3}) {
    const double luck = 0.02 * (2.0 - static_cast<double>(seed));
    if (seed < 3) add({"bsp", 1.08, 1}, seed, luck / 2);
    add({"gaia", 1.0, 14}, seed, luck);
    add({"fedavg", 0.86, 40}, seed, -luck);
    add({"dgc", 0.93, 120}, seed, luck);
  }
  add({"gaia", 0.7, 30}, 4, 0);
}

}  // namespace lab::ui::test
