// The facade as program and window use it: its own thread, no exception, one last word.

#include "engine/session.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

using test::Listener;
using test::Scratch;
using test::series;
using test::shortRun;
using test::talkativeAndSilent;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class Sessions : public ::testing::TestWithParam<std::string> {
 protected:
  // To the end, on a thread of its own. `listener_` has what was heard.
  const EventLog& run(const ExperimentSpec& spec, SessionOptions options = {}) {
    options.device = GetParam();
    listener_ = std::make_shared<Listener>();
    Session session{spec, listener_, options};
    session.start();
    session.wait();
    return listener_->log;
  }

  std::shared_ptr<Listener> listener_;
};
INSTANTIATE_TEST_SUITE_P(Devices, Sessions, ::testing::ValuesIn(availableDevices()));

TEST_P(Sessions, TellTheWholeStoryFromRunStartedToRunEnded) {
  const auto& log = run(shortRun());
  EXPECT_TRUE(std::holds_alternative<RunStarted>(log.events.front()));
  EXPECT_TRUE(std::holds_alternative<RunEnded>(log.events.back()));
  EXPECT_EQ(log.all<RunEnded>()[0].status, RunStatus::Finished);
  EXPECT_THAT(log.all<RunStarted>()[0].specJson, HasSubstr("\"synthetic\""));
}

TEST_P(Sessions, GiveTheSameSeriesForAnyNumberOfThreads) {
  for (const auto& algorithm : talkativeAndSilent()) {
    const auto spec = shortRun(algorithm.id, algorithm.params);
    const auto alone = series(run(spec, {.threads = 1}));
    EXPECT_EQ(series(run(spec, {.threads = 2})), alone) << algorithm.id;
    EXPECT_EQ(series(run(spec, {.threads = 5})), alone) << algorithm.id;
  }
}

TEST_P(Sessions, PauseStepAndResumeFromTheOutside) {
  const auto spec = shortRun("gaia");
  const auto plain = series(run(spec));
  std::promise<void> first;
  std::promise<void> second;
  int pauses = 0;
  listener_ = std::make_shared<Listener>([&](const Event& event) {
    if (!std::holds_alternative<RunPaused>(event)) return;
    ++pauses;
    if (pauses == 1) first.set_value();
    if (pauses == 2) second.set_value();
  });
  SessionOptions options;
  options.device = GetParam();
  Session session{spec, listener_, options};
  session.pause();
  session.start();
  first.get_future().wait();
  EXPECT_TRUE(session.running());
  EXPECT_EQ(session.progress().iteration, 0);
  EXPECT_EQ(session.progress().iterations, 30);
  session.step(7);
  second.get_future().wait();
  EXPECT_EQ(session.progress().iteration, 7);
  session.resume();
  session.wait();
  EXPECT_FALSE(session.running());
  EXPECT_EQ(session.progress().iteration, 30);
  EXPECT_EQ(series(listener_->log), plain);
  std::vector<std::int64_t> places;
  for (const auto& paused : listener_->log.all<RunPaused>()) places.push_back(paused.iteration);
  EXPECT_THAT(places, ElementsAre(0, 7));
  EXPECT_THAT(listener_->log.all<RunResumed>(), SizeIs(2));
}

TEST_P(Sessions, StopResumeAndGiveTheSameSeries) {
  const Scratch scratch;
  const auto file = scratch / "run.h5.checkpoint";
  const auto spec = shortRun("dgc");
  const auto whole = series(run(spec));
  const auto& first = run(spec, {.checkpoint = file, .stopAfter = 13});
  EXPECT_EQ(first.all<RunEnded>()[0].status, RunStatus::Stopped);
  EXPECT_EQ(checkpointIteration(file), 13);
  auto joined = series(first);
  const auto rest = series(run(spec, {.checkpoint = file, .resume = true}));
  joined.insert(joined.end(), rest.begin(), rest.end());
  EXPECT_EQ(joined, whole);
}

// A stop cuts an evaluation short; the resumed run does it again, and is killed before its next checkpoint.
// What is resumed then does it a third time, and the file must not hold it twice.
TEST_P(Sessions, RecordAnEvaluationOnceThatAStopHasCutShort) {
  const Scratch scratch;
  const auto file = scratch / "run.h5";
  const auto checkpoint = scratch / "run.h5.checkpoint";
  const auto spec = shortRun("gaia");
  const auto whole = series(run(spec));
  const auto record = [&](Recorder::Existing existing, bool resume, std::int64_t stopAfter, bool stopIn20) {
    const auto recorder = std::make_shared<Recorder>(file, existing, 20);
    Session* session = nullptr;
    const auto stopper = std::make_shared<Listener>([&](const Event& event) {
      const auto* point = std::get_if<CommunicationPoint>(&event);
      if (stopIn20 && point != nullptr && point->iteration == 20) session->stop();
    });
    const std::vector<std::shared_ptr<EventSink>> sinks{recorder, stopper};
    Session recorded{
        spec,
        std::make_shared<Fanout>(sinks),
        {.device = GetParam(), .checkpoint = checkpoint, .resume = resume, .stopAfter = stopAfter}};
    session = &recorded;
    recorded.start();
    recorded.wait();
    EXPECT_EQ(recorder->problem(), "");
  };
  record(Recorder::Existing::Refuse, false, 0, true);
  EXPECT_EQ(checkpointIteration(checkpoint), 20);
  std::filesystem::copy_file(checkpoint, scratch / "kept");
  record(Recorder::Existing::Continue, true, 25, false);
  std::filesystem::rename(scratch / "kept", checkpoint);  // as if the checkpoint at 25 had never come to be
  record(Recorder::Existing::Continue, true, 0, false);
  Listener replayed;
  replay(file, replayed);
  EXPECT_EQ(series(replayed.log), whole);
}

