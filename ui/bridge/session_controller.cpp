#include "ui/bridge/session_controller.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <utility>

namespace lab::ui {

SessionController::SessionController(RunFactory factory, ResumeFactory resume, QObject* parent)
    : QObject(parent), factory_(std::move(factory)), resume_(std::move(resume)) {
  connect(&pump_, &EventPump::arrived, this, &SessionController::receive);
  connect(&pump_, &EventPump::behindChanged, this, &SessionController::behindChanged);
  ticker_.setInterval(std::chrono::milliseconds{250});
  connect(&ticker_, &QTimer::timeout, this, &SessionController::tick);
}

SessionController::~SessionController() = default;

bool SessionController::active() const {
  return state_ != RunState::Idle && state_ != RunState::Ended;
}

bool SessionController::start(const ExperimentSpec& spec, const std::string& device) {
  return begin(spec, [&] { return factory_(spec, pump_.sink(), device); });
}

bool SessionController::goOn(const ResumePoint& point, const std::string& device) {
  return begin(point.spec, [&] { return resume_(point, pump_.sink(), device); });
}

bool SessionController::begin(const ExperimentSpec& spec,
                              const std::function<std::unique_ptr<RecordedRun>()>& make) {
  if (active()) return false;
  try {
    run_.reset();
    run_ = make();
    run_->start();
  } catch (const std::exception& error) {
    run_.reset();
    Q_EMIT problem(QString::fromUtf8(error.what()));
    return false;
  }
  spec_ = spec;
  path_ = run_->path();
  iterationsPerEpoch_ = 0;
  recordingFailed_ = false;
  rate_.reset();
  ticker_.start();
  setState(RunState::Running);
  return true;
}

void SessionController::pause() {
  if (state_ == RunState::Running) run_->pause();
}

void SessionController::resume() {
  if (state_ == RunState::Paused) run_->resume();
}

void SessionController::step(StepSize size) {
  if (state_ == RunState::Running || state_ == RunState::Paused) run_->step(iterationsFor(size));
}

void SessionController::stop() {
  if (state_ != RunState::Running && state_ != RunState::Paused) return;
  setState(RunState::Stopping);
  run_->stop();
}

void SessionController::finish() {
  if (!active()) return;
  stop();
  run_->wait();
  pump_.drain();
}

std::int64_t SessionController::iterationsFor(StepSize size) const {
  switch (size) {
    case StepSize::Minibatch:
      return 1;
    case StepSize::Evaluation: {
      const std::int64_t every = std::max<std::int64_t>(1, spec_.evaluation.every);
      return every - run_->progress().iteration % every;
    }
    case StepSize::Epoch:
      return std::max<std::int64_t>(1, std::llround(iterationsPerEpoch_));
  }
  return 1;
}

void SessionController::receive(const std::vector<Event>& batch) {
  // The views come first, so that whoever hears of a new state finds its numbers on the screen.
  Q_EMIT arrived(batch);
  for (const auto& event : batch) follow(event);
  tick();
}

void SessionController::follow(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    iterationsPerEpoch_ = started->iterationsPerEpoch;
  } else if (std::holds_alternative<RunPaused>(event)) {
    if (state_ == RunState::Running) setState(RunState::Paused);
  } else if (std::holds_alternative<RunResumed>(event)) {
    if (state_ == RunState::Paused) setState(RunState::Running);
  } else if (std::holds_alternative<RunEnded>(event) && active()) {
    tick();
    ticker_.stop();
    run_.reset();  // RunEnded was its last word: this joins a thread that is already leaving
    setState(RunState::Ended);
  }
}

void SessionController::tick() {
  if (!run_) return;
  const SessionProgress now = run_->progress();
  rate_.add(now.seconds, now.iteration);
  Q_EMIT progressed({now.iteration, now.iterations, rate_.perSecond(), rate_.remaining(now.iterations)});
  if (recordingFailed_) return;
  const std::string failure = run_->recordingProblem();
  recordingFailed_ = !failure.empty();
  if (recordingFailed_) Q_EMIT problem(QString::fromStdString(failure));
}

void SessionController::setState(RunState state) {
  if (std::exchange(state_, state) != state) Q_EMIT stateChanged(state);
}

}  // namespace lab::ui
