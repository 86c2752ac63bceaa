#pragma once

#include <optional>
#include <span>

namespace lab::ui {

// Looking things up on a line whose x ascend. Only interpolated() makes up what lies between two points.

/// y of the first point that lies exactly at `at`; NaN when there is none.
[[nodiscard]] double valueAt(std::span<const double> x, std::span<const double> y, double at);

/// Between two points, the first of which is the start, where x and y are 0; NaN after the last. Only for
/// what grows evenly, such as what BSP would have sent.
[[nodiscard]] double interpolated(std::span<const double> x, std::span<const double> y, double at);

/// Nothing of an empty line; of two equally near ones the later.
[[nodiscard]] std::optional<double> nearestPoint(std::span<const double> x, double at);

/// The next place to the right (`direction` above 0) or to the left of `at`.
[[nodiscard]] std::optional<double> nextPoint(std::span<const double> x, double at, int direction);

}  // namespace lab::ui
