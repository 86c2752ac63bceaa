// What the compare page draws and counts; compare_page.cpp says who is compared.

#include <algorithm>
#include <cmath>
#include <utility>

#include <QSignalBlocker>

#include "ui/compare_page.h"
#include "ui/views/line_tile.h"

namespace lab::ui {
namespace {

// Not finite when one of the values is not.
template <class Value>
double meanOver(const std::vector<RunRow>& runs, const Value& value) {
  double sum = 0;
  for (const auto& run : runs) sum += value(run);
  return sum / static_cast<double>(runs.size());
}

}  // namespace

SeedBand ComparePage::bandFor(const CompareEntry& entry) const {
  std::vector<RunCurve> curves;
  for (const auto& run : entry.runs) {
    const AccuracySeries* track = tracks_.track(run.summary.path);
    if (track == nullptr) return {};
    curves.push_back({track->x(XAxis::Iteration), track->x(axis_), track->mean()});
  }
  return bandOf(curves);
}

void ComparePage::showOverlay() {
  overlay_->setAxes(
      axisText(axis_),
      {.title = tr("Mean accuracy"), .quantity = Quantity::Percent, .unit = {}, .fixed = Range{0, 100}});
  std::vector<Line> lines;
  for (const auto& entry : entries_) {
    lines.push_back({.name = entry.name,
                     .style = entry.style,
                     .width = entry.baseline ? 1.2 : 1.5,
                     .markers = !entry.baseline});
  }
  for (const auto& entry : entries_) {
    if (!entry.isMean()) continue;
    for (const auto role : {LineRole::BandLower, LineRole::BandUpper}) {
      lines.push_back(
          {.name = entry.name, .style = entry.style, .role = role, .group = tr("Range of seeds")});
    }
  }
  overlay_->setLines(lines);
  int band = static_cast<int>(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const SeedBand points = bandFor(entries_[i]);
    overlay_->extend(static_cast<int>(i), points.x, points.mean);
    if (!entries_[i].isMean()) continue;
    overlay_->extend(band++, points.x, points.lowest);
    overlay_->extend(band++, points.x, points.highest);
  }
  overlay_->setEnd(0, true);
  const bool waiting = !entries_.empty() && tracks_.reading();
  if (overlay_->newestX() > 0) {
    overlay_->setMessage({}, {});
  } else {
    overlay_->setMessage(waiting ? tr("Reading the runs …") : tr("Select two runs"),
                         waiting ? QString{} : tr("Ctrl+click rows of the table below."));
  }
  overlay_->refresh();
}

void ComparePage::showScatter() {
  scatter_->setAxes({.title = tr("Sent"), .quantity = Quantity::Bytes},
                    {.title = tr("Accuracy"), .quantity = Quantity::Percent});
  std::vector<ScatterPoint> points;
  std::vector<Trade> trades;
  for (const auto& entry : entries_) {
    const CompareNumbers numbers = numbersOf(entry);
    trades.push_back({numbers.bytes, numbers.accuracy});
    points.push_back({numbers.bytes, numbers.accuracy, {.name = entry.name, .style = entry.style}});
  }
  scatter_->setMessage(entries_.empty() ? QString{} : tr("Nothing was sent yet"));
  scatter_->setPoints(std::move(points), comparable() ? paretoFront(trades) : std::vector<std::size_t>{});
}

CompareNumbers ComparePage::numbersOf(const CompareEntry& entry) const {
  const SeedBand points = bandFor(entry);
  const auto reach = firstReach({points.x, points.x, points.mean}, target_->value());
  const auto percent = [](float fraction) { return 100 * static_cast<double>(fraction); };
  return {
      .accuracy = meanOver(entry.runs, [&](const RunRow& run) { return percent(run.summary.meanAccuracy); }),
      .worst = meanOver(entry.runs,
                        [this](const RunRow& run) {
                          const AccuracySeries* track = tracks_.track(run.summary.path);
                          return track != nullptr && track->now() ? track->now()->lowest
                                                                  : CompareNumbers::kUnknown;
                        }),
      .best = meanOver(entry.runs, [&](const RunRow& run) { return percent(run.summary.bestAccuracy); }),
      .bytes = meanOver(entry.runs, [](const RunRow& run) { return static_cast<double>(run.summary.bytes); }),
      .seconds = meanOver(entry.runs, [](const RunRow& run) { return run.summary.seconds; }),
      .reach = reach.value_or(CompareNumbers::kUnknown)};
}

// The highest round accuracy that every run has reached, until somebody asks for another.
void ComparePage::proposeTarget() {
  if (targeted_ || entries_.empty()) return;
  double lowest = 100;
  for (const auto& entry : entries_) lowest = std::fmin(lowest, numbersOf(entry).best);
  const QSignalBlocker quiet{target_};
  target_->setValue(std::max(5, static_cast<int>(lowest / 5) * 5));
}

void ComparePage::showTables() {
  proposeTarget();
  std::vector<CompareNumbers> numbers;
  for (const auto& entry : entries_) numbers.push_back(numbersOf(entry));
  const bool based = !entries_.empty() && entries_.front().baseline && comparable();
  results_->setEntries(entries_, numbers, based ? std::optional<std::size_t>{0} : std::nullopt,
                       {tr("To %1 %").arg(target_->value()), axisText(axis_).quantity});
  settings_->setEntries(entries_);
}

}  // namespace lab::ui
