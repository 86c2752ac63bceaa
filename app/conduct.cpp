#include "app/conduct.h"

#include <atomic>
#include <iostream>
#include <unistd.h>

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

void waitForEnd(Session& session, Interrupt& interrupt, const Alarm& alarm) {
  bool told = false;
  session.start();
  while (!alarm.ended()) {
    interrupt.wait();
    if (alarm.ended()) break;
    session.stop();  // a signal, or a recorder that cannot record: nothing is gained by going on
    if (interrupt.requested() && !told) {
      std::cerr << "\nskewlab: stopping at the next iteration; Ctrl-C again quits at once" << std::endl;
      told = true;
    }
  }
  session.wait();
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

int conduct(const Conduct& run) {
  Interrupt interrupt;
  const auto results = std::make_shared<Results>();
  const auto alarm = std::make_shared<Alarm>(interrupt, run.recorder);
  const auto progress = makeProgress(run.progress, isatty(STDERR_FILENO) != 0, std::cout, std::cerr);
  const auto sinks = std::make_shared<Fanout>(
      std::vector<std::shared_ptr<EventSink>>{run.recorder, progress, results, alarm});
  Session session(run.spec, sinks, run.options);
  waitForEnd(session, interrupt, *alarm);
  print(run.progress == "json" ? std::cerr : std::cout, *results, run.recorder->path());
  return verdict(*results, *run.recorder, interrupt.requested());
}

}  // namespace lab::app
