#include "engine/net/profile.h"

namespace lab::net {

Link linkOf(const NetworkSpec& spec) {
  if (spec.profile == "lan") return {.bandwidthMbps = 1000, .latencyMs = 0.2};
  if (spec.profile == "wan") return {.bandwidthMbps = 100, .latencyMs = 50};
  return {.bandwidthMbps = spec.bandwidthMbps, .latencyMs = spec.latencyMs};
}

}  // namespace lab::net
