#pragma once

#include <cstdint>

#include "engine/core/spec.h"

namespace lab {

/// The learning rate at `iteration` (from 0) of a run of `iterations`, as a share of the rate at the start.
/// Milestones up to 1 are fractions of the run, larger ones iterations; each that has been reached multiplies
/// by the factor. In a warm-up of W iterations the schedule's value is multiplied by (iteration + 1) / W (Goyal et
/// al. 2017, section 2.2).
[[nodiscard]] double rateFactor(const ScheduleSpec& schedule, std::int64_t iteration,
                                std::int64_t iterations);

/// How many times skewscout.sigma_al is tolerated at `iteration`: the rate over the rate of the run's last tenth, to
/// the power skewscout.leniency. Once while the rate is below that, as in a warm-up.
[[nodiscard]] double leniency(const ExperimentSpec& spec, std::int64_t iteration, std::int64_t iterations);

/// Length of a run in iterations: training.iterations when > 0, otherwise the epochs over `samples` images
/// dealt to all partitions; at least 1.
[[nodiscard]] std::int64_t plannedIterations(const ExperimentSpec& spec, std::int64_t samples);

/// n / (K * batch size).
[[nodiscard]] double iterationsPerEpoch(const ExperimentSpec& spec, std::int64_t samples);

}  // namespace lab
