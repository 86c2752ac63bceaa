#pragma once

#include <optional>
#include <span>

#include "engine/core/events.h"
#include "ui/series/places.h"

namespace lab::ui {

/// The first recorded point at which a line was at or above a target, and what the run had cost by then.
struct Reach {
  std::size_t point = 0;  ///< index
  double x = 0;
  double bytes = 0;   ///< sent by all partitions
  double saving = 0;  ///< what BSP would have sent by that iteration, divided by `bytes`; NaN when unknown
};

/// What it takes to reach a target, in bytes and against BSP.
class CostToReach {
 public:
  void add(const Event& event);  ///< learns BSP's bytes from CommunicationPoint; RunStarted starts afresh

  /// Nothing when `line`, whose points lie at `places`, never gets there; gaps do not count.
  [[nodiscard]] std::optional<Reach> reach(std::span<const double> line, const Places& places, double target,
                                           XAxis axis) const;

 private:
  Places known_;
  std::vector<double> bspBytes_;  // [point of known_]
};

}  // namespace lab::ui
