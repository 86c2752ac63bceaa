#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ledger.h"
#include "engine/train/checkpoint_archive.h"
#include "engine/train/examiner.h"
#include "engine/train/learning.h"
#include "engine/train/scout.h"
#include "engine/train/setup.h"
#include "engine/train/trainer.h"
#include "engine/train/workers.h"

namespace lab {

/// The trainer as its three source files know it: the loop in trainer.cpp, what it measures and tells in
/// trainer_report.cpp, and what it keeps and takes up again in trainer_state.cpp.
class Trainer::Impl {
 public:
  Impl(const ExperimentSpec& spec, EventSink& sink, RunControl& control, TrainerOptions options);

  void run();

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] static double secondsSince(Clock::time_point start);

  // trainer.cpp
  void start();
  [[nodiscard]] bool mayBegin();
  [[nodiscard]] bool mayGoOn();
  void train();
  [[nodiscard]] bool steeringPending() const;
  void steer();
  [[nodiscard]] Rounds rounds();
  void stop();
  void end(RunStatus status, const std::string& error);

  // trainer_report.cpp
  [[nodiscard]] bool measuresMeans() const;
  [[nodiscard]] bool measuresAnything() const;
  [[nodiscard]] bool comparesLayers() const;
  void report();
  [[nodiscard]] std::vector<float> reportLoss();
  void checkLosses(const std::vector<float>& losses);
  [[nodiscard]] std::string divergenceSentence(std::size_t partition) const;
  void reportTraffic();
  void reportDivergence();
  void evaluateAll();
  [[nodiscard]] double epoch() const;

  // trainer_state.cpp
  void checkpointWhenDue();
  void writeState(CheckpointArchive::Stay stay = CheckpointArchive::Stay::Passing);
  void resume();
  void takeOver(const Fork& fork);
  void restore(const Checkpoint& checkpoint);
  [[nodiscard]] Checkpoint state() const;
  void continueFrom(Checkpoint checkpoint, const ExperimentSpec& before);
  void changeWhenAsked();
  void change(const ExperimentSpec& spec);

  ExperimentSpec spec_;  // as it is now
  EventSink& sink_;
  RunControl& control_;
  TrainerOptions options_;
  Setup setup_;
  Examiner examiner_{spec_, setup_};
  Augmentation augmentation_{augmentationNamed(spec_.dataset.augment)};
  Learning learning_{setup_.replicas, setup_.participants, setup_.train};
  CommunicationLedger ledger_;
  CheckpointArchive archive_;
  Workers workers_;
  Parallel parallel_;
  std::optional<Scout> scout_;  // with SkewScout
  Clock::time_point lastCheckpoint_ = Clock::now();
  std::int64_t iteration_ = 0;  // done so far
  double seconds_ = 0;          // of training
  std::string changedSpecJson_;  // empty: nothing was changed while it went
  std::size_t changesMade_ = 0;  // of those that are planned
  bool evaluationPending_ = false;
  bool ended_ = false;
};

}  // namespace lab
