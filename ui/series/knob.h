#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/places.h"

namespace lab::ui {

/// The setting of SkewScout's knob over a run as a staircase, in the knob's own unit: two points at every
/// decision (before and after), one at every CommunicationPoint in between, so that the last step reaches to
/// now. A RunStarted that does not tell the setting at the start leaves that to the first decision, which in any
/// case tells the accuracy loss that was tolerated until then.
class KnobSeries {
 public:
  void add(const Event& event);  ///< RunStarted starts afresh

  /// May be shorter than setting() (the newest may not be placed yet). Valid until the next call of add().
  [[nodiscard]] std::span<const double> x(XAxis axis) { return places_.on(axis, moments_.on(axis, clock_)); }
  [[nodiscard]] std::span<const double> setting() const { return setting_; }
  /// Percentage points; NaN while there is no decision.
  [[nodiscard]] std::span<const double> tolerated() const { return tolerated_; }
  [[nodiscard]] std::optional<double> now() const;  ///< in force

 private:
  void decide(const SkewScoutDecision& decision);
  void append(std::int64_t iteration, double setting);

  Clock clock_;
  Moments moments_;
  PlacedPoints places_;
  std::vector<double> setting_, tolerated_;
  double toleratedNow_ = std::numeric_limits<double>::quiet_NaN();
  std::optional<std::int64_t> reached_;  // iteration of the latest point
  std::optional<std::int64_t> decided_;  // iteration of the latest decision
};

}  // namespace lab::ui
