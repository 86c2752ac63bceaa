#pragma once

#include <QString>
#include <QVariant>

#include "ui/run_row.h"

namespace lab::ui {

/// The columns of the run table, in their order.
enum class RunColumn {
  Star,
  Lock,
  Name,
  Algorithm,
  Skew,
  Seed,
  Accuracy,
  Bytes,
  SavingValues,
  SavingBytes,
  Best,
  DataSet,
  Partitions,
  Model,
  Norm,
  Duration,
  Status,
  Tags,
  Notes,
  Created,
};
inline constexpr int kRunColumns = 20;

[[nodiscard]] QString titleOf(RunColumn column);
[[nodiscard]] QString helpOf(RunColumn column);  ///< empty when the title says it all
[[nodiscard]] bool isNumeric(RunColumn column);
[[nodiscard]] bool isMark(RunColumn column);  ///< star and lock: a picture, no text
[[nodiscard]] int widthOf(RunColumn column);  ///< in average characters

[[nodiscard]] QString textOf(const RunRow& row, RunColumn column);

/// A number or text that sorts as a person expects; NaN, which would make the order undefined, below
/// everything.
[[nodiscard]] QVariant sortValueOf(const RunRow& row, RunColumn column);

/// "12×", "1.3×"; empty for anything not finite.
[[nodiscard]] QString factorText(double factor);

}  // namespace lab::ui
