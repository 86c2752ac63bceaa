#pragma once

#include <vector>

#include "engine/sweep_table.h"

namespace lab {

// What the lines of a sweep say together. Pure functions: no files, no text for display.

/// Mean and sample standard deviation of the numbers that are there.
struct Spread {
  int count = 0;
  double mean = SweepRow::kNone;       ///< NaN when there are none
  double deviation = SweepRow::kNone;  ///< NaN when there are fewer than two
};

[[nodiscard]] Spread spreadOf(const std::vector<double>& numbers);

/// The runs that differ in their seed alone. Only finished ones count in the spreads.
struct SweepCell {
  SweepLabels labels{};
  int planned = 0;
  int finished = 0;
  int failed = 0;
  Spread accuracy{};  ///< percent
  Spread savingValues{};
  Spread savingBytes{};
  Spread normDivergence{};  ///< percent
};

/// In the order of the rows.
[[nodiscard]] std::vector<SweepCell> cellsOf(const std::vector<SweepRow>& rows);

/// Undecided: not held, but by less than the standard error of the difference; other seeds might have it otherwise.
enum class Verdict { Held, NotHeld, Undecided, NotEnoughRuns };

struct CheckResult {
  SweepCheck check;
  Verdict verdict = Verdict::NotEnoughRuns;
  double cell = SweepRow::kNone;  ///< mean over the seeds, in the quantity's unit
  double than = SweepRow::kNone;
  double uncertainty = SweepRow::kNone;  ///< standard error of the difference; NaN: one side has a single seed
};

/// Whether one side of a check stands to the other as it says.
[[nodiscard]] bool holds(const SweepCheck& check, double cell, double than);

/// A check needs every run of its two sides: an average over some of the seeds is not what was asked for.
[[nodiscard]] std::vector<CheckResult> judge(const SweepReportSpec& report,
                                             const std::vector<SweepRow>& rows);

}  // namespace lab
