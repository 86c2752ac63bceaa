#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/events.h"

namespace lab::test {

/// A run nobody trained: its numbers follow from the iteration by simple formulas, which the Python tests
/// know too.
struct MadeUpRun {
  int partitions = 3;
  int classes = 4;
  std::vector<NormLayer> layers{{"norm1", 2}, {"block/norm2", 3}};
  bool skewscout = true;
  bool cross = true;
  bool perClass = true;
};

[[nodiscard]] RunStarted started(const MadeUpRun& run);

/// What the run says at one iteration (1, 2, ...), often nothing. Over 60 iterations every event but
/// RunStarted and RunEnded occurs; every fifth iteration ends with an evaluation, every tenth with a
/// checkpoint after it.
[[nodiscard]] std::vector<Event> eventsAt(const MadeUpRun& run, std::int64_t iteration);

/// RunStarted, then iterations 1 to `last`, then RunEnded.
[[nodiscard]] std::vector<Event> allEvents(const MadeUpRun& run, std::int64_t last);

/// Empty when both streams are equal, a NaN being equal to a NaN; otherwise where they differ first.
[[nodiscard]] std::string difference(const std::vector<Event>& left, const std::vector<Event>& right);

/// Without the rows of /log that an interruption adds or moves.
[[nodiscard]] std::vector<Event> withoutInterruptions(const std::vector<Event>& events);

}  // namespace lab::test
