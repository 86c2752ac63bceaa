#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "ui/series/places.h"
#include "ui/series/run_plan.h"

namespace lab::ui {

/// What a decision does with the knob, as its ladder goes: from talkative to silent.
enum class Turn { Tighter, Looser, Stay };

/// One decision of SkewScout in the units of the screen.
struct Decision {
  std::int64_t iteration = 0;
  double before = 0, after = 0;  ///< settings of the knob, in its own unit
  Turn turn = Turn::Stay;
  double accuracyLoss = 0;   ///< percentage points; NaN when it could not be measured
  double tolerated = 0;      ///< likewise: as much cost nothing
  double communication = 0;  ///< percent of what BSP would have sent since the decision before
  double lossTerm = 0, trafficTerm = 0, objective = 0;
  std::string reason;  ///< a sentence
};

/// Percentage points that each travelled model has lost, [K] by home; NaN where an accuracy or a host is
/// missing.
[[nodiscard]] std::vector<double> pairLosses(const SkewScoutDecision& decision, bool againstHost);

/// SkewScout's decisions and what led to them. Columns are as long as decisions(); NaN is a gap.
class DecisionSeries {
 public:
  void add(const Event& event);  ///< RunStarted starts afresh

  [[nodiscard]] const KnobScale& knob() const { return knob_; }
  [[nodiscard]] const RunPlan& plan() const { return plan_; }
  [[nodiscard]] const std::vector<Decision>& decisions() const { return decisions_; }

  /// May be shorter than the columns (the newest may not be placed yet). Valid until the next call of add().
  [[nodiscard]] std::span<const double> x(XAxis axis) { return moments_.on(axis, clock_); }
  [[nodiscard]] std::span<const double> accuracyLoss() const { return accuracyLoss_; }  ///< percentage points
  [[nodiscard]] std::span<const double> lossTerm() const { return lossTerm_; }
  [[nodiscard]] std::span<const double> trafficTerm() const { return trafficTerm_; }

  /// Every travelled model as a point of its own.
  [[nodiscard]] std::span<const double> pairX(XAxis axis) { return pairPlaces_.on(axis, x(axis)); }
  [[nodiscard]] std::span<const double> pairLoss() const { return pairLoss_; }  ///< percentage points

  /// The area between the tolerated loss and what lies above it, exact where the line crosses it.
  [[nodiscard]] std::span<const double> excessX(XAxis axis) { return excessPlaces_.on(axis, x(axis)); }
  [[nodiscard]] std::span<const double> excessLower() const { return excessLower_; }  ///< tolerated, or a gap
  [[nodiscard]] std::span<const double> excessUpper() const { return excessUpper_; }

 private:
  void append(const SkewScoutDecision& decision);
  void appendExcess(double position, const Decision& decision);

  KnobScale knob_;
  RunPlan plan_;
  Clock clock_;
  Moments moments_;
  std::vector<Decision> decisions_;
  std::vector<double> accuracyLoss_, lossTerm_, trafficTerm_, pairLoss_, excessLower_, excessUpper_;
  PlacedPoints pairPlaces_, excessPlaces_;
};

/// Whether the settings grow by factors rather than by steps, so that a logarithmic axis suits them.
[[nodiscard]] bool isGeometric(const std::vector<double>& ladder);

}  // namespace lab::ui
