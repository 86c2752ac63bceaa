#pragma once

#include <cstdint>
#include <optional>

#include "engine/control/controller.h"
#include "engine/core/events.h"
#include "engine/core/spec.h"
#include "engine/train/checkpoint.h"
#include "engine/train/evaluate.h"
#include "engine/train/setup.h"

namespace lab {

/// SkewScout at work: lets the models travel, asks the controller and turns the algorithm's knob (paper,
/// section on SkewScout). Lives on the experiment's thread; spec and set-up must outlive it.
class Scout {
 public:
  /// Turns the knob to where the controller starts. Throws Error{Usage} when the algorithm has none.
  Scout(const ExperimentSpec& spec, Setup& setup);

  /// What the controller may choose from, for RunStarted.
  [[nodiscard]] KnobScale scale() const;

  /// Whether a travel is due after so many iterations. One that falls into a local round waits for the round's end: in
  /// its midst the models have drifted apart less than the knob's setting makes them, and what they sent is not a
  /// whole round's.
  [[nodiscard]] bool due(std::int64_t iteration) const;

  /// Every model visits another partition; both see `sample` random training images of each. Bills one dense
  /// model per partition. `iteration` counts those that are done, at least 1. Nothing when `rounds` was told to
  /// stop: nothing has happened then, and the same call may be made again.
  [[nodiscard]] std::optional<SkewScoutDecision> travel(std::int64_t iteration, CommunicationLedger& ledger,
                                                        const Rounds& rounds);

  void save(Checkpoint& checkpoint) const;
  void restore(const Checkpoint& checkpoint);

  /// Instead of restore(), in a fork of an experiment `parent`. Without a change it is the same. With other settings
  /// the knob stays where the parent had it, unless `start` was changed, and prices are forgotten; the next travel is
  /// when it would have been, unless the period was changed. Where the parent had no such knob, it starts anew.
  void takeOver(const Checkpoint& checkpoint, const ExperimentSpec& parent, const CommunicationLedger& ledger);

 private:
  struct Visits;
  [[nodiscard]] std::optional<Visits> visit(const Rounds& rounds);
  /// Every model without what it has not sent yet, compared with itself; takes no traffic.
  [[nodiscard]] std::optional<Visits> stayAtHome(const Rounds& rounds);
  /// [K] what each partition is asked in the present travel.
  [[nodiscard]] std::vector<at::Tensor> samples() const;
  [[nodiscard]] Seed travelSeed() const { return seed_.child("travel").child(travels_); }
  void readCounters(const Checkpoint& checkpoint);
  /// One dense model per partition, unless nothing had to be sent. Bytes.
  [[nodiscard]] std::int64_t bill(const Visits& visits, CommunicationLedger& ledger) const;
  [[nodiscard]] double communicationSince(const CommunicationLedger& ledger);

  const ExperimentSpec& experiment_;
  const SkewScoutSpec& spec_;  // a part of it
  Setup& setup_;
  Seed seed_;
  const AlgorithmEntry& entry_;
  Controller controller_;
  std::int64_t travels_ = 0;
  std::int64_t sent_ = 0, bsp_ = 0;  // bytes without travel, and BSP's, at the last decision
};

/// Where the knob of a fork stood when its parent began; NaN where the parent had none that is the same.
[[nodiscard]] double startingSetting(const ExperimentSpec& fork, const ExperimentSpec& parent);

}  // namespace lab
