#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/places.h"
#include "ui/series/x_axis.h"

namespace lab::ui {

enum class RunPhase { Empty, Running, Paused, Finished, Stopped, Failed, Interrupted };

/// What every view must know of a run besides its points. Events in, values out.
struct RunState {
  RunPhase phase = RunPhase::Empty;
  int partitions = 0;
  std::int64_t iteration = 0;     ///< the latest that any event named
  std::int64_t iterations = 0;    ///< planned; 0 when unknown
  double iterationsPerEpoch = 0;  ///< 0 when unknown
  std::string error;              ///< a sentence when the run failed
  std::vector<PartitionDiverged> diverged{};
  std::vector<SettingChanged> changes{};  ///< while it went
  Clock clock{};

  /// RunStarted starts afresh; an event of any other kind without one means that a run is going on.
  void add(const Event& event);

  [[nodiscard]] bool ended() const { return phase > RunPhase::Paused; }
  [[nodiscard]] bool hasDiverged(int partition) const;
  /// Where on this axis something was changed; without what cannot be placed there yet.
  [[nodiscard]] std::vector<double> changesOn(XAxis axis) const;
};

}  // namespace lab::ui
