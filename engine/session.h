#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/fork.h"
#include "engine/core/sink.h"
#include "engine/core/spec.h"

namespace lab {

class Lockstep;

/// A run's place in a pair that goes in lockstep; twinPlaces() in engine/twin.h makes both.
struct TwinPlace {
  std::shared_ptr<Lockstep> lockstep{};  ///< nothing: the run goes alone
  int side = 0;                          ///< 0: left, 1: right
  std::string other{};                   ///< file name of the other run, for the record
};

/// How a run is carried out. Nothing here changes its results except the device.
struct SessionOptions {
  std::string device = "auto";           ///< "auto", "cpu", "cuda", "cuda:1"
  int threads = 0;                       ///< worker threads; 0 = one per core, at most one per partition
  std::filesystem::path checkpoint{};    ///< where checkpoints go ("RUN.h5.checkpoint"); empty = none are written
  bool resume = false;                   ///< go on from `checkpoint` instead of starting
  std::optional<Fork> fork{};            ///< begin as a branch of another run; `checkpoint` is this run's own
  std::string commandLine{};             ///< kept in the environment record
  std::int64_t stopAfter = 0;            ///< end after this iteration although more are planned; 0 = never
  std::vector<SettingChanged> changes{};  ///< made while the run went; each is made again at its iteration
  TwinPlace twin{};                      ///< only of a run that starts, not of one that is resumed or forked
};

/// What is left for a reader of the event stream to know that the stream itself does not say.
struct SessionProgress {
  std::int64_t iteration = 0;
  std::int64_t iterations = 0;  ///< planned; 0 before RunStarted
  double seconds = 0;           ///< of training so far
};

/// One experiment on its own thread. Everything heavy is behind this header: no LibTorch, no HDF5.
///
/// Thread rules: call every member from the thread that made the Session; the sink is called from the experiment's
/// thread. After RunEnded no further event arrives. No exception crosses: a failure is RunEnded{Failed, sentence}.
class Session {
 public:
  Session(const ExperimentSpec& spec, std::shared_ptr<EventSink> sink, SessionOptions options = {});
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();  ///< Stops this run, not its twin, and joins. Blocks for at most one iteration and a checkpoint.

  // Stop, pause, resume and step hold for a twin, too: ask one of the two.
  void start();              ///< Returns at once; RunStarted follows, or RunEnded{Failed}.
  void stop();               ///< Returns at once; a checkpoint and RunEnded{Stopped} follow within one iteration.
  void pause();              ///< Returns at once; RunPaused follows at the next iteration boundary.
  void resume();             ///< Returns at once; RunResumed follows.
  void step(std::int64_t iterations);  ///< Goes on for so many iterations and pauses again.
  /// Goes on under another spec from the next iteration on, as a fork would; SettingChanged follows for each field that
  /// differs. Of several before that iteration the last one counts. Throws Error{Usage} for what cannot be changed
  /// while the run goes (engine/live_change.h). `running` is what the run is now.
  void change(const ExperimentSpec& running, const ExperimentSpec& changed);
  void wait();               ///< Blocks until RunEnded has been delivered.

  [[nodiscard]] bool running() const;              ///< between start() and RunEnded
  [[nodiscard]] SessionProgress progress() const;  ///< cheap, any time

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The devices a run can use on this machine, "cpu" first: for the form. Loads nothing new.
[[nodiscard]] std::vector<std::string> availableDevices();

/// Throws Error{Usage} when `device` names something this machine does not have.
void requireDevice(const std::string& device);

/// The iteration a resumed run would start from. Throws Error{Data} when the checkpoint is missing or damaged.
[[nodiscard]] std::int64_t checkpointIteration(const std::filesystem::path& checkpoint);

/// What the spec of the run has become by then through changes while it went, as JSON; empty when it is as it was. Throws
/// the same.
[[nodiscard]] std::string changedSpecIn(const std::filesystem::path& checkpoint);

}  // namespace lab
