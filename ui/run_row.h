#pragma once

#include <filesystem>
#include <limits>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>

#include "engine/core/spec.h"
#include "engine/run_store.h"

namespace lab::ui {

/// One line of the run table, ready to be shown, sorted and searched.
struct RunRow {
  RunSummary summary{};
  QString problem{};                     ///< why it cannot be read; empty when it can
  std::optional<ExperimentSpec> spec{};  ///< nothing when this program cannot read it
  QString name{};
  QString split{};                                         ///< "skew-fraction 80 %"
  double skew = std::numeric_limits<double>::quiet_NaN();  ///< of the split, as the scheme's own number; NaN
                                                           ///< when it has none
  QDateTime created{};
  QString searchText{};  ///< lower case, everything a filter may match
};

/// Parses the spec: a worker's job for many rows.
[[nodiscard]] RunRow toRow(const StoredRun& run);
[[nodiscard]] std::vector<RunRow> readRows(const std::filesystem::path& folder);  ///< listRuns() as rows

/// "finished", "stopped", ... in the user's language.
[[nodiscard]] QString statusText(RunStatus status);

}  // namespace lab::ui
