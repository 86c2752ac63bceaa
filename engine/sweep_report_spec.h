#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/core/params.h"

namespace lab {

/// What a run is in each column of a sweep's table: {"algorithm": "Gaia", "data": "IID"}.
using SweepLabels = std::map<std::string, std::string, std::less<>>;

/// Whether a run with these labels has all that is wanted.
[[nodiscard]] bool fits(const SweepLabels& labels, const SweepLabels& wanted);

/// Numbers that somebody has published for the runs with these labels: "accuracy" in percent; "skewscout" and
/// "oracle" as savings over BSP.
struct SweepPublished {
  SweepLabels at;
  std::map<std::string, double, std::less<>> numbers;
  double tolerance = 0;  ///< points: a larger difference is called one
};

/// A direction that may fail: what the runs at `cell` have, compared with what those at `than` have.
struct SweepCheck {
  enum class Relation { Within, AtLeast, Greater, Less };

  std::string says;  ///< "GroupNorm keeps BSP's accuracy on Non-IID data"
  Relation relation = Relation::Within;
  std::string quantity;  ///< a name that sweepQuantities() lists
  SweepLabels cell;
  SweepLabels than;
  double margin = 0;  ///< in the quantity's unit: points for accuracies, times for savings
  double times = 1;   ///< of what those at `than` have
};

/// How a sweep's report is made.
struct SweepReportSpec {
  enum class Kind { Table, Oracle };

  Kind kind = Kind::Table;
  std::string source{};  ///< of the published numbers
  double tolerance = 2;  ///< points: what counts as the same accuracy; a published number may say more
  double follow = 0;     ///< the Oracle may save so many times what SkewScout saves; 0: no such check
  std::string remark{};  ///< what the reader must know about the published numbers
  std::vector<SweepPublished> published{};
  std::vector<SweepCheck> checks{};
};

/// Names of what a check can compare: "accuracy", "best_accuracy", ...
[[nodiscard]] const std::vector<std::string>& sweepQuantities();

/// Reads the member `report` of a sweep file; problems are added.
[[nodiscard]] SweepReportSpec sweepReportFromJson(const nlohmann::ordered_json& json,
                                                  std::vector<Problem>& problems);

}  // namespace lab
