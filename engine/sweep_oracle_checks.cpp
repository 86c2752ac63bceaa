#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <utility>

#include "engine/sweep_oracle.h"

namespace lab {
namespace {

SweepCheck atLeast(const std::string& says, const std::string& quantity, double margin = 0) {
  SweepCheck check;
  check.says = says;
  check.relation = SweepCheck::Relation::AtLeast;
  check.quantity = quantity;
  check.margin = margin;
  return check;
}

std::string nameOf(const SweepLabels& setting) {
  std::string text;
  for (const auto& [axis, label] : setting) text += (text.empty() ? "" : ", ") + axis + " " + label;
  return text;
}

CheckResult judged(const OracleLine& line, SweepCheck check, double cell, double than, double uncertainty) {
  check.cell = line.setting;
  check.says = nameOf(line.setting) + ": " + check.says;
  const auto verdict = line.missingRungs + line.missingRuns > 0 ? Verdict::NotEnoughRuns
                       : holds(check, cell, than)               ? Verdict::Held
                       : std::abs(cell - than) < uncertainty    ? Verdict::Undecided
                                                                : Verdict::NotHeld;
  return {.check = std::move(check), .verdict = verdict, .cell = cell, .than = than, .uncertainty = uncertainty};
}

// Of the difference of the two accuracies.
double uncertaintyOf(const OracleMethod& one, const OracleMethod& other) {
  const auto differences = combined(one.bySeed, other.bySeed, std::minus<>{});
  const bool sameSeeds = differences.size() == std::max(one.bySeed.size(), other.bySeed.size());
  return sameSeeds ? standardError(differences) : std::hypot(one.standardError, other.standardError);
}

}  // namespace

std::vector<CheckResult> oracleChecks(const SweepReportSpec& report, const std::vector<OracleLine>& lines) {
  std::vector<CheckResult> results;
  if (report.follow <= 0) return results;
  for (const auto& line : lines) {
    if (!line.skewscout || !line.bsp || !line.peer) continue;
    const auto add = [&](const SweepCheck& one, double cell, double than, double uncertainty = SweepRow::kNone) {
      results.push_back(judged(line, one, cell, than, uncertainty));
    };
    if (line.oracle) {
      add(atLeast("SkewScout keeps the accuracy of BSP on IID data", "accuracy", report.tolerance),
          line.skewscout->accuracy, line.reference->accuracy);
      add(atLeast("SkewScout saves enough of what the Oracle saves", "saving_values"), line.skewscout->savingValues,
          line.oracle->savingValues / report.follow);
    }
    const auto& worse = line.bsp->accuracy < line.peer->accuracy ? *line.bsp : *line.peer;
    add(atLeast("SkewScout loses no more against BSP than a fixed setting of its traffic, " + line.peer->label,
              "accuracy"),
        line.skewscout->accuracy, worse.accuracy, uncertaintyOf(*line.skewscout, worse));
  }
  return results;
}

std::vector<CheckResult> verdicts(const SweepReportSpec& report, const std::vector<SweepRow>& rows) {
  auto results = judge(report, rows);
  if (report.kind != SweepReportSpec::Kind::Oracle) return results;
  std::ranges::move(oracleChecks(report, oracleLines(report, rows)), std::back_inserter(results));
  return results;
}

}  // namespace lab