TEST_P(Sessions, StopWhenTheyAreDestroyed) {
  auto spec = shortRun();
  spec.training.iterations = 100000000;
  std::promise<void> trained;
  std::atomic<bool> told{false};
  listener_ = std::make_shared<Listener>([&](const Event& event) {
    if (std::holds_alternative<TrainingPoint>(event) && !told.exchange(true)) trained.set_value();
  });
  SessionOptions options;
  options.device = GetParam();
  {
    Session session{spec, listener_, options};
    session.start();
    trained.get_future().wait();
  }
  EXPECT_EQ(listener_->log.all<RunEnded>().at(0).status, RunStatus::Stopped);
}

TEST_P(Sessions, StopDuringAPause) {
  std::promise<void> paused;
  listener_ = std::make_shared<Listener>([&](const Event& event) {
    if (std::holds_alternative<RunPaused>(event)) paused.set_value();
  });
  SessionOptions options;
  options.device = GetParam();
  Session session{shortRun(), listener_, options};
  session.pause();
  session.start();
  paused.get_future().wait();
  session.stop();
  session.wait();
  EXPECT_EQ(listener_->log.all<RunEnded>().at(0).status, RunStatus::Stopped);
  EXPECT_THAT(listener_->log.all<RunResumed>(), SizeIs(0));
}

TEST_P(Sessions, SayInOneSentenceThatALossDiverged) {
  auto spec = shortRun();
  spec.normalization = {"none", {}};
  spec.training.learningRate = 1000;
  const auto& log = run(spec);
  const auto count = log.events.size();
  ASSERT_GE(count, 2U);
  EXPECT_TRUE(std::holds_alternative<PartitionDiverged>(log.events[count - 2]));
  const auto ended = std::get<RunEnded>(log.events[count - 1]);
  EXPECT_EQ(ended.status, RunStatus::Failed);
  EXPECT_THAT(ended.error, HasSubstr("no longer a finite number"));
  EXPECT_EQ(ended.error.find('\n'), std::string::npos);
}

TEST_P(Sessions, TurnEveryFailureIntoTheirLastWord) {
  auto invalid = shortRun();
  invalid.partitions = 0;
  EXPECT_THAT(run(invalid).all<RunEnded>().at(0).error, HasSubstr("partition.count"));
  EXPECT_THAT(listener_->log.events, SizeIs(1));
  EXPECT_EQ(listener_->log.all<RunEnded>()[0].status, RunStatus::Failed);

  EXPECT_EQ(listener_->log.all<RunEnded>()[0].kind, ErrorKind::Usage);

  const Scratch scratch;
  const auto& missing = run(shortRun(), {.checkpoint = scratch / "missing.checkpoint", .resume = true});
  EXPECT_THAT(missing.all<RunEnded>().at(0).error, HasSubstr("there is no such file"));
  EXPECT_THAT(missing.events, SizeIs(1));
  EXPECT_EQ(missing.all<RunEnded>()[0].kind, ErrorKind::Data);

  const auto& nowhere =
      run(shortRun(), {.checkpoint = (scratch / "missing") / "run.checkpoint", .stopAfter = 3});
  EXPECT_EQ(nowhere.all<RunEnded>().at(0).status, RunStatus::Failed);
  EXPECT_THAT(nowhere.all<RunEnded>().at(0).error, HasSubstr("No such file or directory"));
  EXPECT_THAT(nowhere.all<RunEnded>(), SizeIs(1));
  EXPECT_EQ(nowhere.all<RunEnded>()[0].kind, ErrorKind::Run);
}

TEST_P(Sessions, RefuseTheCheckpointOfAnotherExperiment) {
  const Scratch scratch;
  const auto file = scratch / "run.h5.checkpoint";
  auto spec = shortRun();
  (void)run(spec, {.checkpoint = file, .stopAfter = 3});
  spec.seed = 99;
  const auto& log = run(spec, {.checkpoint = file, .resume = true});
  EXPECT_THAT(log.all<RunEnded>().at(0).error, HasSubstr("a different experiment"));
}

TEST(Devices, AreRefusedWhenTheMachineHasNone) {
  const auto devices = availableDevices();
  EXPECT_EQ(devices.front(), "cpu");
  for (const std::string missing : {"cuda:99", "tpu", "cpu:7"}) {
    try {
      requireDevice(missing);
      FAIL() << missing;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::Usage);
      EXPECT_THAT(error.what(), HasSubstr(missing));
    }
  }
  if (devices.size() == 1) {
    EXPECT_THROW(requireDevice("cuda"), Error);
    const auto listener = std::make_shared<Listener>();
    Session session{shortRun(), listener, {.device = "cuda"}};
    session.start();
    session.wait();
    EXPECT_THAT(listener->log.all<RunEnded>().at(0).error, HasSubstr("--device cuda"));
  }
  EXPECT_NO_THROW(requireDevice("auto"));
  EXPECT_NO_THROW(requireDevice("cpu"));
}

TEST(CheckpointIteration, IsRefusedWithoutACheckpoint) {
  EXPECT_THROW((void)checkpointIteration("there-is-no-such.checkpoint"), Error);
}

}  // namespace
}  // namespace lab
