#include "ui/series/run_state.h"

#include <algorithm>
#include <cmath>

namespace lab::ui {
namespace {

RunPhase phaseOf(RunStatus status) {
  switch (status) {
    case RunStatus::Running:
      return RunPhase::Running;
    case RunStatus::Finished:
      return RunPhase::Finished;
    case RunStatus::Stopped:
      return RunPhase::Stopped;
    case RunStatus::Failed:
      return RunPhase::Failed;
    case RunStatus::Interrupted:
      return RunPhase::Interrupted;
  }
  return RunPhase::Interrupted;
}

RunState stateOf(const RunStarted& started) {
  RunState state;
  state.phase = RunPhase::Running;
  state.partitions = std::max(started.partitions, 0);
  state.iterations = started.iterations;
  state.iterationsPerEpoch = started.iterationsPerEpoch;
  return state;
}

}  // namespace

bool RunState::hasDiverged(int partition) const {
  return std::ranges::any_of(diverged,
                             [partition](const auto& point) { return point.partition == partition; });
}

std::vector<double> RunState::changesOn(XAxis axis) const {
  std::vector<double> places;
  for (const auto& change : changes) {
    const double place = clock.at(static_cast<double>(change.iteration), axis);
    if (std::isfinite(place) && (places.empty() || places.back() != place)) places.push_back(place);
  }
  return places;
}

void RunState::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = stateOf(*started);
    clock.add(event);
    return;
  }
  clock.add(event);
  if (phase == RunPhase::Empty) phase = RunPhase::Running;
  std::visit(
      [this](const auto& value) {
        if constexpr (requires { value.iteration; }) iteration = std::max(iteration, value.iteration);
      },
      event);
  if (const auto* change = std::get_if<SettingChanged>(&event)) {
    changes.push_back(*change);
  } else if (const auto* point = std::get_if<PartitionDiverged>(&event)) {
    if (!hasDiverged(point->partition)) diverged.push_back(*point);
  } else if (std::holds_alternative<RunPaused>(event)) {
    phase = RunPhase::Paused;
  } else if (std::holds_alternative<RunResumed>(event)) {
    phase = RunPhase::Running;
  } else if (const auto* end = std::get_if<RunEnded>(&event)) {
    phase = phaseOf(end->status);
    error = end->error;
  }
}

}  // namespace lab::ui
