#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fork.h"
#include "engine/core/params.h"

namespace lab {

/// A checkpoint that lies beside a run file.
struct KeptCheckpoint {
  std::int64_t iteration = 0;
  std::filesystem::path path;
};

/// The checkpoints of a run, oldest first: RUN.h5.checkpoint, and what `checkpoint.keep` and
/// `checkpoint.at_decisions` have left in RUN.h5.checkpoints. Reads the newest as a whole.
[[nodiscard]] std::vector<KeptCheckpoint> keptCheckpoints(const std::filesystem::path& run);

/// Only the latter, oldest first: a look into one folder.
[[nodiscard]] std::vector<KeptCheckpoint> olderCheckpoints(const std::filesystem::path& run);

/// A fork of `run` at one of its checkpoints, by default the newest. Throws Error{Data} when there are none
/// or the run cannot be read, Error{Usage} that lists those there are when none is of that iteration.
[[nodiscard]] Fork forkOf(const std::filesystem::path& run, std::optional<std::int64_t> iteration = {});

/// What a fork starts from: the parent's spec under a name of its own.
[[nodiscard]] ExperimentSpec forkSpec(const Fork& fork);

/// The fields that a fork has changed and cannot: what the parent's models, its data and its place in them
/// depend on.
[[nodiscard]] std::vector<Problem> forkProblems(const ExperimentSpec& parent, const ExperimentSpec& fork);

/// Throws Error{Usage} for the first of them.
void requireForkable(const ExperimentSpec& parent, const ExperimentSpec& fork);

/// Where a recorded run was forked from.
struct ForkOrigin {
  std::string parent;  ///< file name
  std::int64_t iteration = 0;
};

/// What the environment record says of it; nothing for a run that is no fork.
[[nodiscard]] std::optional<ForkOrigin> forkOrigin(std::string_view environmentJson);

/// A fork from its own beginning, to repeat it. Throws Error{Data} when the checkpoint of that iteration is
/// gone.
[[nodiscard]] Fork forkAgain(const std::filesystem::path& run, const ForkOrigin& origin);

}  // namespace lab
