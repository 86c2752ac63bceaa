#include "ui/series/comparison.h"

#include <algorithm>
#include <cmath>

namespace lab::ui {
namespace {

// Where `iteration` lies in a run, if it has a finite accuracy there.
std::optional<std::size_t> pointAt(const RunCurve& run, double iteration) {
  const auto found = std::ranges::lower_bound(run.iterations, iteration);
  if (found == run.iterations.end() || *found != iteration) return std::nullopt;
  const auto index = static_cast<std::size_t>(found - run.iterations.begin());
  if (!std::isfinite(run.percent[index])) return std::nullopt;
  return index;
}

struct Sum {
  double x = 0, percent = 0;
  double lowest = 0, highest = 0;
};

std::optional<Sum> sumAt(std::span<const RunCurve> runs, double iteration) {
  Sum sum;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto point = pointAt(runs[i], iteration);
    if (!point) return std::nullopt;
    const double percent = runs[i].percent[*point];
    sum.x += runs[i].x[*point];
    sum.percent += percent;
    sum.lowest = i == 0 ? percent : std::min(sum.lowest, percent);
    sum.highest = i == 0 ? percent : std::max(sum.highest, percent);
  }
  return sum;
}

bool isFinite(const Trade& trade) {
  return std::isfinite(trade.bytes) && std::isfinite(trade.percent);
}

bool beats(const Trade& one, const Trade& other) {
  return one.bytes <= other.bytes && one.percent >= other.percent &&
         (one.bytes < other.bytes || one.percent > other.percent);
}

}  // namespace

SeedBand bandOf(std::span<const RunCurve> runs) {
  SeedBand band;
  if (runs.empty()) return band;
  const auto count = static_cast<double>(runs.size());
  for (const double iteration : runs.front().iterations) {
    const auto sum = sumAt(runs, iteration);
    if (!sum) continue;
    band.x.push_back(sum->x / count);
    band.mean.push_back(sum->percent / count);
    band.lowest.push_back(sum->lowest);
    band.highest.push_back(sum->highest);
  }
  return band;
}

std::optional<double> firstReach(const RunCurve& run, double percent) {
  const auto found = std::ranges::find_if(run.percent, [percent](double value) { return value >= percent; });
  if (found == run.percent.end()) return std::nullopt;
  return run.x[static_cast<std::size_t>(found - run.percent.begin())];
}

std::vector<std::size_t> paretoFront(std::span<const Trade> trades) {
  std::vector<std::size_t> front;
  for (std::size_t i = 0; i < trades.size(); ++i) {
    const auto beaten = [&](const Trade& other) { return isFinite(other) && beats(other, trades[i]); };
    if (isFinite(trades[i]) && std::ranges::none_of(trades, beaten)) front.push_back(i);
  }
  std::ranges::stable_sort(front, {}, [&](std::size_t i) { return trades[i].bytes; });
  return front;
}

Verdict judge(const Judged& numbers, Better better, double noticeable) {
  if (!std::isfinite(numbers.ours) || !std::isfinite(numbers.theirs)) return Verdict::Unknown;
  const double more = numbers.ours - numbers.theirs;
  if (std::abs(more) < noticeable) return Verdict::Same;
  return (more > 0) == (better == Better::Higher) ? Verdict::Better : Verdict::Worse;
}

}  // namespace lab::ui
