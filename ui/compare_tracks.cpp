#include "ui/compare_tracks.h"

#include <algorithm>

#include "engine/core/sink.h"
#include "engine/record/replay.h"
#include "ui/bridge/background.h"

namespace lab::ui {
namespace {

/// Keeps the accuracies of a stream and nothing else.
class AccuracySink final : public EventSink {
 public:
  void on(const Event& event) override { series.add(event); }

  AccuracySeries series;
};

std::shared_ptr<const AccuracySeries> accuracyOf(const std::filesystem::path& run) {
  AccuracySink sink;
  replay(run, sink);
  return std::make_shared<const AccuracySeries>(std::move(sink.series));
}

}  // namespace

CompareTracks::CompareTracks(QObject* parent) : QObject(parent) {
  readers_.setMaxThreadCount(1);
}

// What has not begun is not worth waiting for.
CompareTracks::~CompareTracks() {
  readers_.clear();
}

void CompareTracks::want(const std::vector<RunRow>& rows) {
  std::erase_if(tracks_, [&rows](const auto& known) {
    return std::ranges::none_of(rows, [&](const RunRow& row) { return row.summary.path == known.first; });
  });
  for (const auto& row : rows) {
    const auto known = tracks_.find(row.summary.path);
    const bool current = known != tracks_.end() && known->second.iteration == row.summary.iteration &&
                         known->second.status == row.summary.status;
    if (!current && row.problem.isEmpty() && !pending_.contains(row.summary.path)) read(row);
  }
}

void CompareTracks::read(const RunRow& row) {
  const auto run = row.summary.path;
  pending_.insert(run);
  // The place is kept although nobody may want the run any more when it has been read: it is then forgotten
  // at the next want().
  tracks_[run].iteration = row.summary.iteration;
  tracks_[run].status = row.summary.status;
  inBackground(
      this, [run] { return accuracyOf(run); },
      [this, run](const Outcome<std::shared_ptr<const AccuracySeries>>& outcome) {
        pending_.erase(run);
        if (outcome.value) tracks_[run].accuracy = *outcome.value;
        if (!outcome.value) Q_EMIT problem(outcome.problem);
        Q_EMIT arrived();
      },
      &readers_);
}

const AccuracySeries* CompareTracks::track(const std::filesystem::path& run) const {
  const auto known = tracks_.find(run);
  return known == tracks_.end() ? nullptr : known->second.accuracy.get();
}

}  // namespace lab::ui
