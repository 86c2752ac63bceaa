#pragma once

#include <cstddef>
#include <vector>

#include <QString>

#include "engine/core/params.h"

namespace lab::ui {

/// What one row of the form shall be set to, one value after the other.
struct ValueList {
  std::vector<double> values{};  ///< as the spec holds them; empty when there is a problem
  QString problem{};             ///< a sentence for the user; empty when all is well
};

inline constexpr std::size_t kMostValues = 100;

/// Reads "0, 20, 100", "0 to 100 step 20" or a mixture. Numbers are written as in the row: in percent where it
/// shows percent, with or without its unit, or by the names the row knows. Without a step a range of a whole
/// number counts in ones.
[[nodiscard]] ValueList readValues(const QString& text, const ParamInfo& info);

/// One value as the row shows it: "20 %", "50 iterations", "paper".
[[nodiscard]] QString shownValue(double value, const ParamInfo& info);

}  // namespace lab::ui
