#pragma once

#include <optional>
#include <string>

#include "engine/core/fork.h"
#include "engine/core/spec.h"
#include "engine/train/setup.h"

namespace lab {

/// What the set-up does not know about how it is run.
struct Circumstances {
  int threads = 1;
  std::string hdf5;  ///< version of the library that records
  std::string commandLine;
  std::optional<Fork> fork{};  ///< recorded as parent, iteration and hash of the parent's spec
};

/// Everything that may change the bits of a run or that a reader needs to repeat it, as a JSON object: program,
/// LibTorch, BLAS, oneDNN and instruction sets, compiler, processor, device, memory format, executor, hashes of data
/// and index map, settings the algorithm derived. Personal paths in the command line are cut to file names.
[[nodiscard]] std::string environmentJson(const Setup& setup, const ExperimentSpec& spec,
                                          const Circumstances& circumstances);

/// Now as ISO 8601 in UTC: "2026-11-22T21:30:05Z".
[[nodiscard]] std::string nowUtc();

}  // namespace lab
