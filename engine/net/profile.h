#pragma once

#include "engine/core/spec.h"

namespace lab::net {

/// What joins a partition to all others: one line of its own, as fast in both directions at once.
struct Link {
  double bandwidthMbps = 100;  ///< Mbit/s, each way; > 0
  double latencyMs = 50;       ///< one way

  friend bool operator==(const Link&, const Link&) = default;
};

/// The link a spec describes: "wan" is 100 Mbit/s with 50 ms, the usual values of the spec; "lan" is gigabit
/// Ethernet, 1000 Mbit/s with 0.2 ms; anything else has the spec's own numbers.
[[nodiscard]] Link linkOf(const NetworkSpec& spec);

}  // namespace lab::net
