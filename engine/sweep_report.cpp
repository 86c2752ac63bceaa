#include "engine/sweep_report.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace lab {
namespace {

constexpr double kRounding = 1e-9;  // a difference of exactly the margin is within it

std::vector<double> numbersOf(const std::vector<SweepRow>& rows, const SweepLabels& labels,
                              std::string_view quantity) {
  std::vector<double> numbers;
  for (const auto& row : rows) {
    if (row.finished() && fits(row.labels, labels)) numbers.push_back(quantityOf(row, quantity));
  }
  return numbers;
}

SweepCell cellOf(const std::vector<SweepRow>& rows, const SweepLabels& labels) {
  std::vector<SweepRow> own;
  std::ranges::copy_if(rows, std::back_inserter(own),
                       [&](const SweepRow& row) { return row.labels == labels; });
  return {.labels = labels,
          .planned = static_cast<int>(own.size()),
          .finished = static_cast<int>(std::ranges::count_if(own, &SweepRow::finished)),
          .failed = static_cast<int>(std::ranges::count(own, "failed", &SweepRow::status)),
          .accuracy = spreadOf(numbersOf(own, {}, "accuracy")),
          .savingValues = spreadOf(numbersOf(own, {}, "saving_values")),
          .savingBytes = spreadOf(numbersOf(own, {}, "saving_bytes")),
          .normDivergence = spreadOf(numbersOf(own, {}, "norm_divergence"))};
}

// The mean of one side of a check; nothing while a run of it is missing.
std::optional<double> side(const std::vector<SweepRow>& rows, const SweepLabels& labels,
                           std::string_view quantity) {
  const auto planned =
      std::ranges::count_if(rows, [&](const SweepRow& row) { return fits(row.labels, labels); });
  const auto spread = spreadOf(numbersOf(rows, labels, quantity));
  if (planned == 0 || spread.count != planned) return std::nullopt;
  return spread.mean;
}

}  // namespace

Spread spreadOf(const std::vector<double>& numbers) {
  Spread spread;
  double sum = 0;
  for (const double number : numbers) {
    if (std::isnan(number)) continue;
    sum += number;
    ++spread.count;
  }
  if (spread.count == 0) return spread;
  spread.mean = sum / spread.count;
  if (spread.count == 1) return spread;
  double squares = 0;
  for (const double number : numbers) {
    if (!std::isnan(number)) squares += (number - spread.mean) * (number - spread.mean);
  }
  spread.deviation = std::sqrt(squares / (spread.count - 1));
  return spread;
}

std::vector<SweepCell> cellsOf(const std::vector<SweepRow>& rows) {
  std::vector<SweepCell> cells;
  for (const auto& row : rows) {
    if (std::ranges::find(cells, row.labels, &SweepCell::labels) == cells.end())
      cells.push_back(cellOf(rows, row.labels));
  }
  return cells;
}

bool holds(const SweepCheck& check, double cell, double comparedWith) {
  const double than = check.times * comparedWith;
  switch (check.relation) {
    case SweepCheck::Relation::Within:
      return std::abs(cell - than) <= check.margin + kRounding;
    case SweepCheck::Relation::AtLeast:
      return cell >= than - check.margin - kRounding;
    case SweepCheck::Relation::Greater:
      return cell - than > check.margin + kRounding;
    case SweepCheck::Relation::Less:
      return than - cell > check.margin + kRounding;
  }
  return false;
}

std::vector<CheckResult> judge(const SweepReportSpec& report, const std::vector<SweepRow>& rows) {
  std::vector<CheckResult> results;
  for (const auto& check : report.checks) {
    CheckResult result{.check = check};
    const auto cell = side(rows, check.cell, check.quantity);
    const auto than = side(rows, check.than, check.quantity);
    if (cell) result.cell = *cell;
    if (than) result.than = *than;
    if (cell && than) result.verdict = holds(check, *cell, *than) ? Verdict::Held : Verdict::NotHeld;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace lab
