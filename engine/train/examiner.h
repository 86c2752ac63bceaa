#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/events.h"
#include "engine/core/spec.h"
#include "engine/train/evaluate.h"
#include "engine/train/setup.h"
#include "engine/train/task.h"

namespace lab {

/// Tests the models of a run as its task says, and where asked every model on every partition's training images. Lives on the experiment's thread; spec and set-up must outlive it.
class Examiner {
 public:
  Examiner(const ExperimentSpec& spec, Setup& setup) : spec_(spec), setup_(setup) {}

  /// The point but for epoch, seconds and bytes. Nothing when `rounds` was told to stop; the same call may be made again.
  [[nodiscard]] std::optional<EvaluationPoint> examine(std::int64_t iteration, const Rounds& rounds);

 private:
  [[nodiscard]] std::vector<Examination> crossExaminations() const;
  [[nodiscard]] EvaluationPoint pointOf(const std::vector<Score>& scores, const std::vector<Marks>& cross) const;

  const ExperimentSpec& spec_;
  Setup& setup_;
};

/// Before models are tested: under the policy `recompute`, the running statistics of every replica are measured anew with
/// its present weights (engine/train/recompute.h); nothing otherwise.
void refreshStatistics(const ExperimentSpec& spec, Setup& setup, std::int64_t iteration, const Parallel& parallel);

}  // namespace lab
