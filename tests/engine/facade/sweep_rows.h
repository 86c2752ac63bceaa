#pragma once

#include <string>

#include "engine/sweep_table.h"

namespace lab::test {

/// A finished run with made-up numbers; the BSP it is compared with sent 1000 values and 4000 bytes.
inline SweepRow row(const SweepLabels& labels, const std::string& group, std::int64_t seed, double accuracy,
                    std::int64_t values, std::int64_t bytes) {
  return {.labels = labels,
          .group = group,
          .seed = seed,
          .file = std::to_string(seed) + ".h5",
          .status = "finished",
          .accuracy = accuracy,
          .bestAccuracy = accuracy,
          .globalAccuracy = accuracy,
          .values = values,
          .bytes = bytes,
          .savingValues = 1000.0 / static_cast<double>(values),
          .savingBytes = 4000.0 / static_cast<double>(bytes),
          .iterations = 100,
          .seconds = 1.5};
}

inline SweepRow with(SweepRow row, const std::string& status) {
  row.status = status;
  return row;
}

}  // namespace lab::test
