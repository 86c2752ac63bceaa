#include "engine/run_store.h"

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/spec.h"
#include "engine/record/recorder.h"
#include "made_up_run.h"
#include "recording.h"
#include "scratch.h"

namespace lab {
namespace {

using test::MadeUpRun;
using test::Scratch;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void recordRun(const std::filesystem::path& path, const std::string& created, std::int64_t last = 10) {
  auto events = test::allEvents(MadeUpRun{}, last);
  std::get<RunStarted>(events.front()).created = created;
  test::record(path, events);
}

std::vector<std::string> namesOf(const std::vector<StoredRun>& runs) {
  std::vector<std::string> names;
  for (const auto& run : runs) names.push_back(run.summary.path.filename().string());
  return names;
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text;
}

std::string contentOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(RunStore, ListsNewestFirstAndWhatCannotBeRead) {
  const Scratch scratch;
  recordRun(scratch / "b.h5", "2026-11-22T10:00:00Z");
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z");
  recordRun(scratch / "c.h5", "2025-01-01T00:00:00Z");
  write(scratch / "0.h5", "not HDF5");
  std::filesystem::last_write_time(scratch / "0.h5",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::years(50));
  write(scratch / "a.h5.json", "{}");
  write(scratch / "note.txt", "");
  std::filesystem::create_directories(scratch / "folder.h5");
  const auto runs = listRuns(scratch.folder());
  EXPECT_THAT(namesOf(runs), ElementsAre("a.h5", "b.h5", "c.h5", "0.h5"));
  EXPECT_THAT(runs.at(0).problem, IsEmpty());
  EXPECT_EQ(runs.at(0).summary.iteration, 10);
  EXPECT_THAT(runs.at(3).problem, HasSubstr("is not an HDF5 file"));
  EXPECT_EQ(runs.at(3).summary.name, "0");
}

TEST(RunStore, ListOfAMissingFolderIsEmptyAndMakesNothing) {
  const Scratch scratch;
  EXPECT_THAT(listRuns(scratch / "none"), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(scratch / "none"));
}

TEST(RunStore, IndexGivesTheSameListWithoutOpeningTheFiles) {
  const Scratch scratch;
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z", 60);
  const auto first = listRuns(scratch.folder()).at(0).summary;
  ASSERT_TRUE(std::filesystem::exists(scratch / "index.json"));
  // Bytes that no longer make a run, under the same name, size and time: only the index can still know it.
  const auto time = std::filesystem::last_write_time(scratch / "a.h5");
  write(scratch / "a.h5", std::string(std::filesystem::file_size(scratch / "a.h5"), 'x'));
  std::filesystem::last_write_time(scratch / "a.h5", time);
  const auto again = listRuns(scratch.folder()).at(0);
  EXPECT_THAT(again.problem, IsEmpty());
  const auto& second = again.summary;
  EXPECT_EQ(std::tie(second.path, second.name, second.created, second.status, second.specJson,
                     second.environmentJson, second.partitions, second.iteration, second.seconds),
            std::tie(first.path, first.name, first.created, first.status, first.specJson,
                     first.environmentJson, first.partitions, first.iteration, first.seconds));
  EXPECT_EQ(std::tie(second.meanAccuracy, second.bestAccuracy, second.globalAccuracy, second.bytes,
                     second.savingBytes, second.savingValues, second.weightHash, second.values,
                     second.travelBytes, second.decisions),
            std::tie(first.meanAccuracy, first.bestAccuracy, first.globalAccuracy, first.bytes,
                     first.savingBytes, first.savingValues, first.weightHash, first.values,
                     first.travelBytes, first.decisions));
}

TEST(RunStore, IndexKeepsNaN) {
  const Scratch scratch;
  test::record(scratch / "a.h5", {test::started(MadeUpRun{}), RunEnded{0, 0, RunStatus::Stopped, ""}});
  static_cast<void>(listRuns(scratch.folder()));
  const auto again = listRuns(scratch.folder()).at(0);
  EXPECT_TRUE(std::isnan(again.summary.meanAccuracy));
  EXPECT_TRUE(std::isnan(again.summary.savingBytes));
}

TEST(RunStore, FileThatChangedIsReadAgain) {
  const Scratch scratch;
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z", 10);
  static_cast<void>(listRuns(scratch.folder()));
  std::filesystem::remove(scratch / "a.h5");
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z", 60);
  EXPECT_EQ(listRuns(scratch.folder()).at(0).summary.iteration, 60);
}

TEST(RunStore, BrokenIndexIsRebuilt) {
  const Scratch scratch;
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z");
  for (const char* broken :
       {"", "not JSON", "[]", R"({"version":99,"runs":{}})", R"({"version":1,"runs":[1]})",
        R"({"version":1,"runs":{"a.h5":{"size":"x"}}})"}) {
    write(scratch / "index.json", broken);
    const auto runs = listRuns(scratch.folder());
    ASSERT_EQ(runs.size(), 1U) << broken;
    EXPECT_EQ(runs.at(0).summary.iteration, 10) << broken;
    EXPECT_THAT(contentOf(scratch / "index.json"), HasSubstr("2026-11-22T12:00:00Z")) << broken;
  }
}

TEST(RunStore, IndexForgetsFilesThatAreGone) {
  const Scratch scratch;
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z");
  recordRun(scratch / "b.h5", "2026-11-22T12:00:01Z");
  static_cast<void>(listRuns(scratch.folder()));
  std::filesystem::remove(scratch / "a.h5");
  static_cast<void>(listRuns(scratch.folder()));
  EXPECT_THAT(contentOf(scratch / "index.json"), Not(HasSubstr("a.h5")));
}

TEST(RunStore, LiveRunIsShownRunningAndThenAsItEnded) {
  const Scratch scratch;
  {
    Recorder recorder(scratch / "a.h5");
    recorder.on(test::started(MadeUpRun{}));
    EXPECT_EQ(listRuns(scratch.folder()).at(0).summary.status, RunStatus::Running);
    EXPECT_THROW(moveToTrash(scratch / "a.h5"), Error);
  }
  EXPECT_EQ(listRuns(scratch.folder()).at(0).summary.status, RunStatus::Interrupted);
}

TEST(RunStore, CheckpointLiesBesideTheRun) {
  EXPECT_EQ(checkpointOf("runs/a.h5"), std::filesystem::path("runs/a.h5.checkpoint"));
}

TEST(Trash, TakesTheRunWithAllThatBelongsToItAndGivesItBack) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch / "a.h5.checkpoints");
  write(scratch / "a.h5.checkpoints" / "100", "older");
  write(scratch / "a.h5", "run");
  write(scratch / "a.h5.checkpoint", "checkpoint");
  write(scratch / "a.h5.json", "side file");
  const auto trashed = moveToTrash(scratch / "a.h5");
  EXPECT_EQ(trashed, scratch / "trash" / "a.h5");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.folder()), {}), 1);
  EXPECT_EQ(contentOf(trashed), "run");

  EXPECT_EQ(restoreFromTrash(trashed), scratch / "a.h5");
  EXPECT_TRUE(std::filesystem::is_empty(scratch / "trash"));
  EXPECT_EQ(contentOf(scratch / "a.h5"), "run");
  EXPECT_EQ(contentOf(scratch / "a.h5.checkpoint"), "checkpoint");
  EXPECT_EQ(contentOf(scratch / "a.h5.json"), "side file");
  EXPECT_EQ(contentOf(scratch / "a.h5.checkpoints" / "100"), "older");
}

