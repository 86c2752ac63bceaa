#include "ui/run_digest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <QCoreApplication>
#include <QLocale>

#include "engine/core/spec_json.h"
#include "ui/forms/text.h"
#include "ui/plot/format.h"

namespace lab::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("RunDigest", text);
}

double ratio(std::int64_t reference, std::int64_t ours) {
  if (ours == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(reference) / static_cast<double>(ours);
}

QString percent(float fraction) {
  return formatted(static_cast<double>(fraction) * 100, Quantity::Percent);
}

QString accuracyClause(const EvaluationPoint& point) {
  if (point.accuracy.size() < 2) return tr("reached %1").arg(percent(point.meanAccuracy));
  const auto [low, high] = std::ranges::minmax_element(point.accuracy);
  return tr("reached %1 (partitions %2 to %3)")
      .arg(percent(point.meanAccuracy), QLocale{}.toString(static_cast<double>(*low) * 100, 'f', 0),
           percent(*high));
}

}  // namespace

void RunDigest::add(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    *this = {.specJson = started->specJson,
             .created = started->created,
             .twin = started->twin,
             .partitions = started->partitions,
             .iterations = started->iterations};
  } else if (const auto* evaluated = std::get_if<EvaluationPoint>(&event)) {
    last = *evaluated;
    iteration = evaluated->iteration;
    seconds = evaluated->seconds;
  } else if (const auto* sent = std::get_if<CommunicationPoint>(&event)) {
    bytes = std::accumulate(sent->bytes.begin(), sent->bytes.end(), std::int64_t{0});
    values = std::accumulate(sent->values.begin(), sent->values.end(), std::int64_t{0});
    bspBytes = sent->bspBytes;
    bspValues = sent->bspValues;
  } else if (const auto* lost = std::get_if<PartitionDiverged>(&event)) {
    if (!diverged) diverged = *lost;
  } else if (const auto* ended = std::get_if<RunEnded>(&event)) {
    iteration = ended->iteration;
    seconds = ended->seconds;
    status = ended->status;
    error = ended->error;
  }
}

RunSummary RunDigest::summary(const std::filesystem::path& path) const {
  RunSummary row;
  row.path = path;
  row.created = created;
  row.status = status;
  row.specJson = specJson;
  row.partitions = partitions;
  row.iteration = iteration;
  row.seconds = seconds;
  row.meanAccuracy = last ? last->meanAccuracy : std::numeric_limits<float>::quiet_NaN();
  row.globalAccuracy = last ? last->globalAccuracy : std::numeric_limits<float>::quiet_NaN();
  row.bytes = bytes;
  row.savingBytes = ratio(bspBytes, bytes);
  row.savingValues = ratio(bspValues, values);
  return row;
}

QString trafficClause(std::int64_t bytes, std::int64_t bspBytes) {
  if (bytes == 0) return tr("sent nothing");
  const double saving = ratio(bspBytes, bytes);
  const QLocale locale;
  if (saving >= 9.5) return tr("sent 1/%1 of BSP's bytes").arg(locale.toString(saving, 'f', 0));
  if (saving > 1.005) return tr("sent %1 of BSP's bytes").arg(formatted(100 / saving, Quantity::Percent));
  if (saving > 0.995) return tr("sent as many bytes as BSP");
  return tr("sent %1 times BSP's bytes").arg(locale.toString(1 / saving, 'f', 1));
}

QString resultSentence(const RunDigest& digest, const QString& algorithm) {
  if (digest.status == RunStatus::Failed) {
    const QString reason = toQString(digest.error);
    return reason.isEmpty() ? tr("%1 failed.").arg(algorithm) : reason;
  }
  QString who = algorithm;
  if (digest.status != RunStatus::Finished) {
    who = tr("%1, ended after %2 of %3 iterations,")
              .arg(algorithm, QLocale{}.toString(digest.iteration), QLocale{}.toString(digest.iterations));
  }
  if (!digest.last) return tr("%1 was never evaluated.").arg(who);
  return tr("%1 %2 in %3 and %4.")
      .arg(who, accuracyClause(*digest.last), formatted(digest.seconds, Quantity::Seconds),
           trafficClause(digest.bytes, digest.bspBytes));
}

}  // namespace lab::ui
