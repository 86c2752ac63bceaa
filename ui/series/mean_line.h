#pragma once

#include <span>
#include <vector>

namespace lab::ui {

/// The mean of several lines at every point, over those with a finite number there; NaN where there is none.
/// As long as the longest.
[[nodiscard]] std::vector<double> meanLine(std::span<const std::span<const double>> lines);

}  // namespace lab::ui
