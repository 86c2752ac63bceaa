#pragma once

#include <cstdint>

#include "engine/core/events.h"
#include "engine/core/loss_reading.h"
#include "engine/core/spec.h"

namespace lab::ui {

/// What views must know of a run's spec and environment: which points will come and when, how SkewScout
/// travels, and what joins the partitions.
struct RunPlan {
  bool scout = false;              ///< SkewScout turns a knob
  std::int64_t travelEvery = 500;  ///< iterations, at first
  LossReading loss = kLossReadings.front();
  bool classAccuracy = true;       ///< evaluations tell it
  bool normDivergence = true;
  bool weightDivergence = true;
  std::int64_t divergenceEvery = 100;  ///< iterations
  bool wholeModels = false;            ///< the algorithm trains locally and then exchanges whole models
  int threads = 1;                     ///< that the run's partitions shared
  NetworkSpec network{};
};

/// What cannot be read has the spec's own defaults.
[[nodiscard]] RunPlan planOf(const RunStarted& started);

}  // namespace lab::ui
