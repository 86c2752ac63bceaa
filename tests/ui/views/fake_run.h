#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/events.h"

namespace lab::ui::test {

/// What a made-up run looks like.
struct FakeRun {
  int partitions = 5;
  int classes = 10;
  std::int64_t iterations = 2000;
  std::int64_t logEvery = 20;
  std::int64_t evaluateEvery = 50;
  double skew = 1.0;             ///< share of the data split by label
  double saving = 12.0;          ///< values BSP sends for each one sent
  int diverging = -1;            ///< partition whose loss blows up at 60 % of the run
  std::int64_t travelEvery = 0;  ///< iterations between two decisions of SkewScout; 0: it is off
  int normLayers = 3;            ///< of 8, 16, 32, ... channels
  std::int64_t divergenceEvery = 50;
  bool holdsBack = false;  ///< partitions keep small updates for later
  std::string_view loss = "home-minus-away";  ///< SkewScout's reading
};

[[nodiscard]] RunStarted started(const FakeRun& run);

/// The whole stream in the order the engine sends it, without RunEnded. The same every time.
[[nodiscard]] std::vector<Event> events(const FakeRun& run);

/// The beginning of a stream: everything up to `iteration`.
[[nodiscard]] std::vector<Event> until(const std::vector<Event>& events, std::int64_t iteration);

}  // namespace lab::ui::test
