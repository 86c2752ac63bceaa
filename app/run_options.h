#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <CLI/App.hpp>

#include "engine/record/recorder.h"
#include "engine/session.h"

namespace lab::app {

/// How a run is carried out: the same for a new one, a resumed one and a fork.
struct RunOptions {
  std::string device = "auto";
  int threads = 0;
  std::string progress = "auto";

  void addTo(CLI::App& command);

  /// For the run file `run`, whose checkpoint lies beside it.
  [[nodiscard]] SessionOptions session(const std::filesystem::path& run) const;
};

/// Where a new run file goes.
struct OutputOptions {
  std::string output;  ///< empty: a new file in the run store
  bool force = false;

  void addTo(CLI::App& command);

  /// The place for a run of this spec; its folder is made. Throws Error{Usage} when that cannot be.
  [[nodiscard]] std::filesystem::path place(const ExperimentSpec& spec) const;

  [[nodiscard]] Recorder::Existing existing() const;
};

/// A checkpoint of the run that is replaced must not be taken for one of the new run.
void removeCheckpoints(const std::filesystem::path& run);

}  // namespace lab::app
