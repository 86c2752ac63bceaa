#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/events.h"
#include "engine/net/clock.h"
#include "ui/series/places.h"
#include "ui/series/run_plan.h"

namespace lab::ui {

/// What a run would have taken over a network, and BSP beside it, from what the partitions sent: the model of
/// engine/net/clock.h. Computing is that of the machine that ran it, its threads shared out: each partition
/// computes on a machine of its own, as fast as one thread there.
class SimulatedTime {
 public:
  /// At one moment; seconds since the start.
  struct At {
    std::int64_t iteration = 0;
    double seconds = 0;
    double computing = 0;  ///< of these
    double bsp = 0;        ///< for as many iterations
  };

  /// RunStarted starts afresh, with the network of the run's spec unless one has been chosen.
  void add(const Event& event);
  void setLink(const net::Link& link);  ///< chosen from now on, for all points
  [[nodiscard]] const net::Link& link() const { return link_; }

  [[nodiscard]] std::span<const double> x(XAxis axis) const { return places_.on(axis); }
  [[nodiscard]] std::span<const double> seconds() const { return seconds_; }
  [[nodiscard]] std::span<const double> computing() const { return computing_; }
  [[nodiscard]] std::span<const double> bsp() const { return bsp_; }

  /// Between two points interpolated, beyond the newest that one; nothing while there is none.
  [[nodiscard]] std::optional<At> at(std::int64_t iteration) const;
  /// The planned end of the run at the pace so far; nothing while there is no pace or no plan.
  [[nodiscard]] std::optional<At> finish() const;

  /// The newest mean accuracy at or before an iteration, and when it was reached.
  struct Reached {
    double accuracy = 0;  ///< percent
    At when;
  };
  [[nodiscard]] std::optional<Reached> accuracyAt(std::int64_t iteration) const;

 private:
  struct Loads {
    net::Load run, bsp;
  };
  struct Evaluated {
    std::int64_t iteration = 0;
    double accuracy = 0;
  };

  void append(const CommunicationPoint& point);
  [[nodiscard]] net::Load loadSince(const CommunicationPoint& point) const;
  [[nodiscard]] net::Load bspLoadSince(const CommunicationPoint& point) const;
  [[nodiscard]] double computeSince(const CommunicationPoint& point) const;
  void place(const Loads& loads);

  RunPlan plan_;
  net::Link link_;
  bool chosen_ = false;
  std::int64_t iterations_ = 0;  // planned
  std::int64_t parameters_ = 0;
  Places places_;
  CommunicationPoint before_;  // the newest point
  std::vector<Loads> loads_;   // cumulative
  std::vector<double> seconds_, computing_, bsp_;
  std::vector<Evaluated> evaluated_;
};

}  // namespace lab::ui
