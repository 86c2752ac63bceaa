#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
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

// Records in a process of its own until it is told of `sentence` and checks there that the start of the run
// is intact. Returns that process's answer: 0 for yes, 77 when `prepare` could not make a full disk.
int recordUntilFull(const std::filesystem::path& path, const std::string& sentence,
                    bool (*prepare)(const char*)) {
  const auto events = allEvents(MadeUpRun{}, 20000);
  const pid_t child = fork();
  if (child == 0) {
    if (!prepare(path.parent_path().c_str())) std::_Exit(77);
    {
      Recorder recorder(path);
      for (const auto& event : events) recorder.on(event);
      if (recorder.problem().find(sentence) == std::string::npos) {
        std::fprintf(stderr, "told: %s\n", recorder.problem().c_str());
        std::_Exit(2);
      }
    }
    auto seen = replayed(path);
    if (std::get<RunEnded>(seen.back()).status != RunStatus::Interrupted) std::_Exit(3);
    seen.pop_back();
    if (seen.size() < 100) std::_Exit(4);
    if (!difference(seen, {events.begin(), events.begin() + static_cast<std::ptrdiff_t>(seen.size())})
             .empty()) {
      std::_Exit(5);
    }
    std::_Exit(0);
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

// A small disk that only this process sees; takes a right that not every system gives.
bool mountSmallDisk(const char* folder) {
  const std::string user = "0 " + std::to_string(::getuid()) + " 1";
  const std::string group = "0 " + std::to_string(::getgid()) + " 1";
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  std::ofstream("/proc/self/uid_map") << user;
  std::ofstream("/proc/self/setgroups") << "deny";
  std::ofstream("/proc/self/gid_map") << group;
  return ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("tmpfs", folder, "tmpfs", 0, "size=3m") == 0;
}

TEST(FullDisk, StopsTheRecordingWithASentenceAndLeavesTheStartIntact) {
  const Scratch scratch;
  const int answer =
      recordUntilFull(scratch / "run.h5", "run.h5: cannot grow: No space left", mountSmallDisk);
  if (answer == 77) GTEST_SKIP() << "this system lets no ordinary process make a small disk";
  EXPECT_EQ(answer, 0);
}

TEST(FullDisk, FileAtItsLargestPermittedSizeIsTreatedAlike) {
  const Scratch scratch;
  const int answer =
      recordUntilFull(scratch / "run.h5", "run.h5: cannot grow: File too large", [](const char*) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{3'000'000, 3'000'000};
        return ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
      });
  EXPECT_EQ(answer, 0);
}

}  // namespace
}  // namespace lab
