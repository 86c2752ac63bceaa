#include "engine/record/recorder.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "engine/core/error.h"
#include "engine/record/live_file.h"
#include "engine/record/log_row.h"
#include "engine/record/run_claim.h"
#include "engine/record/run_reader.h"
#include "engine/record/run_writer.h"

namespace lab {
namespace {

using record::RunReader;
using record::RunWriter;

// Half of what is promised, for the disk's sake.
constexpr std::chrono::milliseconds kFlushPeriod{500};

constexpr auto kAll = std::numeric_limits<std::uint64_t>::max();

void requireFree(const std::filesystem::path& path, Recorder::Existing existing) {
  const auto refuse = [&](const std::string& problem, const std::string& remedy) {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = path.string(),
                 .problem = problem,
                 .expected = "",
                 .remedy = remedy});
  };
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return;
  if (existing == Recorder::Existing::Refuse) refuse("exists already", "choose another name or use --force");
  if (record::LiveFile::held(path)) refuse("is being recorded right now", "stop that run first");
}

void requireAnother(const std::filesystem::path& path, const std::filesystem::path& parent) {
  std::error_code ignored;
  if (!std::filesystem::equivalent(path, parent, ignored)) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = path.string(),
               .problem = "is the run that is forked",
               .expected = "another file",
               .remedy = "choose another name with -o"});
}

std::optional<std::int64_t> iterationOf(const Event& event) {
  return std::visit(
      [](const auto& point) -> std::optional<std::int64_t> {
        if constexpr (requires { point.iteration; }) return point.iteration;
        return std::nullopt;
      },
      event);
}

std::string sentenceFor(const std::filesystem::path& path, const std::string& problem) {
  return Error({.kind = ErrorKind::Run,
                .doing = "Recording " + path.filename().string(),
                .problem = problem,
                .expected = "",
                .remedy = "make room or choose another folder with -o"})
      .what();
}

void requireSameShape(const RunStarted& recorded, const RunStarted& resumed,
                      const std::filesystem::path& path) {
  const bool same = recorded.partitions == resumed.partitions && recorded.classNames == resumed.classNames &&
                    recorded.partitionIndices == resumed.partitionIndices;
  if (same) return;
  throw Error({.kind = ErrorKind::Data,
               .doing = path.string(),
               .problem = "the recorded run has other partitions than the checkpoint",
               .expected = "run file and checkpoint of one run",
               .remedy = "resume with the checkpoint beside the file"});
}

// The number of the last event that the checkpoint of this iteration knows of; all when it was never written.
std::uint64_t eventsUntilCheckpoint(const RunReader& recorded, std::int64_t iteration) {
  std::uint64_t events = 0;
  std::uint64_t last = kAll;
  record::forEachEvent(recorded, [&](const Event& event, const std::string&) {
    ++events;
    const auto* written = std::get_if<CheckpointWritten>(&event);
    if (written != nullptr && written->iteration == iteration) last = events;
  });
  return last;
}

}  // namespace

struct Recorder::Impl {
  std::filesystem::path path;
  Existing existing;
  std::int64_t fromIteration;
  std::optional<Fork> fork{};

  mutable std::mutex mutex{};  // guards what follows
  std::condition_variable_any wake{};
  std::string problem{};
  std::unique_ptr<RunWriter> writer{};
  bool continued = false;
  std::jthread flusher{};  // last: it ends before the rest goes

  // Runs `action` under the mutex unless recording has failed; a failure ends the recording, not the run.
  template <class Action>
  void guarded(const Action& action) {
    const std::lock_guard guard(mutex);
    if (!problem.empty()) return;
    try {
      action();
    } catch (const std::filesystem::filesystem_error& failure) {
      problem = sentenceFor(path, failure.code().message());
      writer.reset();
    } catch (const std::exception& failure) {
      problem = failure.what();
      writer.reset();
    }
  }

  void begin(const RunStarted& started);
  void goOn(const RunStarted& started);
  void beginFork(const RunStarted& started);
  // The first `count` events up to fromIteration, those that are wanted.
  void copyFrom(const RunReader& recorded, const RunStarted& started, std::uint64_t count,
                const std::function<bool(const Event&)>& wanted);
  void append(const Event& event);
  void flushNowAndThen(const std::stop_token& stop);
};

void Recorder::Impl::begin(const RunStarted& started) {
  if (writer) return;
  if (fork) {
    beginFork(started);
  } else if (existing == Existing::Continue && std::filesystem::exists(path)) {
    goOn(started);
  } else {
    writer = std::make_unique<RunWriter>(path, started);
    writer->publish();
  }
  if (flusher.joinable()) return;
  flusher = std::jthread([this](const std::stop_token& stop) { flushNowAndThen(stop); });
}

