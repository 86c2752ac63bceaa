#include "engine/sweep_oracle.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <tuple>

namespace lab {
namespace {

using Rows = std::vector<SweepRow>;

constexpr double kRounding = 1e-9;

SweepLabels settingOf(const SweepRow& row) {
  auto labels = row.labels;
  labels.erase("run");
  return labels;
}

std::string labelOf(const SweepRow& row) {
  const auto found = row.labels.find("run");
  return found == row.labels.end() ? "" : found->second;
}

// Rows of a group that belong to a setting; what a row does not say about the setting fits any.
Rows rowsOf(const Rows& rows, const std::string& group, const SweepLabels& setting) {
  Rows found;
  for (const auto& row : rows) {
    if (row.group == group && fits(setting, settingOf(row))) found.push_back(row);
  }
  return found;
}

template <class Number>
double mean(const Rows& rows, const Number& number) {
  std::vector<double> numbers;
  for (const auto& row : rows) numbers.push_back(static_cast<double>(number(row)));
  return spreadOf(numbers).mean;
}

double percentOf(const SweepRow& row) {
  return 100 * row.accuracy;
}

BySeed accuracies(const Rows& rows) {
  BySeed bySeed;
  for (const auto& row : rows) bySeed[row.seed] = percentOf(row);
  return bySeed;
}

// Nothing when none of the rows has finished.
std::optional<OracleMethod> methodOf(const Rows& rows) {
  Rows done;
  std::ranges::copy_if(rows, std::back_inserter(done), &SweepRow::finished);
  if (done.empty()) return std::nullopt;
  const auto bySeed = accuracies(done);
  return OracleMethod{.label = labelOf(done.front()),
                      .runs = static_cast<int>(done.size()),
                      .accuracy = mean(done, percentOf),
                      .standardError = standardError(bySeed),
                      .bySeed = bySeed,
                      .values = mean(done, [](const SweepRow& row) { return row.values; }),
                      .bytes = mean(done, [](const SweepRow& row) { return row.bytes; }),
                      .savingValues = mean(done, [](const SweepRow& row) { return row.savingValues; }),
                      .savingBytes = mean(done, [](const SweepRow& row) { return row.savingBytes; }),
                      .travelShare = mean(done,
                                          [](const SweepRow& row) {
                                            return row.bytes == 0 ? SweepRow::kNone
                                                                  : static_cast<double>(row.travelBytes) /
                                                                        static_cast<double>(row.bytes);
                                          }),
                      .decisions = mean(done, [](const SweepRow& row) { return row.decisions; })};
}

// The rows of every rung, in the order of their first row.
std::vector<Rows> byRung(const Rows& rows) {
  std::vector<Rows> rungs;
  for (const auto& row : rows) {
    const auto found =
        std::ranges::find_if(rungs, [&](const Rows& rung) { return labelOf(rung.front()) == labelOf(row); });
    if (found == rungs.end()) {
      rungs.push_back({row});
    } else {
      found->push_back(row);
    }
  }
  return rungs;
}

bool failed(const Rows& rung) {
  return std::ranges::find(rung, "failed", &SweepRow::status) != rung.end();
}

bool sendsLess(const OracleMethod& one, const OracleMethod& other) {
  return std::tuple(one.values, one.bytes, -one.accuracy) <
         std::tuple(other.values, other.bytes, -other.accuracy);
}

// A rung with a run that diverged does not reach anything, whatever its other seeds did.
std::vector<OracleMethod> finishedRungs(const std::vector<Rows>& rungs) {
  std::vector<OracleMethod> methods;
  for (const auto& rung : rungs) {
    if (failed(rung)) continue;
    if (auto method = methodOf(rung)) methods.push_back(*std::move(method));
  }
  return methods;
}

int missing(const std::vector<Rows>& rungs) {
  return static_cast<int>(std::ranges::count_if(
      rungs, [](const Rows& rung) { return !failed(rung) && std::ranges::none_of(rung, &SweepRow::finished); }));
}

std::optional<OracleMethod> choice(const std::vector<OracleMethod>& rungs, double least) {
  std::optional<OracleMethod> best;
  for (const auto& rung : rungs) {
    if (rung.accuracy >= least && (!best || sendsLess(rung, *best))) best = rung;
  }
  return best;
}

// What a fixed setting that sends `values` would have: on the line between two rungs, traffic as a factor.
OracleMethod between(const OracleMethod& talkative, const OracleMethod& silent, double values) {
  const double share = std::log(talkative.values / values) / std::log(talkative.values / silent.values);
  const auto straight = [&](double from, double to) { return from + share * (to - from); };
  const auto asFactor = [&](double from, double to) { return from * std::pow(to / from, share); };
  return {.label = "between " + talkative.label + " and " + silent.label,
          .runs = std::min(talkative.runs, silent.runs),
          .accuracy = straight(talkative.accuracy, silent.accuracy),
          .standardError = std::hypot((1 - share) * talkative.standardError, share * silent.standardError),
          .bySeed = combined(talkative.bySeed, silent.bySeed, straight),
          .values = values,
          .bytes = asFactor(talkative.bytes, silent.bytes),
          .savingValues = asFactor(talkative.savingValues, silent.savingValues),
          .savingBytes = asFactor(talkative.savingBytes, silent.savingBytes)};
}

// What SkewScout's accuracy is worth.
std::optional<OracleMethod> peerOf(const OracleMethod& scout, const std::vector<OracleMethod>& rungs) {
  std::optional<OracleMethod> talkative;
  std::optional<OracleMethod> silent;
  for (const auto& rung : rungs) {
    if (rung.values >= scout.values && (!talkative || rung.values < talkative->values)) talkative = rung;
    if (rung.values <= scout.values && (!silent || rung.values > silent->values)) silent = rung;
  }
  if (!talkative || !silent) return talkative ? talkative : silent;
  return talkative->values == silent->values ? talkative : between(*talkative, *silent, scout.values);
}

void addPublished(OracleLine& line, const SweepReportSpec& report) {
  for (const auto& published : report.published) {
    if (!fits(line.setting, published.at)) continue;
    line.publishedSkewscout = published.numbers.at("skewscout");
    line.publishedOracle = published.numbers.at("oracle");
  }
}

OracleLine lineOf(const SweepReportSpec& report, const Rows& rows, const SweepLabels& setting) {
  OracleLine line{.setting = setting,
                  .reference = methodOf(rowsOf(rows, "reference", setting)),
                  .bsp = methodOf(rowsOf(rows, "bsp", setting)),
                  .skewscout = methodOf(rowsOf(rows, "skewscout", setting))};
  for (const auto* group : {"reference", "bsp", "skewscout"}) {
    const auto own = rowsOf(rows, group, setting);
    line.missingRuns += static_cast<int>(std::ranges::count_if(own, std::not_fn(&SweepRow::finished)));
  }
  const double least =
      line.reference ? line.reference->accuracy - report.tolerance - kRounding : SweepRow::kNone;
  auto fixed = rowsOf(rows, "bsp", setting);
  std::ranges::copy(rowsOf(rows, "rung", setting), std::back_inserter(fixed));
  const auto planned = byRung(fixed);
  const auto rungs = finishedRungs(planned);
  line.rungs = static_cast<int>(planned.size());
  line.missingRungs = missing(planned);
  line.oracle = choice(rungs, least);
  if (line.skewscout) line.peer = peerOf(*line.skewscout, rungs);
  line.skewscoutReaches = line.skewscout && line.skewscout->accuracy >= least;
  if (line.oracle && line.skewscout) {
    line.ratioValues = line.oracle->savingValues / line.skewscout->savingValues;
    line.ratioBytes = line.oracle->savingBytes / line.skewscout->savingBytes;
  }
  addPublished(line, report);
  return line;
}

}  // namespace

std::vector<OracleLine> oracleLines(const SweepReportSpec& report, const std::vector<SweepRow>& rows) {
  std::vector<OracleLine> lines;
  for (const auto& row : rows) {
    if (row.group != "skewscout" && row.group != "rung") continue;
    const auto setting = settingOf(row);
    if (std::ranges::find(lines, setting, &OracleLine::setting) == lines.end())
      lines.push_back(lineOf(report, rows, setting));
  }
  return lines;
}

}  // namespace lab
