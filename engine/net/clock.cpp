#include "engine/net/clock.h"

#include <algorithm>
#include <numeric>

namespace lab::net {
namespace {

constexpr double kBitsPerByte = 8;
constexpr double kBitsPerMegabit = 1e6;
constexpr double kMillisecond = 1e-3;

// On the link that has most to carry: K - 1 copies go out, or what all others have sent comes in.
double busiestLink(std::span<const std::int64_t> bytes) {
  const auto others = static_cast<double>(bytes.size()) - 1;
  const auto all = static_cast<double>(std::accumulate(bytes.begin(), bytes.end(), std::int64_t{0}));
  double most = 0;
  for (const std::int64_t own : bytes) {
    const auto sent = static_cast<double>(own);
    most = std::max({most, others * sent, all - sent});
  }
  return most;
}

}  // namespace

Load& Load::operator+=(const Load& other) {
  computeSeconds += other.computeSeconds;
  messages += other.messages;
  bytes += other.bytes;
  return *this;
}

Load loadOf(const Stretch& stretch) {
  Load load{.computeSeconds = stretch.computeSeconds, .messages = 0, .bytes = 0};
  if (stretch.bytes.size() < 2) return load;  // nobody to send to
  const auto partitions = static_cast<double>(stretch.bytes.size());
  load.messages = static_cast<double>(stretch.exchanges + stretch.travels);
  load.bytes = busiestLink(stretch.bytes) + static_cast<double>(stretch.travelBytes) / partitions;
  return load;
}

double seconds(const Load& load, const Link& link) {
  return load.computeSeconds + load.messages * link.latencyMs * kMillisecond +
         load.bytes * kBitsPerByte / (link.bandwidthMbps * kBitsPerMegabit);
}

}  // namespace lab::net