// A file that a killed program left open must not be opened for writing again; what is good in it is copied.
void Recorder::Impl::goOn(const RunStarted& started) {
  const RunReader recorded(path);
  const RunStarted first = recorded.started();
  requireSameShape(first, started, path);
  // A change that came after the checkpoint is not in it, although no iteration has passed since.
  const auto known = eventsUntilCheckpoint(recorded, fromIteration);
  copyFrom(recorded, first, kAll, [known, events = std::uint64_t{0}](const Event& event) mutable {
    return ++events <= known || !std::holds_alternative<SettingChanged>(event);
  });
}

// What the parent did after it had written the checkpoint, even in the same iteration, is the fork's to do again. The
// parent's checkpoints are not the fork's, and neither are its changes: the fork's spec has them.
void Recorder::Impl::beginFork(const RunStarted& started) {
  const RunReader recorded(fork->run);
  const RunStarted first = recorded.started();
  requireSameShape(first, started, fork->run);
  const auto count = eventsUntilCheckpoint(recorded, fromIteration);
  const bool otherKnob = first.knob.parameter != started.knob.parameter;
  copyFrom(recorded, started, count, [&](const Event& event) {
    if (std::holds_alternative<SkewScoutDecision>(event)) return !otherKnob;
    return !std::holds_alternative<CheckpointWritten>(event) && !std::holds_alternative<SettingChanged>(event);
  });
}

void Recorder::Impl::copyFrom(const RunReader& recorded, const RunStarted& started, std::uint64_t count,
                              const std::function<bool(const Event&)>& wanted) {
  auto copy = std::make_unique<RunWriter>(path, started);
  std::uint64_t events = 0;
  record::forEachEvent(recorded, [&](const Event& event, const std::string& time) {
    const bool before = events++ < count && iterationOf(event).value_or(0) <= fromIteration;
    if (before && wanted(event) && copy->has(event)) copy->append(event, time);
  });
  copy->publish();
  writer = std::move(copy);
  continued = true;
}

void Recorder::Impl::append(const Event& event) {
  if (!writer) return;
  // A point of the checkpoint's own iteration may come a second time after it.
  const auto iteration = iterationOf(event);
  const auto last = writer->lastIteration(event);
  if (continued && iteration && last && *iteration <= fromIteration && *iteration <= *last) return;
  writer->append(event, record::now());
  if (std::holds_alternative<CheckpointWritten>(event)) {
    writer->sync();
  } else if (std::holds_alternative<EvaluationPoint>(event) || std::holds_alternative<RunPaused>(event)) {
    writer->flush();
  }
}

// Iterations may take longer than the second within which a row must be readable.
void Recorder::Impl::flushNowAndThen(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex);
      wake.wait_for(lock, stop, kFlushPeriod, [] { return false; });
    }
    guarded([this] {
      if (writer && writer->pending()) writer->flush();
    });
  }
}

std::string hdf5Version() { return h5::version(); }

Recorder::Recorder(std::filesystem::path path, Existing existing, std::int64_t fromIteration)
    : impl_(new Impl{.path = std::move(path), .existing = existing, .fromIteration = fromIteration}) {
  requireFree(impl_->path, existing);
}

Recorder::Recorder(std::filesystem::path path, Existing existing, const Fork& fork)
    : impl_(new Impl{
          .path = std::move(path), .existing = existing, .fromIteration = fork.iteration, .fork = fork}) {
  requireAnother(impl_->path, fork.run);
  requireFree(impl_->path, existing);
}

// Without RunEnded the status stays "running", which readers show as interrupted.
Recorder::~Recorder() {
  impl_->flusher = {};
  impl_->guarded([this] {
    if (impl_->writer) {
      impl_->writer->flush();
    } else {
      record::dropClaim(impl_->path);
    }
  });
}

void Recorder::on(const Event& event) {
  impl_->guarded([&] {
    if (const auto* started = std::get_if<RunStarted>(&event)) {
      impl_->begin(*started);
    } else if (const auto* ended = std::get_if<RunEnded>(&event)) {
      if (impl_->writer) impl_->writer->finish(*ended);
      impl_->writer.reset();
    } else {
      impl_->append(event);
    }
  });
}

const std::filesystem::path& Recorder::path() const {
  return impl_->path;
}

std::string Recorder::problem() const {
  const std::lock_guard guard(impl_->mutex);
  return impl_->problem;
}

}  // namespace lab
