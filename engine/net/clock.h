#pragma once

#include <cstdint>
#include <span>

#include "engine/net/profile.h"

namespace lab::net {

// What a run would have taken had its partitions been joined by a real network, worked out from what they
// sent. No paper is followed; the model is the plainest that knows bandwidth and latency:
//
//   seconds = computing + latency * messages + bytes / bandwidth
//
// - Every partition has one full-duplex link to a network that is never the bottleneck itself, and the links
//   are equal.
// - What goes to all others is K - 1 copies on the sender's link; the copies of one exchange leave together,
// so
//   that they cost one latency.
// - An exchange is over when the slowest has sent and received everything; nobody computes meanwhile.
// - A travelling model goes to one host; those of one round travel at the same time.
// - Nothing is lost, and no protocol adds bytes.

/// What happened between two points of a run, sums over the stretch.
struct Stretch {
  double computeSeconds = 0;            ///< of one partition
  std::int64_t exchanges = 0;           ///< in which partitions send to all others
  std::span<const std::int64_t> bytes;  ///< [K] put out by partition k for all others, counted once
  std::int64_t travels = 0;             ///< rounds in which every model visits one other partition
  std::int64_t travelBytes = 0;         ///< of all travelling models together
};

/// What the slowest has to get through. Loads of stretches that follow each other add up.
struct Load {
  double computeSeconds = 0;
  double messages = 0;  ///< one after the other
  double bytes = 0;     ///< on the busiest link, in its busier direction

  Load& operator+=(const Load& other);
};

/// Exact for one exchange; over several the busiest link is taken to be the same in all of them.
[[nodiscard]] Load loadOf(const Stretch& stretch);

[[nodiscard]] double seconds(const Load& load, const Link& link);

}  // namespace lab::net
