#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "engine/core/spec.h"
#include "ui/forms/sweep_plan.h"
#include "ui/run_row.h"

namespace lab::ui {

/// What experiments will take, before they have begun.
struct RunCost {
  int runs = 0;
  std::optional<double> seconds{};  ///< nothing when no run that was made here tells
  std::int64_t bytes = 0;           ///< on the disk
};

/// One after the other, in the time that runs of the same network on the same data have needed for an image.
[[nodiscard]] RunCost costOf(const std::vector<ExperimentSpec>& specs, const std::vector<RunRow>& known);

/// "about 12 minutes, 40 MB of disk".
[[nodiscard]] QString costText(const RunCost& cost);
/// "18 runs: about 12 minutes, 40 MB of disk".
[[nodiscard]] QString runsText(const RunCost& cost);

/// A sweep before it has begun. Takes a moment: a worker's job.
struct SweepOutlook {
  PlannedRuns planned{};
  RunCost cost{};
};
[[nodiscard]] SweepOutlook outlookOf(const std::string& json, const std::string& origin,
                                     const std::vector<RunRow>& known);

}  // namespace lab::ui
