#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include <QString>

#include "ui/run_row.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// What is compared as one: a run, or the seeds of one configuration.
struct CompareEntry {
  QString name{};
  std::vector<RunRow> runs{};
  SeriesStyle style{};
  bool baseline = false;

  [[nodiscard]] bool isMean() const { return runs.size() > 1; }
};

/// Gives every run a place in the palette of runs, and lets it keep that place as long as it is compared.
class RunColours {
 public:
  /// Those that are no longer in `rows` lose their places.
  void assign(const std::vector<RunRow>& rows);
  [[nodiscard]] SeriesStyle styleOf(const std::filesystem::path& run, const Theme& theme) const;

 private:
  std::map<std::filesystem::path, int> places_;
};

/// The baseline is black or white and dashed, whatever the theme; it is no run's colour.
[[nodiscard]] SeriesStyle baselineStyle(const Theme& theme);

/// The baseline first, if there is one, then what was chosen, in that order; with `grouped` the seeds of one
/// configuration as one. Names tell entries apart.
[[nodiscard]] std::vector<CompareEntry> makeEntries(const std::vector<RunRow>& chosen,
                                                    const std::optional<RunRow>& baseline, bool grouped);

/// The BSP run that belongs to `run`, among `all`; nothing when `run` is one itself or there is none.
[[nodiscard]] std::optional<RunRow> baselineFor(const RunRow& run, const std::vector<RunRow>& all);

/// The experiment that would be the baseline of this one.
[[nodiscard]] ExperimentSpec baselineSpec(const ExperimentSpec& spec);

}  // namespace lab::ui
