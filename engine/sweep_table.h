#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "engine/record/replay.h"
#include "engine/sweep.h"

namespace lab {

/// A line of summary.csv: what has become of one run. Numbers are NaN until there are any.
struct SweepRow {
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

  SweepLabels labels{};
  std::string group{};
  std::int64_t seed = 1;
  std::string file{};
  std::string status = "waiting";  ///< or "finished", "failed", "interrupted"
  double accuracy = kNone;         ///< fraction: last mean over partitions
  double bestAccuracy = kNone;
  double globalAccuracy = kNone;
  std::int64_t values = 0;  ///< numbers sent by all partitions
  std::int64_t bytes = 0;
  double savingValues = kNone;  ///< BSP's values / values
  double savingBytes = kNone;
  std::int64_t travelBytes = 0;
  std::int64_t decisions = 0;  ///< of SkewScout
  std::int64_t iterations = 0;
  double seconds = 0;  ///< of training
  double normDivergence = kNone;  ///< relative difference: firstLayerDivergence(), of a run that has ended

  [[nodiscard]] bool finished() const { return status == "finished"; }
};

/// What a sweep still has to do for one of its runs.
enum class SweepTask { Nothing, Start, Resume };

/// Looks at the run's file in `folder`. A run that has failed is done too: it would fail again. Throws Error
/// for a file that holds another experiment, that another program is writing, or that cannot be read.
[[nodiscard]] SweepTask taskOf(const SweepRun& run, const std::filesystem::path& folder);

/// The line of a run whose file may not be there yet.
[[nodiscard]] SweepRow rowOf(const SweepRun& run, const std::filesystem::path& folder);
[[nodiscard]] SweepRow rowOf(const SweepRun& run, const RunSummary& summary);

/// summary.csv: a header of names and units, then the rows.
[[nodiscard]] std::string csvOf(const std::vector<std::string>& columns, const std::vector<SweepRow>& rows);

/// What a check calls `quantity`, in its unit: accuracies in percent. NaN when the row has none.
/// Precondition: sweepQuantities() lists it.
[[nodiscard]] double quantityOf(const SweepRow& row, std::string_view quantity);

/// Writes a text so that a reader never sees half of it. Throws Error{Run}.
void writeWhole(const std::filesystem::path& file, const std::string& text);

}  // namespace lab
