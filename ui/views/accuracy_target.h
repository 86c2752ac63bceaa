#pragma once

#include <vector>

#include <QString>

#include "ui/plot/overlay_table.h"
#include "ui/series/accuracy.h"
#include "ui/views/tile_values.h"

namespace lab::ui {

/// What it took to reach a target accuracy, in words and numbers.
class AccuracyTarget {
 public:
  /// `percent` on the axis that is shown.
  AccuracyTarget(const AccuracySeries& series, double percent, XAxis axis);

  /// One row per partition, below one of their mean where there are several. `lines` lend name and swatch:
  /// the mean's, then the partitions'.
  [[nodiscard]] OverlayTable table(const std::vector<Line>& lines) const;
  [[nodiscard]] std::vector<TileValue> values() const;  ///< for the header
  [[nodiscard]] QString sentence() const;

 private:
  [[nodiscard]] QString place(const Reach& reach) const;
  [[nodiscard]] QString moment(const Reach& reach) const;  ///< the same with the name of what is counted
  [[nodiscard]] QStringList cells(const std::optional<Reach>& reach) const;
  [[nodiscard]] bool showsBytes() const { return axis_ != XAxis::Bytes && partitions_.size() > 1; }
  [[nodiscard]] int arrived() const;

  double percent_;
  XAxis axis_;
  std::optional<Reach> mean_;
  std::vector<std::optional<Reach>> partitions_;
};

}  // namespace lab::ui
