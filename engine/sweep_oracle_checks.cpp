#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/sweep_oracle.h"

namespace lab {
namespace {

std::string nameOf(const SweepLabels& setting) {
  std::string text;
  for (const auto& [axis, label] : setting) text += (text.empty() ? "" : ", ") + axis + " " + label;
  return text;
}

CheckResult judged(const OracleLine& line, SweepCheck check, double cell, double than) {
  check.relation = SweepCheck::Relation::AtLeast;
  check.cell = line.setting;
  check.says = nameOf(line.setting) + ": " + check.says;
  const auto verdict = line.missingRungs > 0   ? Verdict::NotEnoughRuns
                       : holds(check, cell, than) ? Verdict::Held
                                                  : Verdict::NotHeld;
  return {.check = std::move(check), .verdict = verdict, .cell = cell, .than = than};
}

}  // namespace

std::vector<CheckResult> oracleChecks(const SweepReportSpec& report, const std::vector<OracleLine>& lines) {
  std::vector<CheckResult> results;
  if (report.follow <= 0) return results;
  for (const auto& line : lines) {
    if (!line.skewscout || !line.bsp || !line.peer) continue;
    if (line.oracle) {
      results.push_back(judged(line,
                               {.says = "SkewScout keeps the accuracy of BSP on IID data",
                                .quantity = "accuracy",
                                .margin = report.tolerance},
                               line.skewscout->accuracy, line.reference->accuracy));
      results.push_back(judged(line,
                               {.says = "SkewScout saves enough of what the Oracle saves", .quantity = "saving_values"},
                               line.skewscout->savingValues, line.oracle->savingValues / report.follow));
    }
    results.push_back(judged(line,
                             {.says = "SkewScout loses no more against BSP than a fixed setting of about its traffic, " +
                                      line.peer->label,
                              .quantity = "accuracy"},
                             line.skewscout->accuracy, std::min(line.bsp->accuracy, line.peer->accuracy)));
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
