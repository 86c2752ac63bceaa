#pragma once

#include <filesystem>
#include <limits>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "engine/core/spec.h"
#include "engine/run_store.h"
#include "ui/series/run_filter.h"

namespace lab::ui {

/// One line of the run table, ready to be shown, sorted and searched.
struct RunRow {
  RunSummary summary{};
  QString problem{};                     ///< why it cannot be read; empty when it can
  RunNotes notes{};                      ///< what somebody has said about it
  QString notesProblem{};                ///< why that cannot be read; empty when it can
  std::optional<ExperimentSpec> spec{};  ///< nothing when this program cannot read it

  // What is shown: the notes where they say something, otherwise the experiment.
  QString name{};
  QStringList tags{};
  QString note{};

  QString split{};                                         ///< "skew-fraction 80 %"
  double skew = std::numeric_limits<double>::quiet_NaN();  ///< of the split, as the scheme's own number; NaN
                                                           ///< when it has none
  QDateTime created{};
  bool resumable = false;  ///< it was cut off or stopped, and has a checkpoint
  RunFacts facts{};        ///< what the filter looks at
};

/// Parses the spec: a worker's job for many rows.
[[nodiscard]] RunRow toRow(const StoredRun& run);
[[nodiscard]] std::vector<RunRow> readRows(const std::filesystem::path& folder);  ///< listRuns() as rows

/// The same run as it is by now: cheap, for a run that goes. Its spec is the same.
[[nodiscard]] RunRow withSummary(RunRow row, const RunSummary& summary);

/// The same run with other notes.
[[nodiscard]] RunRow withNotes(RunRow row, const RunNotes& notes);

/// "finished", "stopped", ... in the user's language.
[[nodiscard]] QString statusText(RunStatus status);

}  // namespace lab::ui
