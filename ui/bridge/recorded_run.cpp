#include "ui/bridge/recorded_run.h"

#include <utility>

#include "engine/record/recorder.h"
#include "engine/run_store.h"

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
  RecordedSession(const ExperimentSpec& spec, const std::shared_ptr<EventSink>& sink,
                  const std::string& device)
      : recorder_(std::make_shared<Recorder>(newRunPath(spec))),
        session_(spec, std::make_shared<Fanout>(std::vector<std::shared_ptr<EventSink>>{recorder_, sink}),
                 optionsFor(recorder_->path(), device)) {}

  void start() override { session_.start(); }
  void stop() override { session_.stop(); }
  void pause() override { session_.pause(); }
  void resume() override { session_.resume(); }
  void step(std::int64_t iterations) override { session_.step(iterations); }
  void wait() override { session_.wait(); }
  SessionProgress progress() const override { return session_.progress(); }
  std::filesystem::path path() const override { return recorder_->path(); }
  std::string recordingProblem() const override { return recorder_->problem(); }

 private:
  std::shared_ptr<Recorder> recorder_;  // before the window in the fan-out: what is seen has been recorded
  Session session_;
};

}  // namespace

std::unique_ptr<RecordedRun> recordedSession(const ExperimentSpec& spec,
                                             const std::shared_ptr<EventSink>& sink,
                                             const std::string& device) {
  return std::make_unique<RecordedSession>(spec, sink, device);
}

}  // namespace lab::ui
