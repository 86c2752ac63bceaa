#pragma once

#include <span>
#include <vector>

#include "engine/core/events.h"
#include "engine/core/params.h"
#include "engine/core/planned_change.h"
#include "engine/core/spec.h"

namespace lab {

/// What cannot be changed while a run of `running` goes, each at its field; empty when the change can be
/// made. The algorithm with its parameters, learning rate, momentum and weight decay can, unless SkewScout
/// turns the knob.
[[nodiscard]] std::vector<Problem> liveProblems(const ExperimentSpec& running, const ExperimentSpec& changed);

/// Throws Error{Usage} for the first of them, and for a spec that cannot run.
void requireLiveChange(const ExperimentSpec& running, const ExperimentSpec& changed);

/// What has to be said of a change, without the iteration.
[[nodiscard]] std::vector<SettingChanged> settingsChanged(const ExperimentSpec& before,
                                                          const ExperimentSpec& after);

/// The specs that a run which began with `spec` had from each change on. Throws Error{Data} for what is no
/// change.
[[nodiscard]] std::vector<PlannedChange> plannedChanges(ExperimentSpec spec,
                                                        std::span<const SettingChanged> changes);

}  // namespace lab
