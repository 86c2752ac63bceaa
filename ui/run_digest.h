#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include <QString>

#include "engine/core/events.h"
#include "engine/record/replay.h"

namespace lab::ui {

/// The few numbers that say how a run went: events in, a sentence out.
struct RunDigest {
  std::string specJson{};
  std::string created{};
  std::string twin{};  ///< file name of the run it went in lockstep with; empty: it went alone
  int partitions = 0;
  std::int64_t iterations = 0;  ///< planned
  std::int64_t iteration = 0;
  double seconds = 0;  ///< of training
  RunStatus status = RunStatus::Running;
  std::string error{};

  std::optional<EvaluationPoint> last{};  ///< evaluation
  std::int64_t bytes = 0, values = 0;     ///< sent by all partitions
  std::int64_t bspBytes = 0, bspValues = 0;
  std::optional<PartitionDiverged> diverged{};  ///< the first

  void add(const Event& event);  ///< RunStarted starts afresh

  /// What the run table shows of it.
  [[nodiscard]] RunSummary summary(const std::filesystem::path& path) const;
};

/// "Gaia reached 84.2 % (partitions 79 to 88 %) in 24.1 s and sent 1/12 of BSP's bytes." `algorithm` is its
/// title.
[[nodiscard]] QString resultSentence(const RunDigest& digest, const QString& algorithm);

/// "sent 1/12 of BSP's bytes", "sent 22.4 % of BSP's bytes", "sent as many bytes as BSP",
/// "sent 1.3 times BSP's bytes", "sent nothing".
[[nodiscard]] QString trafficClause(std::int64_t bytes, std::int64_t bspBytes);

}  // namespace lab::ui
