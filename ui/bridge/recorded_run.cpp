#include "ui/bridge/recorded_run.h"

#include <utility>

#include "engine/catalogue.h"
#include "engine/core/sink.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "engine/run_store.h"
#include "engine/twin.h"

namespace lab::ui {
namespace {

SessionOptions optionsFor(const std::filesystem::path& run, const std::string& device) {
  SessionOptions options;
  options.device = device;
  options.checkpoint = checkpointOf(run);
  options.commandLine = "skewlab";
  return options;
}

class RecordedSession final : public RecordedRun {
 public:
  RecordedSession(std::shared_ptr<Recorder> recorder, const ExperimentSpec& spec,
                  const std::shared_ptr<EventSink>& sink, const SessionOptions& options)
      : recorder_(std::move(recorder)),
        session_(spec, std::make_shared<Fanout>(std::vector<std::shared_ptr<EventSink>>{recorder_, sink}),
                 options) {}

  void start() override { session_.start(); }
  void stop() override { session_.stop(); }
  void pause() override { session_.pause(); }
  void resume() override { session_.resume(); }
  void step(std::int64_t iterations) override { session_.step(iterations); }
  void change(const ExperimentSpec& running, const ExperimentSpec& changed) override {
    session_.change(running, changed);
  }
  void wait() override { session_.wait(); }
  SessionProgress progress() const override { return session_.progress(); }
  std::filesystem::path path() const override { return recorder_->path(); }
  std::string recordingProblem() const override { return recorder_->problem(); }

 private:
  std::shared_ptr<Recorder> recorder_;  // before the window in the fan-out: what is seen has been recorded
  Session session_;
};

/// Passes on a continuation: without its RunStarted, which would start the views afresh.
class Continuation final : public EventSink {
 public:
  explicit Continuation(std::shared_ptr<EventSink> sink) : sink_(std::move(sink)) {}
  void on(const Event& event) override {
    if (!std::holds_alternative<RunStarted>(event)) sink_->on(event);
  }

 private:
  std::shared_ptr<EventSink> sink_;
};

/// Begins with what the recorder has taken over from a parent: RunStarted brings all that the file holds by then.
class Branch final : public EventSink {
 public:
  Branch(std::shared_ptr<Recorder> recorder, std::shared_ptr<EventSink> sink)
      : recorder_(std::move(recorder)), sink_(std::move(sink)) {}
  void on(const Event& event) override {
    if (!std::holds_alternative<RunStarted>(event) || !recorder_->problem().empty()) return sink_->on(event);
    EventLog past;
    replay(recorder_->path(), past);
    for (const auto& one : past.events) {
      if (!std::holds_alternative<RunEnded>(one)) sink_->on(one);
    }
  }

 private:
  std::shared_ptr<Recorder> recorder_;
  std::shared_ptr<EventSink> sink_;
};

std::unique_ptr<RecordedRun> forkedSession(const ExperimentSpec& spec, const Fork& fork,
                                           const std::shared_ptr<EventSink>& sink, const std::string& device) {
  auto recorder = std::make_shared<Recorder>(newRunPath(spec), Recorder::Existing::Refuse, fork);
  SessionOptions options = optionsFor(recorder->path(), device);
  options.fork = fork;
  return std::make_unique<RecordedSession>(recorder, spec, std::make_shared<Branch>(recorder, sink), options);
}

// What comes after the checkpoint will be said again.
bool isBefore(const Event& event, std::int64_t iteration) {
  if (std::holds_alternative<RunEnded>(event)) return false;
  return std::visit(
      [iteration](const auto& point) {
        if constexpr (requires { point.iteration; }) return point.iteration <= iteration;
        return true;
      },
      event);
}

}  // namespace

ResumePoint readResumePoint(const std::filesystem::path& run) {
  ResumePoint point{
      .run = run,
      .spec = specFromJson(summarize(run).specJson, catalogue::vocabulary(), run.filename().string()),
      .iteration = checkpointIteration(checkpointOf(run))};
  EventLog log;
  replay(run, log);
  std::erase_if(log.events, [&](const Event& event) { return !isBefore(event, point.iteration); });
  point.before = std::move(log.events);
  return point;
}

std::unique_ptr<RecordedRun> resumedSession(const ResumePoint& point, const std::shared_ptr<EventSink>& sink,
                                            const std::string& device) {
  if (point.fork) return forkedSession(point.spec, *point.fork, sink, device);
  SessionOptions options = optionsFor(point.run, device);
  options.resume = true;
  auto run = std::make_unique<RecordedSession>(
      std::make_shared<Recorder>(point.run, Recorder::Existing::Continue, point.iteration), point.spec,
      std::make_shared<Continuation>(sink), options);
  for (const auto& event : point.before) sink->on(event);
  return run;
}

TwinRuns twinSessions(const TwinOrder& order) {
  requireTwins(order.specs[0], order.specs[1]);
  const auto paths = newTwinPaths(order.specs[0], order.specs[1]);
  const auto places = twinPlaces(paths[0], paths[1]);
  TwinRuns runs;
  for (std::size_t side = 0; side < runs.size(); ++side) {
    SessionOptions options = optionsFor(paths.at(side), order.device);
    options.twin = places.at(side);
    runs.at(side) = std::make_unique<RecordedSession>(std::make_shared<Recorder>(paths.at(side)), order.specs.at(side),
                                                      order.sinks.at(side), options);
  }
  return runs;
}

std::unique_ptr<RecordedRun> recordedSession(const ExperimentSpec& spec,
                                             const std::shared_ptr<EventSink>& sink,
                                             const std::string& device) {
  auto recorder = std::make_shared<Recorder>(newRunPath(spec));
  const SessionOptions options = optionsFor(recorder->path(), device);
  return std::make_unique<RecordedSession>(std::move(recorder), spec, sink, options);
}

}  // namespace lab::ui
