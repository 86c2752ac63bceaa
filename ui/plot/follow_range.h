#pragma once

namespace lab::ui {

/// A stretch of an axis; lower < upper.
struct Range {
  double lower = 0;
  double upper = 1;

  friend bool operator==(const Range&, const Range&) = default;
};

/// What is known of the numbers of some lines; NaN while there are none.
struct Extent {
  double lowest = 0;
  double highest = 0;
  double lowestPositive = 0;  ///< of the numbers above 0
};

/// The next round number at or above `value` (1, 1.5, 2, 3, 4, 6, 8 times a power of ten), so that a growing
/// axis moves seldom instead of with every point; 0 or below, or not finite: 0.
[[nodiscard]] double roundUp(double value);

/// Of x while the plot follows a run: from 0 to a round number beyond the newest point, at most to the
/// planned end. `planned` is 0 when unknown. Once the run has ended: exactly to the newest point.
[[nodiscard]] Range followX(double newest, double planned, bool ended);

/// Of y on a linear axis (from 0, or below it if the numbers are) or on a logarithmic one (whole decades).
[[nodiscard]] Range followY(const Extent& extent, bool logarithmic);

}  // namespace lab::ui
