#include "engine/session.h"

#include <atomic>
#include <exception>
#include <new>
#include <thread>
#include <utility>

#include <c10/util/Exception.h>

#include "engine/catalogue.h"
#include "engine/core/error.h"
#include "engine/live_change.h"
#include "engine/record/recorder.h"
#include "engine/train/checkpoint.h"
#include "engine/train/device.h"
#include "engine/train/trainer.h"
#include "engine/validate.h"

namespace lab {
namespace {

// Passes everything on and remembers whether the run has said its last word.
class LastWord final : public EventSink {
 public:
  explicit LastWord(std::shared_ptr<EventSink> next) : next_(std::move(next)) {}
  void on(const Event& event) override {
    if (std::holds_alternative<RunEnded>(event)) ended = true;
    next_->on(event);
  }

  bool ended = false;

 private:
  std::shared_ptr<EventSink> next_;
};

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

struct Failure {
  std::string sentence;
  ErrorKind kind = ErrorKind::Run;
};

std::shared_ptr<Lockstep> lockstepOf(const SessionOptions& options) {
  return options.twin.lockstep ? options.twin.lockstep : std::make_shared<Lockstep>();
}

std::string jsonOf(const ExperimentSpec& spec) { return toJson(spec, catalogue::vocabulary()); }

// What to say of whatever was thrown. Call from a handler.
Failure currentFailure() {
  try {
    throw;
  } catch (const Error& error) {
    return {error.what(), error.kind()};
  } catch (const std::bad_alloc&) {
    return {"The run needs more memory than this machine has; use a smaller minibatch, network or data set."};
  } catch (const c10::Error& error) {
    return {"LibTorch refused to go on: " + firstLine(error.msg()) + "; this is a bug, please report the spec."};
  } catch (const std::exception& error) {
    return {std::string{"The engine failed: "} + error.what() + "; this is a bug, please report the spec."};
  }
}

}  // namespace

struct Session::Impl {
  Impl(const ExperimentSpec& given, std::shared_ptr<EventSink> next, SessionOptions chosen)
      : spec(given), sink(std::move(next)), options(std::move(chosen)) {}

  void run() {
    try {
      requireValid(spec);
      Trainer trainer{specAtStart(), sink, control,
                      {.device = options.device,
                       .threads = options.threads,
                       .checkpoint = options.checkpoint,
                       .resume = options.resume,
                       .fork = options.fork,
                       .specJson = jsonOf(spec),
                       .hdf5 = hdf5Version(),
                       .commandLine = options.commandLine,
                       .stopAfter = options.stopAfter,
                       .twin = options.twin.other,
                       .runsAtOnce = options.twin.lockstep ? 2 : 1,
                       .changes = plannedChanges(spec, options.changes),
                       .language = {.toJson = jsonOf, .differences = settingsChanged}}};
      trainer.run();
    } catch (...) {
      const auto [sentence, kind] = currentFailure();
      if (!sink.ended) sink.on(RunEnded{control.iteration, control.seconds, RunStatus::Failed, sentence, kind});
    }
    control.leave();
    running = false;
  }

  // What a resumed run has become before its checkpoint by changes while it went.
  [[nodiscard]] ExperimentSpec specAtStart() const {
    const auto changed = options.resume ? changedSpecIn(options.checkpoint) : std::string{};
    return changed.empty() ? spec : specFromJson(changed, catalogue::vocabulary(), "the checkpoint");
  }

  ExperimentSpec spec;  // that the run began with
  LastWord sink;
  SessionOptions options;
  RunControl control{lockstepOf(options), options.twin.side};
  std::atomic<bool> running{false};
  std::jthread thread;
};

Session::Session(const ExperimentSpec& spec, std::shared_ptr<EventSink> sink, SessionOptions options)
    : impl_(std::make_unique<Impl>(spec, std::move(sink), std::move(options))) {}

Session::~Session() {
  impl_->control.stopAlone();
  wait();
}

void Session::start() {
  impl_->running = true;
  impl_->thread = std::jthread{[this] { impl_->run(); }};
}

void Session::stop() { impl_->control.stop(); }
void Session::pause() { impl_->control.pause(); }
void Session::resume() { impl_->control.resume(); }
void Session::step(std::int64_t iterations) { impl_->control.step(iterations); }

void Session::change(const ExperimentSpec& running, const ExperimentSpec& changed) {
  requireLiveChange(running, changed);
  impl_->control.change(changed);
}

void Session::wait() {
  if (impl_->thread.joinable()) impl_->thread.join();
}

bool Session::running() const { return impl_->running; }

SessionProgress Session::progress() const {
  return {impl_->control.iteration, impl_->control.iterations, impl_->control.seconds};
}

std::vector<std::string> availableDevices() { return deviceNames(); }

void requireDevice(const std::string& device) { static_cast<void>(resolveDevice(device)); }

std::string changedSpecIn(const std::filesystem::path& checkpoint) {
  return readCheckpoint(checkpoint).changedSpecJson;
}

std::int64_t checkpointIteration(const std::filesystem::path& checkpoint) {
  return readCheckpoint(checkpoint).iteration;
}

}  // namespace lab
