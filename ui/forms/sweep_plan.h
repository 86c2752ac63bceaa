#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QString>

#include "engine/core/params.h"
#include "engine/core/spec.h"

namespace lab::ui {

/// A number of the form that a sweep sets to several values.
struct SweptSetting {
  std::string key;  ///< dotted
  ParamInfo info;
  std::vector<double> values;
};

/// The sweep as a file that `skewlab sweep` runs too: every combination of the values with every seed, counted
/// from the seed of `base`. Its runs bear `tag`.
[[nodiscard]] std::string sweepJson(const ExperimentSpec& base, const std::vector<SweptSetting>& settings,
                                    std::int64_t seeds);

/// What the runs of such a sweep are found by: "sweep-skew-threshold".
[[nodiscard]] std::string sweepTag(const std::vector<SweptSetting>& settings);

/// The runs of a sweep file.
struct PlannedRuns {
  std::vector<ExperimentSpec> specs{};
  QString title{};
  QString problem{};  ///< why it has none; empty when it has
};
[[nodiscard]] PlannedRuns plannedRuns(const std::string& json, const std::string& origin);

/// Whether a JSON text is a sweep file and not a single experiment.
[[nodiscard]] bool isSweep(const std::string& json);

}  // namespace lab::ui
