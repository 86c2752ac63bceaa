#include "app/conduct.h"

#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <mutex>
#include <unistd.h>
#include <vector>

#include "app/interrupt.h"
#include "app/options.h"
#include "app/progress.h"
#include "app/results.h"
#include "engine/core/error.h"

namespace lab::app {
namespace {

/// Wakes the main thread when there is something for it to do.
class Alarm final : public EventSink {
 public:
  Alarm(Interrupt& interrupt, std::shared_ptr<Recorder> recorder)
      : interrupt_(interrupt), recorder_(std::move(recorder)) {}

  void on(const Event& event) override {
    const bool over = std::holds_alternative<RunEnded>(event);
    const bool broken = !failed_ && !recorder_->problem().empty();
    if (over) ended_ = true;
    if (broken) failed_ = true;
    if (over || broken) interrupt_.wake();
  }

  [[nodiscard]] bool ended() const { return ended_; }

 private:
  Interrupt& interrupt_;
  std::shared_ptr<Recorder> recorder_;
  std::atomic<bool> ended_{false};
  bool failed_ = false;  // the recorder; experiment's thread only
};

/// Lets two runs speak one after the other: a line is never broken by one of the other's.
class InTurn final : public EventSink {
 public:
  InTurn(std::shared_ptr<EventSink> next, std::shared_ptr<std::mutex> turn)
      : next_(std::move(next)), turn_(std::move(turn)) {}
  void on(const Event& event) override {
    const std::lock_guard lock{*turn_};
    next_->on(event);
  }

 private:
  std::shared_ptr<EventSink> next_;
  std::shared_ptr<std::mutex> turn_;
};

/// A run and those who listen to it.
struct Conducted {
  Conducted(const Conduct& run, Interrupt& interrupt, const std::shared_ptr<std::mutex>& turn)
      : given(run),
        results(std::make_shared<Results>()),
        alarm(std::make_shared<Alarm>(interrupt, run.recorder)),
        session(run.spec, std::make_shared<Fanout>(sinks(turn)), run.options) {}

  [[nodiscard]] std::vector<std::shared_ptr<EventSink>> sinks(const std::shared_ptr<std::mutex>& turn) const {
    const auto progress =
        makeProgress(given.progress, isatty(STDERR_FILENO) != 0, std::cout, std::cerr, given.label);
    return {given.recorder, std::make_shared<InTurn>(progress, turn), results, alarm};
  }

  const Conduct& given;
  std::shared_ptr<Results> results;
  std::shared_ptr<Alarm> alarm;
  Session session;
};

using ConductedRuns = std::vector<std::unique_ptr<Conducted>>;

void waitForEnd(ConductedRuns& runs, Interrupt& interrupt) {
  bool told = false;
  const auto over = [&] {
    return std::ranges::all_of(runs, [](const auto& run) { return run->alarm->ended(); });
  };
  const auto broken = [&] {
    return std::ranges::any_of(runs, [](const auto& run) { return !run->given.recorder->problem().empty(); });
  };
  for (auto& run : runs) run->session.start();
  while (!over()) {
    interrupt.wait();
    if (over()) break;
    if (!interrupt.requested() && !broken()) continue;  // one of two has ended
    runs.front()->session.stop();  // a signal, or a recorder that cannot record: nothing is gained by going on
    if (interrupt.requested() && !told) {
      std::cerr << "\nskewlab: stopping at the next iteration; Ctrl-C again quits at once" << std::endl;
      told = true;
    }
  }
  for (auto& run : runs) run->session.wait();
}

int complain(const std::string& sentence, ErrorKind kind) {
  std::cerr << "skewlab: " << sentence << std::endl;
  return static_cast<int>(kind);
}

int verdict(const Results& results, const Recorder& recorder, bool interrupted) {
  if (const auto problem = recorder.problem(); !problem.empty()) return complain(problem, ErrorKind::Run);
  if (results.ended->status == RunStatus::Failed) return complain(results.ended->error, results.ended->kind);
  if (results.ended->status != RunStatus::Stopped || !interrupted) return kDone;
  std::cerr << "skewlab: interrupted; go on with: skewlab resume " << recorder.path().string() << std::endl;
  return kInterrupted;
}

}  // namespace

int conduct(std::span<const Conduct> runs) {
  Interrupt interrupt;
  const auto turn = std::make_shared<std::mutex>();
  ConductedRuns all;
  for (const auto& run : runs) all.push_back(std::make_unique<Conducted>(run, interrupt, turn));
  waitForEnd(all, interrupt);
  int worst = kDone;
  for (const auto& run : all) {
    auto& out = run->given.progress == "json" ? std::cerr : std::cout;
    if (!run->given.label.empty()) out << (run == all.front() ? "" : "\n") << run->given.label << '\n';
    print(out, *run->results, run->given.recorder->path());
    worst = std::max(worst, verdict(*run->results, *run->given.recorder, interrupt.requested()));
  }
  return worst;
}

int conduct(const Conduct& run) {
  return conduct({&run, 1});
}

}  // namespace lab::app