TEST(Trash, KeepsTwoRunsOfOneName) {
  const Scratch scratch;
  write(scratch / "a.h5", "first");
  const auto first = moveToTrash(scratch / "a.h5");
  write(scratch / "a.h5", "second");
  const auto second = moveToTrash(scratch / "a.h5");
  EXPECT_EQ(contentOf(first), "first");
  EXPECT_EQ(contentOf(second), "second");
}

TEST(Trash, RunThatIsNotThereIsAnError) {
  const Scratch scratch;
  EXPECT_THROW(moveToTrash(scratch / "a.h5"), Error);
}

TEST(Trash, MovesEverythingOrNothing) {
  const Scratch scratch;
  write(scratch / "a.h5", "run");
  write(scratch / "a.h5.json", "side file");
  std::filesystem::create_directories(scratch / "trash" / "a.h5.json" / "in the way");
  EXPECT_THROW(moveToTrash(scratch / "a.h5"), Error);
  EXPECT_EQ(contentOf(scratch / "a.h5"), "run");
  EXPECT_EQ(contentOf(scratch / "a.h5.json"), "side file");
}

TEST(Trash, DoesNotTakeALockedRun) {
  const Scratch scratch;
  write(scratch / "a.h5", "run");
  write(scratch / "a.h5.json", R"({"locked": true})");
  EXPECT_THROW(moveToTrash(scratch / "a.h5"), Error);
  EXPECT_EQ(contentOf(scratch / "a.h5"), "run");
  write(scratch / "a.h5.json", R"({"locked": false})");
  EXPECT_EQ(moveToTrash(scratch / "a.h5"), scratch / "trash" / "a.h5");
}

TEST(Trash, IsListedLikeTheStore) {
  const Scratch scratch;
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z");
  moveToTrash(scratch / "a.h5");
  EXPECT_THAT(listRuns(scratch.folder()), IsEmpty());
  EXPECT_THAT(namesOf(listRuns(trashOf(scratch.folder()))), ElementsAre("a.h5"));
}

