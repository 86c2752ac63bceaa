#pragma once

#include <string>

#include "engine/sweep_report.h"

namespace lab::app {

/// report.md: what a sweep has shown so far, beside the published numbers, with its checks.
[[nodiscard]] std::string reportText(const Sweep& sweep, const std::vector<SweepRow>& rows);

/// "held: GroupNorm keeps ... (79.2 against 78.9, margin 1.5)".
[[nodiscard]] std::string checkText(const CheckResult& result);

/// "12.3x in values, 6.2x in bytes".
[[nodiscard]] std::string savingText(double values, double bytes);

}  // namespace lab::app
