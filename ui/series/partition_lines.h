#pragma once

#include <span>
#include <vector>

namespace lab::ui {

/// Where a line ends because its partition diverged.
struct LineEnd {
  int partition = 0;
  std::size_t point = 0;  ///< its last one, an index into x
};

/// One column of numbers per partition. Non-finite numbers become gaps (NaN), and so does everything that
/// follows the end of a line.
class PartitionLines {
 public:
  /// Of the finite numbers in one row, those of ended lines included; NaN when there are none.
  struct Row {
    double lowest = 0, highest = 0, mean = 0;
    int lowestAt = 0, highestAt = 0;  ///< partitions; the first of equals
  };

  explicit PartitionLines(int partitions = 0);

  /// Appends a row, each number times `scale`. Numbers too few are gaps, too many are left out.
  Row append(std::span<const float> values, double scale);

  /// Ends a line at its last finite number; a line without one, or an unknown one, leaves no trace.
  void end(int partition);

  [[nodiscard]] int count() const { return static_cast<int>(lines_.size()); }
  [[nodiscard]] std::span<const double> line(int partition) const;  ///< empty outside 0..count()-1
  [[nodiscard]] const std::vector<LineEnd>& ends() const { return ends_; }

 private:
  std::vector<std::vector<double>> lines_;  // [partition][point]
  std::vector<bool> ended_;                 // [partition]
  std::vector<LineEnd> ends_;
};

}  // namespace lab::ui
