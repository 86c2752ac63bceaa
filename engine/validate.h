#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/events.h"
#include "engine/core/spec.h"

namespace lab {

/// Every problem of the spec at once, each at its dotted key; empty means that it can run. Looks at the catalogues
/// and manifests, not at the data itself; quick enough to call on every keystroke.
[[nodiscard]] std::vector<Problem> validate(const ExperimentSpec& spec);

/// Throws Error{Usage} with all problems, one per line, when there are any.
void requireValid(const ExperimentSpec& spec);

/// The split a spec describes, computed without training.
struct PartitionPreview {
  std::int64_t partitions = 0;
  std::vector<std::string> classNames;    ///< [C]
  std::vector<std::int64_t> labelCounts;  ///< [K x C]
  SkewNumbers skew;
  std::vector<std::vector<std::int64_t>> indices;  ///< [K] samples by partition
  std::string indexMapHash;                        ///< SHA-256
};

/// How skewed a table of labels is, [K x C] row-major with at least one partition; quick enough for every move of
/// a mouse.
[[nodiscard]] SkewNumbers skewOf(const std::vector<std::int64_t>& labelCounts, std::int64_t partitions);

/// Loads the labels and splits them exactly as a run would. May take some 100 ms: not for the window's thread.
/// Throws Error.
[[nodiscard]] PartitionPreview previewPartition(const ExperimentSpec& spec);

}  // namespace lab
