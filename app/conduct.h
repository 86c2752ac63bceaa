#pragma once

#include <memory>
#include <string>

#include "engine/core/spec.h"
#include "engine/record/recorder.h"
#include "engine/session.h"

namespace lab::app {

/// What `run` and `resume` share.
struct Conduct {
  ExperimentSpec spec;
  std::shared_ptr<Recorder> recorder;
  SessionOptions options;
  std::string progress = "auto";
};

/// Runs to the end or to Ctrl-C, with progress on the way and the results at the end. Returns the exit code.
[[nodiscard]] int conduct(const Conduct& run);

}  // namespace lab::app
