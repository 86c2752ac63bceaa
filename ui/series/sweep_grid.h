#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lab::ui {

/// What runs came to over the one or two numbers in which their experiments differ, seeds apart.
struct SweepGrid {
  /// The seeds of one setting.
  struct Cell {
    int runs = 0;
    double mean = std::numeric_limits<double>::quiet_NaN();
    double lowest = std::numeric_limits<double>::quiet_NaN();
    double highest = std::numeric_limits<double>::quiet_NaN();
  };

  std::vector<std::string> keys;            ///< one or two, dotted
  std::vector<std::vector<double>> values;  ///< of each key, ascending
  std::vector<Cell> cells;                  ///< row-major: the first key's values are the rows

  [[nodiscard]] std::size_t columns() const { return values.size() > 1 ? values[1].size() : 1; }
  [[nodiscard]] const Cell& at(std::size_t row, std::size_t column = 0) const {
    return cells[row * columns() + column];
  }
};

/// `percent` belongs to `specJsons`; what is not finite is left out. Nothing when the experiments differ in
/// nothing, in more than two settings, or in one that is not a number in all of them.
[[nodiscard]] std::optional<SweepGrid> sweepGrid(std::span<const std::string> specJsons,
                                                 std::span<const double> percent);

}  // namespace lab::ui
