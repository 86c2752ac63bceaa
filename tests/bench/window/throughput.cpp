// Does watching cost training time? The same run with and without a window, in turns, as a ratio.

#include "engine/core/sink.h"
#include "engine/presets.h"
#include "engine/run_store.h"
#include "tests/bench/window/parts.h"
#include "tests/bench/window/trained_window.h"
#include "tests/bench/window/waiting.h"
#include "ui/bridge/recorded_run.h"

namespace lab::bench {
namespace {

constexpr int kTurns = 4;
constexpr std::chrono::seconds kPatience{180};

ExperimentSpec work() {
  ExperimentSpec spec = preset("quickstart").spec;
  spec.training.iterations = 60;
  return spec;
}

class Nobody final : public EventSink {
 public:
  void on(const Event&) override {}
};

/// Iterations a second of the only run in the store; nothing when it has not finished.
std::optional<double> rateIn(const std::filesystem::path& runs) {
  const auto found = listRuns(runs);
  if (found.size() != 1 || found.front().summary.status != RunStatus::Finished) return std::nullopt;
  return static_cast<double>(found.front().summary.iteration) / found.front().summary.seconds;
}

std::optional<double> headless() {
  const ui::test::Sandbox sandbox;
  auto run = ui::recordedSession(work(), std::make_shared<Nobody>(), "cpu");
  run->start();
  run->wait();
  run.reset();
  return rateIn(sandbox.runs());
}

std::optional<double> windowed() {
  TrainedWindow lab;
  lab.start(work());
  if (!await([&] { return lab.hasEnded(); }, kPatience)) return std::nullopt;
  return rateIn(lab.runs());
}

}  // namespace

std::vector<Measurement> measureThroughput() {
  std::vector<double> ratios;
  for (int turn = 0; turn < kTurns; ++turn) {
    const auto alone = headless();
    const auto watched = windowed();
    if (alone && watched) ratios.push_back(*watched / *alone);
  }
  return {median({.item = "training speed, window / no window", .unit = ""}, ratios)};
}

}  // namespace lab::bench
