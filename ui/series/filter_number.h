#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/series/run_filter.h"

namespace lab::ui {

/// A number or a date of a filter line, with what an equals sign takes for the same: everything that would be
/// written so, `84.2%` for 84.15 to 84.25 per cent, `2026-11` for the whole month.
struct FilterNumber {
  double value = 0;
  double low = 0;   ///< the first that is written so
  double high = 0;  ///< the first that is not any more
};

/// Reads `text` as the kind says; nothing when it is none.
[[nodiscard]] std::optional<FilterNumber> readFilterNumber(std::string_view text, RunKeyKind kind);

/// What should have been there: "a share such as 0.7 or 70%".
[[nodiscard]] std::string expectedNumber(RunKeyKind kind);

}  // namespace lab::ui
