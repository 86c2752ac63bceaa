#pragma once

#include <cstdint>

#include "engine/core/spec.h"

namespace lab {

/// A change of the spec while a run goes, which has been made before: it is made again when `iteration` is
/// done.
struct PlannedChange {
  std::int64_t iteration = 0;
  ExperimentSpec spec;
};

}  // namespace lab
