#include <chrono>
#include <fstream>
#include <thread>

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

TEST(Record, ReplayGivesExactlyWhatWasRecorded) {
  const Scratch scratch;
  const auto events = allEvents(MadeUpRun{}, 60);
  record(scratch / "run.h5", events);
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
}

TEST(Record, TheMadeUpRunHasEveryKindOfEvent) {
  std::vector<bool> seen(std::variant_size_v<Event>, false);
  for (const auto& event : allEvents(MadeUpRun{}, 60)) seen[event.index()] = true;
  EXPECT_THAT(seen, ::testing::Each(true));
}

TEST(Record, ReplayIsExactForOnePartitionWithoutAnythingOptional) {
  const Scratch scratch;
  const MadeUpRun run{
      .partitions = 1, .classes = 1, .layers = {}, .skewscout = false, .cross = false, .perClass = false};
  const auto events = allEvents(run, 60);
  record(scratch / "run.h5", events);
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
}

TEST(Record, ReplayIsExactOverManyChunks) {
  const Scratch scratch;
  const auto events = allEvents(MadeUpRun{}, 5000);
  record(scratch / "run.h5", events);
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
}

TEST(Record, FailedRunKeepsItsSentence) {
  const Scratch scratch;
  auto events = allEvents(MadeUpRun{}, 10);
  events.back() = RunEnded{10, 1.5, RunStatus::Failed, "partition 2 ran out of memory; use a smaller batch"};
  record(scratch / "run.h5", events);
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
}

TEST(Record, TooLongATextIsCutBetweenTwoCharacters) {
  const Scratch scratch;
  auto events = allEvents(MadeUpRun{}, 1);
  std::string sentence = "x";
  for (int i = 0; i < 1000; ++i) sentence += "é";
  events.back() = RunEnded{1, 0, RunStatus::Failed, sentence};
  record(scratch / "run.h5", events);
  const auto ended = std::get<RunEnded>(replayed(scratch / "run.h5").back());
  EXPECT_EQ(ended.error, sentence.substr(0, 1023));  // 1 byte and 511 characters of 2 bytes
}

TEST(Record, FileAppearsAtRunStartedWithItsFolder) {
  const Scratch scratch;
  const auto path = scratch / "a" / "b" / "run.h5";
  Recorder recorder(path);
  EXPECT_FALSE(std::filesystem::exists(path));
  recorder.on(test::started(MadeUpRun{}));
  EXPECT_TRUE(std::filesystem::exists(path));
}

TEST(Record, RunThatFailedBeforeItStartedLeavesNoFile) {
  const Scratch scratch;
  record(scratch / "run.h5", {RunEnded{0, 0, RunStatus::Failed, "no such data set"}});
  EXPECT_TRUE(std::filesystem::is_empty(scratch.folder()));
}

TEST(Record, ExistingFileIsRefusedAtOnce) {
  const Scratch scratch;
  std::ofstream(scratch / "run.h5") << "precious";
  try {
    Recorder recorder(scratch / "run.h5");
    FAIL() << "not refused";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Usage);
    EXPECT_THAT(error.what(), HasSubstr("run.h5: exists already"));
  }
}

TEST(Record, ExistingFileIsReplacedOnRequest) {
  const Scratch scratch;
  record(scratch / "run.h5", allEvents(MadeUpRun{}, 60));
  const auto events = allEvents(MadeUpRun{.partitions = 2}, 10);
  Recorder recorder(scratch / "run.h5", Recorder::Existing::Replace);
  for (const auto& event : events) recorder.on(event);
  EXPECT_EQ(difference(replayed(scratch / "run.h5"), events), "");
}

TEST(Record, EventTheFileHasNoRoomForIsAProblemAndNotACrash) {
  const Scratch scratch;
  Recorder recorder(scratch / "run.h5");
  recorder.on(test::started(MadeUpRun{}));
  recorder.on(TrainingPoint{1, {1.0F}, 0.1});  // one partition instead of three
  EXPECT_THAT(recorder.problem(), HasSubstr("/training/loss"));
  recorder.on(RunEnded{1, 0, RunStatus::Finished, ""});
  EXPECT_EQ(summarize(scratch / "run.h5").status, RunStatus::Interrupted);
}

TEST(Record, FolderThatCannotBeMadeIsAProblemAndNotACrash) {
  const Scratch scratch;
  std::ofstream(scratch / "file") << "in the way";
  Recorder recorder(scratch / "file" / "run.h5");
  for (const auto& event : allEvents(MadeUpRun{}, 10)) recorder.on(event);
  EXPECT_THAT(recorder.problem(), Not(IsEmpty()));
}

TEST(Record, RowsReachTheFileWithoutFurtherEvents) {
  const Scratch scratch;
  Recorder recorder(scratch / "run.h5");
  recorder.on(test::started(MadeUpRun{}));
  recorder.on(TrainingPoint{1, {1, 2, 3}, 0.1});
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  std::size_t found = 0;
  while (found < 3 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
    found = replayed(scratch / "run.h5").size();
  }
  EXPECT_EQ(found, 3U);  // RunStarted, TrainingPoint, RunEnded{Interrupted}
}

}  // namespace
}  // namespace lab
