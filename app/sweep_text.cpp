#include "app/sweep_text.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "app/text.h"
#include "engine/sweep_oracle.h"

namespace lab::app {
namespace {

using Cells = std::vector<std::string>;

std::string tableLine(const Cells& cells) {
  std::string text = "|";
  for (const auto& cell : cells) text += " " + cell + " |";
  return text + '\n';
}

std::string tableHead(const Cells& names) {
  return tableLine(names) + tableLine(Cells(names.size(), "---"));
}

Cells joined(Cells cells, std::initializer_list<std::string> others) {
  cells.insert(cells.end(), others);
  return cells;
}

Cells labelCells(const std::vector<std::string>& columns, const SweepLabels& labels) {
  Cells cells;
  for (const auto& column : columns) {
    const auto found = labels.find(column);
    cells.push_back(found == labels.end() ? "" : found->second);
  }
  return cells;
}

std::string times(double value) {
  return std::isnan(value) ? "n/a" : fixed(value, 1) + "x";
}

std::string spreadText(const Spread& spread) {
  if (spread.count == 0) return "n/a";
  if (spread.count == 1) return fixed(spread.mean, 1);
  return fixed(spread.mean, 1) + " ± " + fixed(spread.deviation, 1);
}

std::string signedPoints(double points) {
  return (points < 0 ? "" : "+") + fixed(points, 1);
}

std::string runsText(const SweepCell& cell) {
  auto text = std::to_string(cell.finished) + " of " + std::to_string(cell.planned);
  if (cell.failed > 0) text += ", " + std::to_string(cell.failed) + " failed";
  return text;
}

std::string nameOf(const std::vector<std::string>& columns, const SweepLabels& labels) {
  std::string text;
  for (const auto& cell : labelCells(columns, labels)) {
    if (!cell.empty()) text += (text.empty() ? "" : ", ") + cell;
  }
  return text;
}

const SweepPublished* publishedFor(const Sweep& sweep, const SweepLabels& labels) {
  const auto found = std::ranges::find_if(sweep.report.published,
                                          [&](const SweepPublished& one) { return fits(labels, one.at); });
  return found == sweep.report.published.end() ? nullptr : &*found;
}

// The mean accuracy less the published one, and whether that is more than is tolerated.
struct Difference {
  double points = SweepRow::kNone;
  bool differs = false;
};

Difference differenceOf(const SweepCell& cell, const SweepPublished& published) {
  const double points = cell.accuracy.mean - published.numbers.at("accuracy");
  return {.points = points, .differs = std::abs(points) > published.tolerance};
}

Cells publishedCells(const SweepCell& cell, const SweepPublished* published) {
  if (published == nullptr) return {"", ""};
  const auto [points, differs] = differenceOf(cell, *published);
  auto text = std::isnan(points) ? "n/a" : signedPoints(points);
  if (differs) text += ", differs";
  return {fixed(published->numbers.at("accuracy"), 1), text};
}

// Of interest where the sweep asks for it; most networks have normalization layers.
bool asksForDivergence(const SweepReportSpec& report) {
  return std::ranges::find(report.checks, "norm_divergence", &SweepCheck::quantity) != report.checks.end();
}

std::string accuracyTable(const Sweep& sweep, const std::vector<SweepCell>& cells) {
  const bool published = !sweep.report.published.empty();
  auto names = joined(sweep.columns, {"runs", "accuracy, %", "saving in values", "saving in bytes"});
  const bool divergence = asksForDivergence(sweep.report);
  if (divergence) names.emplace_back("divergence of the first layer's minibatch means, %");
  if (published) names = joined(std::move(names), {"published, %", "difference, points"});
  auto text = tableHead(names);
  for (const auto& cell : cells) {
    auto line = joined(labelCells(sweep.columns, cell.labels),
                       {runsText(cell), spreadText(cell.accuracy), times(cell.savingValues.mean),
                        times(cell.savingBytes.mean)});
    if (divergence) line.push_back(spreadText(cell.normDivergence));
    if (published) {
      for (auto& one : publishedCells(cell, publishedFor(sweep, cell.labels))) line.push_back(std::move(one));
    }
    text += tableLine(line);
  }
  return text;
}

// What a reader who looks for disagreement wants to see first.
std::string differences(const Sweep& sweep, const std::vector<SweepCell>& cells) {
  std::string list;
  int compared = 0;
  for (const auto& cell : cells) {
    const auto* known = publishedFor(sweep, cell.labels);
    if (known == nullptr || cell.accuracy.count == 0) continue;
    ++compared;
    const auto [points, differs] = differenceOf(cell, *known);
    if (differs)
      list += "- " + nameOf(sweep.columns, cell.labels) + ": " + fixed(std::abs(points), 1) + " points " +
              (points < 0 ? "lower" : "higher") + " than published\n";
  }
  if (compared == 0) return {};
  if (!list.empty()) return "\nWhere we differ from the published numbers:\n\n" + list;
  return "\nAll " + std::to_string(compared) +
         " compared numbers are within their tolerance of the published.\n";
}

std::string tableReport(const Sweep& sweep, const std::vector<SweepRow>& rows) {
  const auto cells = cellsOf(rows);
  return "## Accuracy and saving over BSP\n\nMean ± sample standard deviation over the seeds.\n\n" +
         accuracyTable(sweep, cells) + differences(sweep, cells);
}

std::string methodAccuracy(const std::optional<OracleMethod>& method) {
  return method ? fixed(method->accuracy, 1) : "n/a";
}

std::string methodSaving(const std::optional<OracleMethod>& method) {
  return method ? times(method->savingValues) + " / " + times(method->savingBytes) : "n/a";
}

std::string rungText(const OracleLine& line) {
  auto text = line.oracle ? line.oracle->label : line.reference ? "none reaches it" : "n/a";
  if (line.missingRungs > 0)
    text +=
        " (" + std::to_string(line.missingRungs) + " of " + std::to_string(line.rungs) + " rungs missing)";
  return text;
}

Cells oracleCells(const OracleLine& line) {
  const auto& scout = line.skewscout;
  return {methodAccuracy(line.reference),
          methodAccuracy(line.bsp),
          rungText(line),
          methodAccuracy(line.oracle),
          methodSaving(line.oracle),
          methodAccuracy(scout) + (scout && !line.skewscoutReaches ? ", below" : ""),
          methodSaving(scout),
          line.peer ? line.peer->label + ": " + methodAccuracy(line.peer) + " % at " + methodSaving(line.peer) : "n/a",
          fixed(line.ratioValues, 2) + " / " + fixed(line.ratioBytes, 2),
          scout ? percent(scout->travelShare) : "n/a",
          scout ? fixed(scout->decisions, 0) : "n/a",
          times(line.publishedSkewscout),
          times(line.publishedOracle),
          fixed(line.publishedOracle / line.publishedSkewscout, 2)};
}

std::string oracleReport(const Sweep& sweep, const std::vector<SweepRow>& rows) {
  auto columns = sweep.columns;
  std::erase(columns, "run");
  auto names = columns;
  for (const auto* name :
       {"BSP on IID, %", "BSP, %", "Oracle's rung", "Oracle, %", "Oracle's saving", "SkewScout, %",
        "SkewScout's saving", "fixed setting of its traffic", "Oracle / SkewScout", "travel, share of bytes", "decisions",
        "published: SkewScout", "published: Oracle", "published: Oracle / SkewScout"})
    names.emplace_back(name);
  auto text =
      "## SkewScout beside the Oracle\n\nThe Oracle takes the fixed rung that sends least while its accuracy "
      "is within " +
      fixed(sweep.report.tolerance, 1) +
      " points of BSP on IID data. Savings and ratios: in values / in bytes.\n\n" + tableHead(names);
  for (const auto& line : oracleLines(sweep.report, rows)) {
    auto cells = labelCells(columns, line.setting);
    for (auto& cell : oracleCells(line)) cells.push_back(std::move(cell));
    text += tableLine(cells);
  }
  return text;
}

std::string heading(const Sweep& sweep, const std::vector<SweepRow>& rows) {
  const auto finished = std::ranges::count_if(rows, &SweepRow::finished);
  const auto failed = std::ranges::count(rows, "failed", &SweepRow::status);
  auto text = "# " + sweep.title + "\n\n" + sweep.why + "\n\nScale `" + sweep.scale +
              "`: " + std::to_string(finished) + " of " + std::to_string(rows.size()) + " runs finished, " +
              std::to_string(failed) + " failed.";
  if (!sweep.report.source.empty()) text += " Published numbers: " + sweep.report.source + ".";
  if (!sweep.report.published.empty() && sweep.scale != "full")
    text += " They are of full length; this scale is shorter, so differences are expected.";
  if (!sweep.report.remark.empty()) text += " " + sweep.report.remark;
  return text + "\n\n";
}

}  // namespace

std::string savingText(double values, double bytes) {
  return times(values) + " in values, " + times(bytes) + " in bytes";
}

std::string checkText(const CheckResult& result) {
  if (result.verdict == Verdict::NotEnoughRuns) return "not enough runs: " + result.check.says;
  const std::string seeds = std::isfinite(result.uncertainty)
                                ? "; difference " + fixed(result.cell - result.than, 2) + ", its standard error " +
                                      fixed(result.uncertainty, 2)
                                : "";
  const std::string multiple = result.check.times == 1 ? "" : fixed(result.check.times, 1) + " times ";
  const std::string verdict = result.verdict == Verdict::Held        ? "held"
                              : result.verdict == Verdict::Undecided ? "undecided, more seeds could tell"
                                                                     : "not held";
  return verdict + ": " + result.check.says + " (" +
         fixed(result.cell, 1) + " against " + multiple + fixed(result.than, 1) + ", margin " +
         fixed(result.check.margin, 1) + seeds + ")";
}

std::string reportText(const Sweep& sweep, const std::vector<SweepRow>& rows) {
  auto text = heading(sweep, rows);
  if (sweep.report.kind == SweepReportSpec::Kind::Oracle) {
    auto plain = sweep;
    plain.report.published.clear();  // savings, which stand in the first table
    text += oracleReport(sweep, rows) + "\n" + tableReport(plain, rows);
  } else {
    text += tableReport(sweep, rows);
  }
  const auto results = verdicts(sweep.report, rows);
  if (!results.empty()) text += "\n## Checks\n\n";
  for (const auto& result : results) text += "- " + checkText(result) + "\n";
  return text;
}

}  // namespace lab::app
