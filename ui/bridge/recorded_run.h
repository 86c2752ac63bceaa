#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/session.h"

namespace lab::ui {

/// One experiment in progress and its recording: what the controller drives. The members behave as those of
/// Session.
class RecordedRun {
 public:
  RecordedRun() = default;
  RecordedRun(const RecordedRun&) = delete;
  RecordedRun& operator=(const RecordedRun&) = delete;
  virtual ~RecordedRun() = default;

  virtual void start() = 0;
  virtual void stop() = 0;
  virtual void pause() = 0;
  virtual void resume() = 0;
  virtual void step(std::int64_t iterations) = 0;
  virtual void change(const ExperimentSpec& running, const ExperimentSpec& changed) = 0;
  virtual void wait() = 0;

  [[nodiscard]] virtual SessionProgress progress() const = 0;
  [[nodiscard]] virtual std::filesystem::path path() const = 0;    ///< of the run file
  [[nodiscard]] virtual std::string recordingProblem() const = 0;  ///< empty while all is well
};

/// Makes a run that has not started yet, its events going to `sink`. May throw Error.
using RunFactory = std::function<std::unique_ptr<RecordedRun>(
    const ExperimentSpec& spec, const std::shared_ptr<EventSink>& sink, const std::string& device)>;

/// The factory of the program: a Session, recorded to a new file of the run store with its checkpoint beside
/// it.
[[nodiscard]] std::unique_ptr<RecordedRun> recordedSession(const ExperimentSpec& spec,
                                                           const std::shared_ptr<EventSink>& sink,
                                                           const std::string& device);

/// Two runs in lockstep, left first: what is asked of one of them, or of both, holds for both.
using TwinRuns = std::array<std::unique_ptr<RecordedRun>, 2>;

/// What the two shall be, and who hears of each; left first.
struct TwinOrder {
  std::array<ExperimentSpec, 2> specs;
  std::array<std::shared_ptr<EventSink>, 2> sinks;
  std::string device;
};

/// Makes two runs that have not started yet. May throw Error, also when the two cannot be twins.
using TwinFactory = std::function<TwinRuns(const TwinOrder& order)>;

/// The factory of the program: each is recorded to a new file of the run store.
[[nodiscard]] TwinRuns twinSessions(const TwinOrder& order);

/// Where a run that was cut off or stopped can go on: at its last checkpoint. Or where another branches off.
struct ResumePoint {
  std::filesystem::path run;
  ExperimentSpec spec;
  std::int64_t iteration = 0;   ///< of the checkpoint
  std::vector<Event> before{};  ///< what the run has said up to there
  std::optional<Fork> fork{};   ///< a new run of `spec` that branches off there; `before` is not needed
};

/// Reads run and checkpoint: not for the window's thread. Throws Error{Data} when one of them is missing or
/// damaged.
[[nodiscard]] ResumePoint readResumePoint(const std::filesystem::path& run);

using ResumeFactory = std::function<std::unique_ptr<RecordedRun>(
    const ResumePoint& point, const std::shared_ptr<EventSink>& sink, const std::string& device)>;

/// The factory of the program: `sink` first gets what the run has said before, then its continuation, as one
/// run. The file is taken up at the checkpoint. A fork gets a new file in the run store, and `sink` all that it holds
/// from its parent.
[[nodiscard]] std::unique_ptr<RecordedRun> resumedSession(const ResumePoint& point,
                                                          const std::shared_ptr<EventSink>& sink,
                                                          const std::string& device);

}  // namespace lab::ui
