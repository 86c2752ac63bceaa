// Where a run is written when nobody says otherwise, and under which name.

#include <cstdlib>
#include <fstream>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/spec.h"
#include "engine/record/recorder.h"
#include "engine/run_store.h"
#include "made_up_run.h"
#include "recording.h"
#include "scratch.h"

namespace lab {
namespace {

using test::MadeUpRun;
using test::Scratch;
using ::testing::ContainsRegex;
using ::testing::SizeIs;

// A variable of the environment for the length of a test.
class Environment {
 public:
  Environment(const char* name, const std::optional<std::string>& value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    set(value);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() { set(old_); }

 private:
  void set(const std::optional<std::string>& value) {
    value ? ::setenv(name_, value->c_str(), 1) : ::unsetenv(name_);
  }
  const char* name_;
  std::optional<std::string> old_;
};

TEST(RunPlace, FolderIsTheOneTheUserNamed) {
  const Scratch scratch;
  const Environment named("SKEWLAB_RUNS", (scratch / "a" / "b").string());
  EXPECT_EQ(runStoreFolder(), scratch / "a" / "b");
  EXPECT_TRUE(std::filesystem::is_directory(scratch / "a" / "b"));
}

TEST(RunPlace, FolderFollowsTheDesktopsRules) {
  const Scratch scratch;
  const Environment named("SKEWLAB_RUNS", std::nullopt);
  const Environment home("HOME", (scratch / "home").string());
  {
    const Environment data("XDG_DATA_HOME", (scratch / "data").string());
    EXPECT_EQ(runStoreFolder(), scratch / "data" / "skewlab" / "runs");
  }
  for (const std::optional<std::string>& value :
       {std::optional<std::string>(), std::optional<std::string>("relative")}) {
    const Environment data("XDG_DATA_HOME", value);
    EXPECT_EQ(runStoreFolder(), scratch / "home" / ".local" / "share" / "skewlab" / "runs");
  }
}

TEST(RunPlace, FolderThatCannotBeMadeIsAnError) {
  const Scratch scratch;
  std::ofstream(scratch / "file") << "in the way";
  const Environment named("SKEWLAB_RUNS", (scratch / "file" / "runs").string());
  EXPECT_THROW(static_cast<void>(runStoreFolder()), Error);
}

TEST(RunPlace, FileWordsAreHarmlessInEveryShell) {
  EXPECT_EQ(fileWord("T0 2 %, Non-IID"), "T0-2-Non-IID");
  EXPECT_EQ(fileWord("0.05"), "0-05");
  EXPECT_EQ(fileWord("0.05", "."), "0.05");
  EXPECT_EQ(fileWord(std::string(100, 'a')).size(), 60U);
}

TEST(RunPlace, NewRunIsNamedByTimeAlgorithmAndName) {
  const Scratch scratch;
  const Environment named("SKEWLAB_RUNS", scratch.folder().string());
  ExperimentSpec spec;
  spec.algorithm.id = "gaia";
  spec.name = "../Gaia, 10 % & skew é ";
  const auto path = newRunPath(spec);
  EXPECT_EQ(path.parent_path(), scratch.folder());
  EXPECT_THAT(
      path.filename().string(),
      ContainsRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z_gaia_Gaia-10-skew\\.h5$"));
  spec.name = "";
  EXPECT_THAT(newRunPath(spec).filename().string(), ContainsRegex("Z_gaia\\.h5$"));
  spec.name = std::string(500, 'x');
  EXPECT_LT(newRunPath(spec).filename().string().size(), 120U);
}

TEST(RunPlace, NewRunNeverHasTheNameOfAnother) {
  const Scratch scratch;
  const Environment named("SKEWLAB_RUNS", scratch.folder().string());
  for (int i = 0; i < 20; ++i) {
    const auto path = newRunPath(ExperimentSpec{});
    EXPECT_FALSE(std::filesystem::exists(path));
    std::ofstream(path) << "taken";
  }
}

// Two runs that begin in the same second, before either has written anything.
TEST(RunPlace, ANameIsGivenOutOnce) {
  const Scratch scratch;
  const Environment named("SKEWLAB_RUNS", scratch.folder().string());
  std::mutex mutex;
  std::set<std::filesystem::path> names;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 10; ++j) {
          const auto path = newRunPath(ExperimentSpec{});
          const std::scoped_lock lock(mutex);
          names.insert(path);
        }
      });
    }
  }
  EXPECT_EQ(names.size(), 40U);
}

TEST(RunPlace, ARunThatNeverBeginsLeavesNothing) {
  const Scratch scratch;
  const Environment named("SKEWLAB_RUNS", scratch.folder().string());
  { const Recorder recorder(newRunPath(ExperimentSpec{})); }
  EXPECT_TRUE(std::filesystem::is_empty(scratch.folder()));
}

TEST(RunPlace, AClaimGivesWayToTheRun) {
  const Scratch scratch;
  const Environment named("SKEWLAB_RUNS", scratch.folder().string());
  const auto path = newRunPath(ExperimentSpec{});
  test::record(path, test::allEvents(MadeUpRun{}, 10));
  EXPECT_THAT(listRuns(scratch.folder()), SizeIs(1));
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
}

}  // namespace
}  // namespace lab
