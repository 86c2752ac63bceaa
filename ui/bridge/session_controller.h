#pragma once

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

/// Everything the buttons do. Owns the run, its recording and the pump; one run at a time. Window's thread.
class SessionController final : public QObject {
  Q_OBJECT

 public:
  explicit SessionController(RunFactory factory = recordedSession, ResumeFactory resume = resumedSession,
                             QObject* parent = nullptr);
  ~SessionController() override;

  /// Starts a new run unless one is active. False, after a problem(), when it could not be made.
  bool start(const ExperimentSpec& spec, const std::string& device);
  /// The same for a run that was cut off or stopped.
  bool goOn(const ResumePoint& point, const std::string& device);
  void pause();
  void resume();
  void step(StepSize size);  ///< goes on for so long and pauses; from Running or Paused
  void stop();

  /// Stops and returns when everything is on the disk and every event has been delivered: for closing the
  /// window.
  void finish();

  [[nodiscard]] RunState state() const { return state_; }
  [[nodiscard]] bool active() const;                                  ///< a run exists that has not ended
  [[nodiscard]] const ExperimentSpec& spec() const { return spec_; }  ///< of the latest run
  [[nodiscard]] const std::filesystem::path& path() const {
    return path_;
  }  ///< of the latest run; empty at first

 Q_SIGNALS:
  void stateChanged(lab::ui::RunState state);
  void progressed(const lab::ui::RunProgress& progress);
  void arrived(const std::vector<lab::Event>& batch);
  void behindChanged(bool behind);
  void problem(const QString& sentence);  ///< the run could not start, or is no longer recorded

 private:
  bool begin(const ExperimentSpec& spec, const std::function<std::unique_ptr<RecordedRun>()>& make);
  void receive(const std::vector<Event>& batch);
  void follow(const Event& event);
  void setState(RunState state);
  void tick();
  [[nodiscard]] std::int64_t iterationsFor(StepSize size) const;

  RunFactory factory_;
  ResumeFactory resume_;
  EventPump pump_;
  std::unique_ptr<RecordedRun> run_;
  ExperimentSpec spec_;
  std::filesystem::path path_;
  RunState state_ = RunState::Idle;
  double iterationsPerEpoch_ = 0;
  RateMeter rate_;
  QTimer ticker_;
  bool recordingFailed_ = false;
};

}  // namespace lab::ui
