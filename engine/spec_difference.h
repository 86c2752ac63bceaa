#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/spec.h"

namespace lab {

/// A field in which two experiments differ. The values are JSON text, "not set" for a field that one of them
/// has not.
struct FieldDifference {
  std::string key;  ///< dotted: "algorithm.threshold"
  std::string before;
  std::string after;
};

/// All of them, with every default resolved, in the order of the experiment file.
[[nodiscard]] std::vector<FieldDifference> differences(const ExperimentSpec& before,
                                                       const ExperimentSpec& after);

/// Whether a dotted key is one of `fields`: keys, or whole sections with the dot at the end.
[[nodiscard]] bool isOneOf(std::string_view key, std::span<const std::string_view> fields);

/// Applies `after` of each to `spec`. Throws Error{Usage} for what is no field or has no such value.
void applyDifferences(ExperimentSpec& spec, const std::vector<FieldDifference>& differences);

}  // namespace lab
