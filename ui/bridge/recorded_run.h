#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

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

}  // namespace lab::ui
