#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include <QObject>

#include "engine/core/events.h"
#include "ui/bridge/event_pump.h"
#include "ui/run_digest.h"
#include "ui/workspace.h"

namespace lab::ui {

/// Decides whose events the views see: those of the run in progress, or of a recorded one. The running one
/// goes on unseen and can be taken back at any time.
class RunStage final : public QObject {
  Q_OBJECT

 public:
  explicit RunStage(Workspace* workspace, QObject* parent = nullptr);

  void beginLive();  ///< a new run: it takes the stage
  void addLive(const std::vector<Event>& batch);
  void showLive();  ///< back from a recorded run
  void open(
      const std::filesystem::path& run);  ///< replays it in the background; opened() or failed() follows

  [[nodiscard]] bool showsLive() const { return !recorded_; }
  [[nodiscard]] const RunDigest& live() const { return live_; }
  [[nodiscard]] const RunDigest& shown() const { return recorded_ ? shown_ : live_; }

 Q_SIGNALS:
  void cleared();                                      ///< the views; a run's events follow, if there is one
  void consumed(const std::vector<lab::Event>& batch);  ///< by the views
  void shownChanged();  ///< another run, or the first events of one
  void opened(const std::filesystem::path& run);
  void failed(const QString& sentence);

 private:
  void clearViews();
  void feedViews(const std::vector<Event>& batch);
  void addRecorded(const std::vector<Event>& batch);

  Workspace* workspace_;
  std::vector<Event> liveEvents_;
  RunDigest live_;
  RunDigest shown_;                  // of the recorded run
  std::unique_ptr<EventPump> pump_;  // of the recorded run; a new one for each, so that old ones fall silent
  bool recorded_ = false;
};

}  // namespace lab::ui
