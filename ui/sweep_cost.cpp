#include "ui/sweep_cost.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "engine/run_size.h"

namespace lab::ui {
namespace {

QString tr(const char* text, int count = -1) {
  return QCoreApplication::translate("RunCost", text, nullptr, count);
}

// How much of what decides the speed of a run two experiments share; nothing when they cannot be compared.
std::optional<int> kinship(const ExperimentSpec& one, const ExperimentSpec& other) {
  if (one.dataset.id != other.dataset.id || one.model.id != other.model.id) return {};
  const auto points = [](bool same, int worth) { return same ? worth : 0; };
  return points(one.normalization.id == other.normalization.id, 4) +
         points(one.partitions == other.partitions, 2) + points(one.algorithm.id == other.algorithm.id, 1);
}

double imagesOf(const RunRow& row) {
  return static_cast<double>(row.summary.iteration * row.spec->partitions * row.spec->training.batchSize);
}

// Seconds for an image, from the run most like this one; of those the newest.
std::optional<double> pace(const ExperimentSpec& spec, const std::vector<RunRow>& known) {
  const RunRow* best = nullptr;
  std::optional<int> most;
  for (const auto& row : known) {
    if (!row.spec || row.summary.iteration == 0 || !(row.summary.seconds > 0)) continue;
    const auto likeness = kinship(spec, *row.spec);
    if (!likeness || (most && *likeness < *most)) continue;
    if (most == likeness && row.created < best->created) continue;
    best = &row;
    most = likeness;
  }
  if (best == nullptr) return {};
  return best->summary.seconds / imagesOf(*best);
}

QString timeText(double seconds) {
  constexpr double kMinute = 60, kHour = 3600;
  const auto round = [](double value) { return static_cast<int>(std::max(1.0, std::round(value))); };
  if (seconds < 1.5 * kMinute) return tr("%n seconds", round(seconds));
  if (seconds < 1.5 * kHour) return tr("%n minutes", round(seconds / kMinute));
  return tr("%1 hours").arg(QLocale{}.toString(seconds / kHour, 'f', 1));
}

}  // namespace

RunCost costOf(const std::vector<ExperimentSpec>& specs, const std::vector<RunRow>& known) {
  RunCost cost{.runs = static_cast<int>(specs.size()), .seconds = 0};
  for (const auto& spec : specs) {
    cost.bytes += diskEstimate(spec);
    const auto each = pace(spec, known);
    if (!each) cost.seconds.reset();
    if (cost.seconds) *cost.seconds += *each * static_cast<double>(plannedImages(spec));
  }
  return cost;
}

QString costText(const RunCost& cost) {
  const QString disk = QLocale{}.formattedDataSize(cost.bytes, 0, QLocale::DataSizeSIFormat);
  if (!cost.seconds) return tr("%1 of disk; no run of this network on these data tells how long").arg(disk);
  return tr("about %1, %2 of disk").arg(timeText(*cost.seconds), disk);
}

QString runsText(const RunCost& cost) {
  const QString runs = cost.runs == 1 ? tr("1 run") : tr("%n runs", cost.runs);
  return runs + QStringLiteral(": ") + costText(cost);
}

SweepOutlook outlookOf(const std::string& json, const std::string& origin, const std::vector<RunRow>& known) {
  SweepOutlook outlook{.planned = plannedRuns(json, origin)};
  outlook.cost = costOf(outlook.planned.specs, known);
  return outlook;
}

}  // namespace lab::ui
