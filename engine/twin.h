#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "engine/core/spec.h"
#include "engine/session.h"

namespace lab {

/// Why these two cannot be twins, in one sentence that names the field; empty when they can. Twins have the
/// same seed, data set, task, partitions, minibatch size and network, so that they start with the same
/// weights and see the same images in the same order. Everything else may differ: algorithm, SkewScout,
/// normalization, learning rate, length.
[[nodiscard]] std::string twinProblem(const ExperimentSpec& left, const ExperimentSpec& right);

/// Throws Error{Usage} when there is one.
void requireTwins(const ExperimentSpec& left, const ExperimentSpec& right);

/// New files in the run store for both, left first, whose names say which is which.
[[nodiscard]] std::array<std::filesystem::path, 2> newTwinPaths(const ExperimentSpec& left,
                                                                const ExperimentSpec& right);

/// The places of two runs that shall go in lockstep, left first, for the SessionOptions of their sessions.
/// The paths are those of their run files.
[[nodiscard]] std::array<TwinPlace, 2> twinPlaces(const std::filesystem::path& left,
                                                  const std::filesystem::path& right);

}  // namespace lab
