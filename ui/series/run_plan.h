#pragma once

#include <cstdint>

#include "engine/core/events.h"

namespace lab::ui {

/// What views must know of a run's spec: which points will come and when, and how SkewScout travels.
struct RunPlan {
  bool scout = false;              ///< SkewScout turns a knob
  std::int64_t travelEvery = 500;  ///< iterations, at first
  bool againstHost = false;        ///< the accuracy loss compares a guest with its host's own model
  bool classAccuracy = true;       ///< evaluations tell it
  bool normDivergence = true;
  bool weightDivergence = true;
  std::int64_t divergenceEvery = 100;  ///< iterations
};

/// What cannot be read has the spec's own defaults.
[[nodiscard]] RunPlan planOf(const RunStarted& started);

}  // namespace lab::ui
