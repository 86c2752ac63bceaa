#include "ui/run_stage.h"

#include <algorithm>

#include "engine/record/replay.h"
#include "ui/bridge/background.h"

namespace lab::ui {
namespace {

bool startsRun(const std::vector<Event>& batch) {
  return std::ranges::any_of(batch,
                             [](const Event& event) { return std::holds_alternative<RunStarted>(event); });
}

}  // namespace

RunStage::RunStage(Workspace* workspace, QObject* parent) : QObject(parent), workspace_(workspace) {}

void RunStage::beginLive() {
  pump_.reset();
  recorded_ = false;
  liveEvents_.clear();
  live_ = {};
  clearViews();
  Q_EMIT shownChanged();
}

void RunStage::addLive(const std::vector<Event>& batch) {
  liveEvents_.insert(liveEvents_.end(), batch.begin(), batch.end());
  for (const auto& event : batch) live_.add(event);
  if (recorded_) return;
  feedViews(batch);
  if (startsRun(batch)) Q_EMIT shownChanged();
}

void RunStage::showLive() {
  pump_.reset();
  recorded_ = false;
  clearViews();
  feedViews(liveEvents_);
  Q_EMIT shownChanged();
}

void RunStage::clearViews() {
  workspace_->clear();
  Q_EMIT cleared();
}

void RunStage::feedViews(const std::vector<Event>& batch) {
  workspace_->consume(batch);
  Q_EMIT consumed(batch);
}

void RunStage::open(const std::filesystem::path& run) {
  pump_ = std::make_unique<EventPump>();
  connect(pump_.get(), &EventPump::arrived, this, &RunStage::addRecorded);
  inBackground(
      pump_.get(),
      [run, sink = pump_->sink()] {
        replay(run, *sink);
        return true;
      },
      [this, run](const Outcome<bool>& outcome) {
        pump_->drain();
        if (outcome.value) {
          Q_EMIT opened(run);
        } else {
          Q_EMIT failed(outcome.problem);
        }
      });
}

void RunStage::addRecorded(const std::vector<Event>& batch) {
  if (startsRun(batch)) {
    recorded_ = true;
    clearViews();
  }
  for (const auto& event : batch) shown_.add(event);
  feedViews(batch);
  if (startsRun(batch)) Q_EMIT shownChanged();
}

}  // namespace lab::ui
