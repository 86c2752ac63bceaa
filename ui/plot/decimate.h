#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lab::ui {

/// A line's reduced points, in ascending x.
struct Points {
  std::vector<double> x, y;

  /// The last column, which later points may still join: where it begins, in the line and here.
  std::size_t lastOfLine = 0;
  std::size_t lastKept = 0;
};

/// What stands for the points that share one pixel column.
enum class Decimation {
  Extremes,  ///< lowest and highest, in the order they come: nothing a line shows is lost
  Mean,      ///< one point, for dashed lines
  Lowest,    ///< one point, for the lower edge of a band
  Highest,   ///< one point, for the upper edge
};

/// The part of an axis that is visible and the number of pixel columns it has.
struct Columns {
  double lower = 0;
  double upper = 1;
  int count = 1;
  friend bool operator==(const Columns&, const Columns&) = default;
};

/// Reduces points to at most two per pixel column. Columns are fixed to multiples of their own width, so that
/// a growing line does not flicker. A column of gaps only stays one gap (NaN); gaps beside numbers are left
/// out. Points outside the visible part are left out except the nearest one on either side. x ascends.
[[nodiscard]] Points decimate(std::span<const double> x, std::span<const double> y, const Columns& columns,
                              Decimation decimation);

/// Makes of the points of a line those of the line as it has grown since, without looking at what came before
/// the last column. The columns and the decimation are those of before.
void decimateFurther(Points& points, std::span<const double> x, std::span<const double> y,
                     const Columns& columns, Decimation decimation);

}  // namespace lab::ui
