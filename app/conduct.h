#pragma once

#include <memory>
#include <span>
#include <string>

#include "engine/core/spec.h"
#include "engine/record/recorder.h"
#include "engine/session.h"

namespace lab::app {

/// What `run`, `resume`, `fork` and `twin` share.
struct Conduct {
  ExperimentSpec spec;
  std::shared_ptr<Recorder> recorder;
  SessionOptions options;
  std::string progress = "auto";
  std::string label{};  ///< what tells it from the other run; empty: there is no other
};

/// Runs to the end or to Ctrl-C, with progress on the way and the results at the end. Returns the exit code.
[[nodiscard]] int conduct(const Conduct& run);

/// Several at once, which go in lockstep: all of them stop together. The worst of their exit codes.
[[nodiscard]] int conduct(std::span<const Conduct> runs);

}  // namespace lab::app
