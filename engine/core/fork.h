#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/core/spec.h"

namespace lab {

/// Where a run begins that is a branch of another, its parent: at one of the parent's checkpoints. The fork
/// goes on under its own spec, and its file begins with what the parent has recorded up to there.
struct Fork {
  std::filesystem::path run;         ///< the parent's file
  std::filesystem::path checkpoint;  ///< one of the parent's; only read
  std::int64_t iteration = 0;        ///< of the checkpoint
  ExperimentSpec spec;               ///< the parent's, with what was changed up to there while it went
  std::string specJson;              ///< what the parent began with, as checkpoint and run file hold it
};

}  // namespace lab
