#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/core/fork.h"
#include "engine/core/sink.h"
#include "engine/core/spec.h"
#include "engine/train/run_control.h"
#include "engine/train/workers.h"

namespace lab {

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
  Workers::Share share{};              ///< of the machine's cores
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
