#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "engine/core/spec.h"
#include "ui/bridge/event_pump.h"
#include "ui/bridge/rate_meter.h"
#include "ui/bridge/recorded_run.h"

namespace lab::ui {

enum class RunState { Idle, Running, Paused, Stopping, Ended };

enum class StepSize { Minibatch, Evaluation, Epoch };

struct RunProgress {
  std::int64_t iteration = 0;
  std::int64_t iterations = 0;  ///< planned; 0 before the run has begun
  double perSecond = 0;         ///< iterations; 0 while unknown
  std::optional<double> secondsLeft;
};

/// Which of two runs in lockstep. A run that goes alone is the left one.
enum class Side { Left, Right };

/// Everything the buttons do. Owns the run, its recording and the pump; one run at a time, or two in lockstep, which
/// then share state and progress. Window's thread.
class SessionController final : public QObject {
  Q_OBJECT

 public:
  explicit SessionController(RunFactory factory = recordedSession, ResumeFactory resume = resumedSession,
                             TwinFactory twins = twinSessions, QObject* parent = nullptr);
  ~SessionController() override;

  /// Starts a new run unless one is active. False, after a problem(), when it could not be made.
  bool start(const ExperimentSpec& spec, const std::string& device);
  /// The same for a run that was cut off or stopped.
  bool goOn(const ResumePoint& point, const std::string& device);
  /// The same for two in lockstep.
  bool startTwins(const std::array<ExperimentSpec, 2>& specs, const std::string& device);
  void pause();
  void resume();
  void step(StepSize size);  ///< goes on for so long and pauses; from Running or Paused
  /// The run goes on under another spec from the next iteration on. False, after a problem(), when it cannot.
  bool change(const ExperimentSpec& spec);
  void stop();

  /// Stops and returns when everything is on the disk and every event has been delivered: for closing the
  /// window.
  void finish();

  [[nodiscard]] RunState state() const { return state_; }
  [[nodiscard]] bool active() const;                                  ///< a run exists that has not ended
  [[nodiscard]] bool together() const { return !paths_[1].empty(); }  ///< the latest run had a twin
  /// Of the latest run, as it is now.
  [[nodiscard]] const ExperimentSpec& spec() const { return spec_; }
  [[nodiscard]] const std::filesystem::path& path() const {
    return paths_[0];
  }  ///< of the latest run; empty at first
  [[nodiscard]] const std::filesystem::path& twinPath() const { return paths_[1]; }  ///< empty: it goes alone

 Q_SIGNALS:
  void stateChanged(lab::ui::RunState state);
  void progressed(const lab::ui::RunProgress& progress);
  void arrived(const std::vector<lab::Event>& batch);      ///< of the run, or of the left one of two
  void twinArrived(const std::vector<lab::Event>& batch);  ///< of the right one
  void behindChanged(bool behind);
  void problem(const QString& sentence);  ///< the run could not start, or is no longer recorded

 private:
  /// One run and its way to the window.
  struct Lane {
    EventPump pump;
    std::unique_ptr<RecordedRun> run;
    bool paused = false;
    bool ended = true;
  };

  bool begin(const ExperimentSpec& spec, const std::function<TwinRuns()>& make);
  void receive(Side side, const std::vector<Event>& batch);
  void follow(Lane& lane, const Event& event);
  void end();
  [[nodiscard]] Lane& lane(Side side) { return lanes_.at(static_cast<std::size_t>(side)); }
  [[nodiscard]] const Lane* leading() const;  // the first that has not ended; nullptr: none
  [[nodiscard]] bool allPaused() const;
  void setState(RunState state);
  void tick();
  [[nodiscard]] std::int64_t iterationsFor(StepSize size) const;

  RunFactory factory_;
  ResumeFactory resume_;
  TwinFactory twins_;
  std::array<Lane, 2> lanes_;
  ExperimentSpec spec_;
  std::array<std::filesystem::path, 2> paths_;
  RunState state_ = RunState::Idle;
  double iterationsPerEpoch_ = 0;
  RateMeter rate_;
  QTimer ticker_;
  bool recordingFailed_ = false;
};

}  // namespace lab::ui
