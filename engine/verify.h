#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "engine/fork.h"
#include "engine/session.h"

namespace lab {

/// What came out when a run was repeated.
struct Verification {
  std::int64_t compared = 0;                      ///< evaluations whose weights were compared
  std::int64_t lastIteration = 0;                 ///< the repetition's last compared iteration
  std::optional<std::int64_t> firstDifference{};  ///< nothing: identical, bit for bit
  std::optional<ForkOrigin> origin{};             ///< of a fork: where the repetition began
};

/// Trains the first `iterations` of a recorded run again and compares the hash of all weights at every
/// evaluation. At 0 it takes 200 iterations, or as many as reach the first recorded evaluation after the
/// start. A fork is repeated from where it was forked, with the checkpoint it began with; what it has from its parent
/// is not compared. What was changed while the run went is changed again. Blocks until done; writes nothing. Of `options` only device and threads count. Throws Error{Data}
/// when the file holds nothing to compare, Error{Run} when the repetition fails.
[[nodiscard]] Verification verifyRun(const std::filesystem::path& path, std::int64_t iterations,
                                     const SessionOptions& options = {});

}  // namespace lab
