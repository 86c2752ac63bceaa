#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/fork.h"
#include "engine/core/planned_change.h"
#include "engine/core/sink.h"
#include "engine/core/spec.h"
#include "engine/train/run_control.h"

namespace lab {

/// What the trainer needs to know of the language of spec files.
struct SpecLanguage {
  std::function<std::string(const ExperimentSpec&)> toJson;
  /// One event for each field that differs, without its iteration.
  std::function<std::vector<SettingChanged>(const ExperimentSpec& before, const ExperimentSpec& after)> differences;
};

/// How a run is carried out; only the device changes its results.
struct TrainerOptions {
  std::string device = "auto";
  int threads = 0;                     ///< 0: defaultThreads()
  std::filesystem::path checkpoint{};  ///< empty: none are written
  bool resume = false;                 ///< go on from `checkpoint`
  std::optional<Fork> fork{};          ///< go on from its checkpoint, which this experiment need not have written
  std::string specJson{};              ///< the resolved spec, as recorded
  std::string hdf5{};                  ///< version of the recorder's library, for the environment record
  std::string commandLine{};           ///< for the environment record
  std::int64_t stopAfter = 0;          ///< end after this iteration; 0: never
  std::string twin{};                  ///< file name of the run it goes in lockstep with; empty: it goes alone
  int runsAtOnce = 1;                  ///< that share the machine's cores when `threads` does not say
  std::vector<PlannedChange> changes{};  ///< in the order in which they were made
  SpecLanguage language{};             ///< only needed where something is changed
};

/// The loop of the paper. Lives on the experiment's thread; throws Error and whatever LibTorch throws.
class Trainer {
 public:
  Trainer(const ExperimentSpec& spec, EventSink& sink, RunControl& control, TrainerOptions options);
  Trainer(const Trainer&) = delete;
  Trainer& operator=(const Trainer&) = delete;
  ~Trainer();

  /// Everything from RunStarted to RunEnded. Once.
  void run();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lab