TEST(Trash, IsEmptiedOfRunsAndOfNothingElse) {
  const Scratch scratch;
  EXPECT_EQ(emptyTrash(scratch.folder()), 0U);
  std::filesystem::create_directories(scratch / "a.h5.checkpoints");
  write(scratch / "a.h5.checkpoints" / "100", "older");
  write(scratch / "a.h5", "run");
  write(scratch / "a.h5.json", "side file");
  write(scratch / "b.h5", "another");
  write(scratch / "kept.h5", "not in the trash");
  moveToTrash(scratch / "a.h5");
  moveToTrash(scratch / "b.h5");
  write(scratch / "trash" / "letter.txt", "not ours");
  EXPECT_EQ(emptyTrash(scratch.folder()), 2U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch / "trash"), {}), 1);
  EXPECT_EQ(contentOf(scratch / "trash" / "letter.txt"), "not ours");
  EXPECT_EQ(contentOf(scratch / "kept.h5"), "not in the trash");
}

TEST(RunStore, ListsWhatWasSaidAboutARun) {
  const Scratch scratch;
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z");
  writeNotes(scratch / "a.h5", {.name = "mine", .star = true});
  const auto run = listRuns(scratch.folder()).at(0);
  EXPECT_EQ(run.notes, (RunNotes{.name = "mine", .star = true}));
  EXPECT_THAT(run.notesProblem, IsEmpty());
}

TEST(RunStore, NotesThatCannotBeReadAreSaidAndHideNoRun) {
  const Scratch scratch;
  recordRun(scratch / "a.h5", "2026-11-22T12:00:00Z");
  write(scratch / "a.h5.json", "half a fi");
  const auto run = listRuns(scratch.folder()).at(0);
  EXPECT_THAT(run.problem, IsEmpty());
  EXPECT_EQ(run.notes, RunNotes{});
  EXPECT_THAT(run.notesProblem, HasSubstr("a.h5.json"));
}

TEST(RunNotes, ComeBackAsTheyWereWritten) {
  const Scratch scratch;
  const RunNotes notes{.name = "Gaia \u00fcber alles",
                       .notes = "two\nlines",
                       .tags = std::vector<std::string>{"paper", "old ideas"},
                       .star = true,
                       .locked = true};
  writeNotes(scratch / "a.h5", notes);
  EXPECT_EQ(readNotes(scratch / "a.h5"), notes);
  EXPECT_FALSE(std::filesystem::exists(scratch / "a.h5.json.part"));
}

TEST(RunNotes, SayNothingWithoutAFile) {
  const Scratch scratch;
  EXPECT_EQ(readNotes(scratch / "a.h5"), RunNotes{});
  writeNotes(scratch / "a.h5", {});
  EXPECT_FALSE(std::filesystem::exists(scratch / "a.h5.json"));
}

TEST(RunNotes, KeepWhatOthersHaveWritten) {
  const Scratch scratch;
  write(scratch / "a.h5.json", R"({"reviewer": {"name": "N. N."}, "star": true, "name": 7})");
  EXPECT_EQ(readNotes(scratch / "a.h5"), RunNotes{.star = true});  // a name that is no text is none
  writeNotes(scratch / "a.h5", {.notes = "checked"});
  EXPECT_EQ(contentOf(scratch / "a.h5.json"),
            "{\n  \"reviewer\": {\n    \"name\": \"N. N.\"\n  },\n  \"notes\": \"checked\"\n}\n");
  writeNotes(scratch / "a.h5", {});
  EXPECT_THAT(contentOf(scratch / "a.h5.json"), HasSubstr("N. N."));
}

TEST(RunNotes, NeverReplaceAFileThatIsNotTheirs) {
  const Scratch scratch;
  for (const char* foreign : {"half a fi", "[1, 2]", ""}) {
    write(scratch / "a.h5.json", foreign);
    EXPECT_THROW(static_cast<void>(readNotes(scratch / "a.h5")), Error) << foreign;
    EXPECT_THROW(writeNotes(scratch / "a.h5", {.star = true}), Error) << foreign;
    EXPECT_EQ(contentOf(scratch / "a.h5.json"), foreign);
  }
}

TEST(RunNotes, AFolderThatRefusesIsAnError) {
  const Scratch scratch;
  EXPECT_THROW(writeNotes(scratch / "none" / "a.h5", {.star = true}), Error);
}

TEST(RunStore, ListsAThousandRunsFromItsIndex) {
  const Scratch scratch;
  recordRun(scratch / "0.h5", "2026-11-22T12:00:00Z");
  for (int i = 1; i < 1000; ++i) {
    std::filesystem::create_hard_link(scratch / "0.h5", scratch / (std::to_string(i) + ".h5"));
  }
  static_cast<void>(listRuns(scratch.folder()));
  const auto runs = listRuns(scratch.folder());
  ASSERT_EQ(runs.size(), 1000U);
  for (const auto& run : runs) EXPECT_EQ(run.summary.iteration, 10);
}

}  // namespace
}  // namespace lab
