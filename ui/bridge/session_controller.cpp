#include "ui/bridge/session_controller.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <utility>

#include "engine/live_change.h"
#include "ui/bridge/background.h"

namespace lab::ui {
namespace {

// What following a run may take of the cores. Workers wait for each other, so training can lose twice as much.
constexpr double kShareOfCores = 0.0075;
constexpr std::chrono::seconds kTick{1};  // when no batch comes

}  // namespace

SessionController::SessionController(RunFactory factory, ResumeFactory resume, TwinFactory twins, QObject* parent)
    : QObject(parent), factory_(std::move(factory)), resume_(std::move(resume)), twins_(std::move(twins)) {
  for (const Side side : {Side::Left, Side::Right}) {
    connect(&lane(side).pump, &EventPump::arrived, this,
            [this, side](const std::vector<Event>& batch) { receive(side, batch); });
    lane(side).pump.limitTo(kShareOfCores);
    connect(&lane(side).pump, &EventPump::behindChanged, this, &SessionController::behindChanged);
  }
  ticker_.setInterval(kTick);
  connect(&ticker_, &QTimer::timeout, this, &SessionController::tick);
}

SessionController::~SessionController() = default;

bool SessionController::active() const {
  return state_ != RunState::Idle && state_ != RunState::Ended;
}

bool SessionController::start(const ExperimentSpec& spec, const std::string& device) {
  return begin(spec, [&] { return TwinRuns{factory_(spec, lane(Side::Left).pump.sink(), device), nullptr}; });
}

bool SessionController::goOn(const ResumePoint& point, const std::string& device) {
  return begin(point.spec, [&] { return TwinRuns{resume_(point, lane(Side::Left).pump.sink(), device), nullptr}; });
}

bool SessionController::startTwins(const std::array<ExperimentSpec, 2>& specs, const std::string& device) {
  return begin(specs[0], [&] {
    return twins_({.specs = specs,
                   .sinks = {lane(Side::Left).pump.sink(), lane(Side::Right).pump.sink()},
                   .device = device});
  });
}

bool SessionController::begin(const ExperimentSpec& spec, const std::function<TwinRuns()>& make) {
  if (active()) return false;
  try {
    for (auto& lane : lanes_) lane.run.reset();
    auto runs = make();
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      lanes_.at(i).run = std::move(runs.at(i));
      lanes_.at(i).paused = false;
      lanes_.at(i).ended = lanes_.at(i).run == nullptr;
    }
    for (auto& lane : lanes_) {
      if (lane.run) lane.run->start();
    }
  } catch (const std::exception& error) {
    for (auto& lane : lanes_) lane.run.reset();
    Q_EMIT problem(QString::fromUtf8(error.what()));
    return false;
  }
  spec_ = spec;
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    paths_.at(i) = lanes_.at(i).run ? lanes_.at(i).run->path() : std::filesystem::path{};
  }
  iterationsPerEpoch_ = 0;
  recordingFailed_ = false;
  rate_.reset();
  ticker_.start();
  setState(RunState::Running);
  return true;
}

// Of two in lockstep, asking one is enough.
const SessionController::Lane* SessionController::leading() const {
  const auto found = std::ranges::find_if(lanes_, [](const Lane& lane) { return !lane.ended && lane.run; });
  return found == lanes_.end() ? nullptr : &*found;
}

bool SessionController::allPaused() const {
  return std::ranges::all_of(lanes_, [](const Lane& lane) { return lane.ended || lane.paused; });
}

void SessionController::pause() {
  if (const auto* lane = leading(); lane && state_ == RunState::Running) lane->run->pause();
}

void SessionController::resume() {
  if (const auto* lane = leading(); lane && state_ == RunState::Paused) lane->run->resume();
}

void SessionController::step(StepSize size) {
  const auto* lane = leading();
  if (lane && (state_ == RunState::Running || state_ == RunState::Paused)) lane->run->step(iterationsFor(size));
}

bool SessionController::change(const ExperimentSpec& spec) {
  const auto* lane = leading();
  if (lane == nullptr) return false;
  try {
    lane->run->change(spec_, spec);
  } catch (const std::exception& error) {
    Q_EMIT problem(QString::fromUtf8(error.what()));
    return false;
  }
  return true;
}

void SessionController::stop() {
  if (state_ != RunState::Running && state_ != RunState::Paused) return;
  setState(RunState::Stopping);
  if (const auto* lane = leading()) lane->run->stop();
}

void SessionController::finish() {
  if (!active()) return;
  stop();
  for (auto& lane : lanes_) {
    if (lane.run && !lane.ended) lane.run->wait();
  }
  for (auto& lane : lanes_) lane.pump.drain();
}

std::int64_t SessionController::iterationsFor(StepSize size) const {
  switch (size) {
    case StepSize::Minibatch:
      return 1;
    case StepSize::Evaluation: {
      const std::int64_t every = std::max<std::int64_t>(1, spec_.evaluation.every);
      const auto* lane = leading();
      return every - (lane ? lane->run->progress().iteration : 0) % every;
    }
    case StepSize::Epoch:
      return std::max<std::int64_t>(1, std::llround(iterationsPerEpoch_));
  }
  return 1;
}

void SessionController::receive(Side side, const std::vector<Event>& batch) {
  // The views come first, so that whoever hears of a new state finds its numbers on the screen.
  if (side == Side::Left) {
    Q_EMIT arrived(batch);
  } else {
    Q_EMIT twinArrived(batch);
  }
  for (const auto& event : batch) follow(lane(side), event);
  tick();
  if (active()) ticker_.start();  // one frame for the batch and the numbers
}

void SessionController::follow(Lane& lane, const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    iterationsPerEpoch_ = started->iterationsPerEpoch;
  } else if (const auto* change = std::get_if<SettingChanged>(&event)) {
    // Also of a resumed run, which tells what had been changed before.
    const auto changed = attempt([&] { return plannedChanges(spec_, {change, 1}); });
    if (changed.value) spec_ = changed.value->back().spec;
  } else if (std::holds_alternative<RunPaused>(event)) {
    lane.paused = true;
    if (state_ == RunState::Running && allPaused()) setState(RunState::Paused);
  } else if (std::holds_alternative<RunResumed>(event)) {
    lane.paused = false;
    if (state_ == RunState::Paused) setState(RunState::Running);
  } else if (std::holds_alternative<RunEnded>(event) && active()) {
    tick();
    lane.ended = true;
    rate_.reset();  // of another run from here on
    if (leading() == nullptr) end();
  }
}

// RunEnded was the last word of all: this joins threads that are already leaving.
void SessionController::end() {
  ticker_.stop();
  for (auto& lane : lanes_) lane.run.reset();
  setState(RunState::Ended);
}

void SessionController::tick() {
  const auto* lane = leading();
  if (lane == nullptr) return;
  const SessionProgress now = lane->run->progress();
  rate_.add(now.seconds, now.iteration);
  Q_EMIT progressed({now.iteration, now.iterations, rate_.perSecond(), rate_.remaining(now.iterations)});
  if (recordingFailed_) return;
  for (const auto& each : lanes_) {
    const std::string failure = each.run && !recordingFailed_ ? each.run->recordingProblem() : std::string{};
    if (failure.empty()) continue;
    recordingFailed_ = true;
    Q_EMIT problem(QString::fromStdString(failure));
  }
}

void SessionController::setState(RunState state) {
  if (std::exchange(state_, state) != state) Q_EMIT stateChanged(state);
}

}  // namespace lab::ui
