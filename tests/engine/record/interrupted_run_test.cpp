#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "made_up_run.h"
#include "recording.h"
#include "scratch.h"

namespace lab {
namespace {

using test::allEvents;
using test::difference;
using test::MadeUpRun;
using test::record;
using test::replayed;
using test::Scratch;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Records in a process of its own that is killed instead of ending.
void recordAndBeKilled(const std::filesystem::path& path, const std::vector<Event>& events) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Recorder recorder(path);
    for (const auto& event : events) recorder.on(event);
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
}

TEST(LiveRun, IsReadableByTheSameProcessWhileItIsWritten) {
  const Scratch scratch;
  const auto events = allEvents(MadeUpRun{}, 60);
  Recorder recorder(scratch / "run.h5");
  std::vector<Event> soFar;
  for (const auto& event : events) {
    recorder.on(event);
    soFar.push_back(event);
    if (!std::holds_alternative<EvaluationPoint>(event)) continue;
    auto expected = soFar;
    const auto& point = std::get<EvaluationPoint>(event);
    expected.push_back(RunEnded{point.iteration, point.seconds, RunStatus::Interrupted, ""});
    ASSERT_EQ(difference(replayed(scratch / "run.h5"), expected), "");
    ASSERT_EQ(summarize(scratch / "run.h5").status, RunStatus::Running);
  }
  EXPECT_EQ(summarize(scratch / "run.h5").status, RunStatus::Finished);
}

TEST(LiveRun, IsReadableFromAnotherThreadWhileItIsWritten) {
  const Scratch scratch;
  const auto events = allEvents(MadeUpRun{}, 2000);
  Recorder recorder(scratch / "run.h5");
  recorder.on(events.front());
  std::jthread reader([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      auto seen = replayed(scratch / "run.h5");
      seen.pop_back();
      const std::vector<Event> prefix(events.begin(),
                                      events.begin() + static_cast<std::ptrdiff_t>(seen.size()));
      ASSERT_EQ(difference(seen, prefix), "");
    }
  });
  for (std::size_t i = 1; i < events.size(); ++i) recorder.on(events[i]);
  reader = {};
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
}

TEST(LiveRun, IsNotRecordedOver) {
  const Scratch scratch;
  Recorder recorder(scratch / "run.h5");
  recorder.on(test::started(MadeUpRun{}));
  EXPECT_THROW(Recorder(scratch / "run.h5", Recorder::Existing::Replace), Error);
  EXPECT_THROW(Recorder(scratch / "run.h5", Recorder::Existing::Continue, 5), Error);
}

TEST(KilledRun, ReplaysUpToItsLastFlushAndIsInterrupted) {
  const Scratch scratch;
  auto events = allEvents(MadeUpRun{}, 40);
  events.pop_back();  // killed before RunEnded, right after the checkpoint of iteration 40
  recordAndBeKilled(scratch / "run.h5", events);
  events.push_back(RunEnded{40, 4.0, RunStatus::Interrupted, ""});
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
  EXPECT_EQ(summarize(scratch / "run.h5").status, RunStatus::Interrupted);
}

// Goes on in `path` from the checkpoint of iteration `from` to iteration `last`.
void goOn(const std::filesystem::path& path, std::int64_t from, std::int64_t last) {
  Recorder recorder(path, Recorder::Existing::Continue, from);
  auto resumed = test::started(MadeUpRun{});
  resumed.created = "2026-11-23T00:00:00Z";
  recorder.on(resumed);
  for (std::int64_t iteration = from + 1; iteration <= last; ++iteration) {
    for (const auto& event : test::eventsAt(MadeUpRun{}, iteration)) recorder.on(event);
  }
  recorder.on(RunEnded{last, static_cast<double>(last) * 0.1, RunStatus::Finished, ""});
  EXPECT_THAT(recorder.problem(), IsEmpty());
}

TEST(ContinuedRun, EqualsOneThatWasNeverKilled) {
  const Scratch scratch;
  auto events = allEvents(MadeUpRun{}, 37);
  events.pop_back();
  recordAndBeKilled(scratch / "run.h5", events);
  goOn(scratch / "run.h5", 30, 60);
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), allEvents(MadeUpRun{}, 60)), "");
  EXPECT_EQ(summarize(scratch / "run.h5").status, RunStatus::Finished);
}

TEST(ContinuedRun, DropsWhatCameAfterTheCheckpoint) {
  const Scratch scratch;
  record(scratch / "run.h5", allEvents(MadeUpRun{}, 60));
  goOn(scratch / "run.h5", 20, 30);
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), allEvents(MadeUpRun{}, 30)), "");
}

TEST(ContinuedRun, LeavesNoOtherFile) {
  const Scratch scratch;
  record(scratch / "run.h5", allEvents(MadeUpRun{}, 20));
  goOn(scratch / "run.h5", 10, 20);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.folder()), {}), 1);
}

TEST(ContinuedRun, KeepsAPointOfTheCheckpointOnce) {
  const Scratch scratch;
  record(scratch / "run.h5", allEvents(MadeUpRun{}, 20));
  {
    Recorder recorder(scratch / "run.h5", Recorder::Existing::Continue, 20);
    recorder.on(test::started(MadeUpRun{}));
    for (const auto& event : test::withoutInterruptions(test::eventsAt(MadeUpRun{}, 20))) recorder.on(event);
    recorder.on(RunEnded{20, 2.0, RunStatus::Finished, ""});
  }
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), allEvents(MadeUpRun{}, 20)), "");
}

TEST(ContinuedRun, IsLeftAloneWhenTheResumedRunDoesNotStart) {
  const Scratch scratch;
  const auto events = allEvents(MadeUpRun{}, 20);
  record(scratch / "run.h5", events);
  Recorder recorder(scratch / "run.h5", Recorder::Existing::Continue, 10);
  recorder.on(RunEnded{0, 0, RunStatus::Failed, "the data set is gone"});
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
}

TEST(ContinuedRun, OfOtherPartitionsIsAProblem) {
  const Scratch scratch;
  const auto events = allEvents(MadeUpRun{}, 20);
  record(scratch / "run.h5", events);
  Recorder recorder(scratch / "run.h5", Recorder::Existing::Continue, 10);
  recorder.on(test::started(MadeUpRun{.partitions = 2}));
  EXPECT_THAT(recorder.problem(), HasSubstr("other partitions than the checkpoint"));
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
}

TEST(ContinuedRun, WithoutAFileIsRecordedFromThere) {
  const Scratch scratch;
  goOn(scratch / "run.h5", 50, 60);
  EXPECT_EQ(summarize(scratch / "run.h5").iteration, 60);
}

}  // namespace
}  // namespace lab
