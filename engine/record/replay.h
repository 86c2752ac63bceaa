#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/sink.h"
#include "engine/core/spec.h"

namespace lab {

/// Sends a recorded run through `sink` as the same events, in the same order, that were recorded. A run that
/// was cut off ends with RunEnded{Interrupted}; one that still runs too, without disturbing its writer.
/// Throws Error{Data}.
void replay(const std::filesystem::path& path, EventSink& sink);

/// What the run table shows: read from a few small objects, never from the series' middle.
struct RunSummary {
  std::filesystem::path path;
  std::string name;
  std::string created;  ///< ISO 8601, UTC
  RunStatus status = RunStatus::Interrupted;
  std::string specJson;
  std::string environmentJson;
  int partitions = 0;
  std::int64_t iteration = 0;    ///< of the last evaluation
  double seconds = 0;            ///< of training
  float meanAccuracy = 0;        ///< last; NaN before the first evaluation
  float bestAccuracy = 0;        ///< best mean accuracy
  float globalAccuracy = 0;      ///< last
  std::int64_t bytes = 0;        ///< sent by all partitions
  double savingBytes = 0;        ///< BSP bytes / bytes; NaN when nothing was sent
  double savingValues = 0;       ///< the same in numbers
  std::uint64_t weightHash = 0;  ///< last
  std::int64_t values = 0;       ///< numbers sent by all partitions, indices not counted
  std::int64_t travelBytes = 0;  ///< the part of `bytes` that SkewScout's travelling models took
  std::int64_t decisions = 0;    ///< of SkewScout
};

[[nodiscard]] RunSummary summarize(const std::filesystem::path& path);

/// How far the minibatch means of two partitions are apart in the first normalization layer (DivergencePoint::norm): the
/// median over its channels and all points of the run, a relative difference. NaN when none was recorded. Throws
/// Error{Data}.
[[nodiscard]] double firstLayerDivergence(const std::filesystem::path& path);

/// Whether a program, this one included, is writing the run at this moment. False for a file that does not
/// exist.
[[nodiscard]] bool isBeingRecorded(const std::filesystem::path& path);

/// The recorded weight hashes, for verification.
struct HashPoint {
  std::int64_t iteration = 0;
  std::uint64_t hash = 0;
};
[[nodiscard]] std::vector<HashPoint> weightHashes(const std::filesystem::path& path);

/// What was changed while the run went, in the order in which it was.
[[nodiscard]] std::vector<SettingChanged> recordedChanges(const std::filesystem::path& path);

/// Writes every series as CSV into `folder` (made when absent), one file per group, a header line of names
/// and units. Returns the files written. Throws Error.
std::vector<std::filesystem::path> exportCsv(const std::filesystem::path& path,
                                             const std::filesystem::path& folder);

}  // namespace lab
