#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/sweep_report.h"
#include "engine/sweep_seeds.h"

namespace lab {

/// What the finished runs of one label have in one setting: means over their seeds.
struct OracleMethod {
  std::string label{};  ///< of the column "run": "Gaia, T0 10 %"
  int runs = 0;
  double accuracy = SweepRow::kNone;       ///< percent
  double standardError = SweepRow::kNone;  ///< of the accuracy; NaN for a single run
  BySeed bySeed{};                         ///< accuracy, percent
  double values = SweepRow::kNone;         ///< numbers sent
  double bytes = SweepRow::kNone;
  double savingValues = SweepRow::kNone;
  double savingBytes = SweepRow::kNone;
  double travelShare = SweepRow::kNone;  ///< of the bytes
  double decisions = SweepRow::kNone;
};

/// SkewScout beside the Oracle in one setting (all labels but "run").
///
/// The Oracle knows every rung's result beforehand: of the runs with a fixed rung, or with BSP, the talkative end of
/// every ladder, whose final accuracy is within the tolerance of BSP on IID data, it takes the one that has sent the
/// fewest values, then the fewest bytes, then the most accurate. It pays no search. Source: paper, section on SkewScout.
struct OracleLine {
  SweepLabels setting{};
  std::optional<OracleMethod> reference{};  ///< BSP on IID data; nothing until a run has finished
  std::optional<OracleMethod> bsp{};        ///< BSP at the setting's skew
  std::optional<OracleMethod> skewscout{};
  std::optional<OracleMethod> oracle{};  ///< nothing when no rung reaches the accuracy
  std::optional<OracleMethod> peer{};    ///< a fixed setting that sends as many values as SkewScout; see oracleLines()
  int rungs = 0;                  ///< planned
  int missingRungs = 0;           ///< with neither a finished nor a failed run: the choice may still change
  int missingRuns = 0;            ///< the same of reference, BSP and SkewScout, failed ones included
  bool skewscoutReaches = false;  ///< is within the tolerance too
  double ratioValues = SweepRow::kNone;  ///< Oracle's saving / SkewScout's
  double ratioBytes = SweepRow::kNone;
  double publishedSkewscout = SweepRow::kNone;  ///< saving over BSP, times
  double publishedOracle = SweepRow::kNone;
};

/// One line for each setting that has runs of the groups "skewscout" or "rung", in the order of the rows. A
/// reference may lack labels of the setting: BSP on IID data serves every skew.
///
/// No rung sends exactly what SkewScout sends. So its peer lies on the straight line, accuracy over the logarithm of
/// traffic, between the two rungs (or BSP and a rung) that send a little more and a little less; beyond the ends of the
/// ladder the end is the peer. A controller that rests on a rung pays for its travel here, like any other.
[[nodiscard]] std::vector<OracleLine> oracleLines(const SweepReportSpec& report,
                                                  const std::vector<SweepRow>& rows);

/// What SkewScout must hold beside the Oracle in every setting, when the report says how closely it must follow: the
/// accuracy, where a rung reaches it; the Oracle's saving in values, divided by `follow`; and no more loss against BSP
/// than its peer has. The last compares two accuracies without a margin, which chance alone tips one way or the other
/// where they are equal: it is undecided when SkewScout is behind by less than the standard error of the difference.
/// Where both sides have the same seeds that is the error of their differences seed by seed, which is smaller: a seed that
/// is hard for one is hard for the other.
[[nodiscard]] std::vector<CheckResult> oracleChecks(const SweepReportSpec& report, const std::vector<OracleLine>& lines);

/// The report's own checks, then those of the Oracle.
[[nodiscard]] std::vector<CheckResult> verdicts(const SweepReportSpec& report, const std::vector<SweepRow>& rows);

}  // namespace lab
