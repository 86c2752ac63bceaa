#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "ui/bridge/recorded_run.h"

namespace lab::ui::test {

/// An engine that does what the test says: it notes the calls, and the test sends the events.
struct FakeEngine {
  bool refuses = false;           ///< to make a run
  bool endsWhenWaitedFor = true;  ///< wait() sends RunEnded{Stopped}, as a Session does after stop()
  SessionProgress now{};
  std::string recordingProblem{};
  std::filesystem::path path{"made-up.h5"};

  // What the window has done.
  ExperimentSpec spec{};
  ExperimentSpec changed{};  ///< what the run was told to become
  std::string device{};
  std::shared_ptr<EventSink> sink{};
  std::vector<std::string> calls{};

  void send(const Event& event) const { sink->on(event); }
  [[nodiscard]] RunFactory factory();
};

/// Two of them as twins; both must outlive the factory.
[[nodiscard]] TwinFactory twinFactory(FakeEngine& left, FakeEngine& right);

class FakeSession final : public RecordedRun {
 public:
  explicit FakeSession(FakeEngine& engine) : engine_(engine) {}
  ~FakeSession() override { engine_.calls.emplace_back("gone"); }

  void start() override { engine_.calls.emplace_back("start"); }
  void stop() override { engine_.calls.emplace_back("stop"); }
  void pause() override { engine_.calls.emplace_back("pause"); }
  void resume() override { engine_.calls.emplace_back("resume"); }
  void step(std::int64_t iterations) override {
    engine_.calls.push_back("step " + std::to_string(iterations));
  }
  void change(const ExperimentSpec&, const ExperimentSpec& changed) override {
    engine_.calls.emplace_back("change");
    engine_.changed = changed;
  }
  void wait() override {
    engine_.calls.emplace_back("wait");
    if (engine_.endsWhenWaitedFor) engine_.send(RunEnded{engine_.now.iteration, 1, RunStatus::Stopped, {}});
  }
  SessionProgress progress() const override { return engine_.now; }
  std::filesystem::path path() const override { return engine_.path; }
  std::string recordingProblem() const override { return engine_.recordingProblem; }

 private:
  FakeEngine& engine_;
};

inline RunFactory FakeEngine::factory() {
  return [this](const ExperimentSpec& given, const std::shared_ptr<EventSink>& to, const std::string& on) {
    if (refuses)
      throw Error({.kind = ErrorKind::Run, .doing = "disk", .problem = "full", .expected = {}, .remedy = {}});
    spec = given;
    device = on;
    sink = to;
    return std::make_unique<FakeSession>(*this);
  };
}

inline TwinFactory twinFactory(FakeEngine& left, FakeEngine& right) {
  return [&left, &right](const TwinOrder& order) {
    return TwinRuns{left.factory()(order.specs[0], order.sinks[0], order.device),
                    right.factory()(order.specs[1], order.sinks[1], order.device)};
  };
}

}  // namespace lab::ui::test
