#include "engine/run_store.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/spec.h"
#include "engine/record/run_claim.h"
#include "engine/run_index.h"

namespace lab {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 3> kCompanions{".checkpoint", ".checkpoints", ".json"};

fs::path with(fs::path path, std::string_view ending) {
  return path += ending;
}

std::string utc(std::time_t moment, const char* format) {
  std::tm parts{};
  gmtime_r(&moment, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

// STEM.h5, STEM_2.h5, ...: the first that `taken` does not know.
template <class Taken>
fs::path firstFree(const fs::path& folder, const std::string& stem, const Taken& taken) {
  for (int number = 1;; ++number) {
    const fs::path path = folder / (stem + (number == 1 ? "" : "_" + std::to_string(number)) + ".h5");
    if (!taken(path)) return path;
  }
}

fs::path environmentPath(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? fs::path() : fs::path(value);
}

StoredRun unreadable(const fs::path& path, const char* problem) {
  StoredRun row;
  row.summary.path = path;
  row.summary.name = path.stem().string();
  row.problem = problem;
  std::error_code ignored;
  const auto time = std::chrono::file_clock::to_sys(fs::last_write_time(path, ignored));
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  if (!ignored) row.summary.created = utc(seconds.time_since_epoch().count(), "%Y-%m-%dT%H:%M:%SZ");
  return row;
}

StoredRun readRun(const fs::path& path, RunIndex& index) {
  const auto stamp = RunIndex::stampOf(path);
  if (stamp) {
    if (auto known = index.find(path, *stamp)) return {*std::move(known), ""};
  }
  try {
    const RunSummary summary = summarize(path);
    // A run that is being written, or was a moment ago, may say something else without a trace in its stamp.
    if (stamp && summary.status != RunStatus::Running) index.add(summary, *stamp);
    return {summary, ""};
  } catch (const std::exception& problem) {
    return unreadable(path, problem.what());
  }
}

StoredRun rowOf(const fs::path& path, RunIndex& index) {
  StoredRun row = readRun(path, index);
  try {
    row.notes = readNotes(path);
  } catch (const std::exception& problem) {
    row.notesProblem = problem.what();
  }
  return row;
}

// Locked notes that cannot be read lock nothing: the run can be taken back from the trash anyway.
bool isLocked(const fs::path& run) {
  try {
    return readNotes(run).locked;
  } catch (const Error&) {
    return false;
  }
}

[[noreturn]] void refuseTrash(const fs::path& run, const char* problem, const char* remedy) {
  throw Error(
      {.kind = ErrorKind::Run, .doing = run.string(), .problem = problem, .expected = "", .remedy = remedy});
}

void removeRun(const fs::path& run) {
  try {
    for (const auto* ending : kCompanions) fs::remove_all(with(run, ending));
    fs::remove(run);  // last: while it is there, the trash still lists it
  } catch (const fs::filesystem_error& problem) {
    throw Error({.kind = ErrorKind::Run,
                 .doing = run.string(),
                 .problem = "cannot be deleted: " + problem.code().message(),
                 .expected = "",
                 .remedy = "check that its folder may be changed"});
  }
}

// Moves a run with all that belongs to it; either everything is moved or nothing.
void moveRun(const fs::path& from, const fs::path& to) {
  std::vector<std::pair<fs::path, fs::path>> moved;
  const auto move = [&](std::string_view ending) {
    const fs::path source = with(from, ending);
    if (!ending.empty() && !fs::exists(source)) return;
    fs::rename(source, with(to, ending));
    moved.emplace_back(source, with(to, ending));
  };
  try {
    fs::create_directories(to.parent_path());
    move("");
    for (const auto* ending : kCompanions) move(ending);
  } catch (const fs::filesystem_error& problem) {
    std::error_code ignored;
    for (const auto& [source, target] : moved) fs::rename(target, source, ignored);
    throw Error(
        {.kind = ErrorKind::Run,
         .doing = from.string(),
         .problem = "cannot be moved to " + to.parent_path().string() + ": " + problem.code().message(),
         .expected = "",
         .remedy = "check that the run and the folder exist and may be changed"});
  }
}

}  // namespace

std::string fileWord(std::string_view name, std::string_view alsoKept) {
  constexpr std::size_t kLongest = 60;
  constexpr std::string_view kKept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  std::string word;
  for (const char c : name) {
    if (kKept.find(c) != std::string_view::npos || alsoKept.find(c) != std::string_view::npos) {
      word += c;
    } else if (!word.empty() && word.back() != '-') {
      word += '-';
    }
  }
  word.resize(std::min(word.size(), kLongest));
  while (!word.empty() && word.back() == '-') word.pop_back();
  return word;
}

fs::path runStoreFolder() {
  fs::path folder = environmentPath("SKEWLAB_RUNS");
  if (folder.empty()) {
    fs::path data = environmentPath("XDG_DATA_HOME");
    if (!data.is_absolute())
      data = environmentPath("HOME").empty() ? "" : environmentPath("HOME") / ".local" / "share";
    if (!data.empty()) folder = data / "skewlab" / "runs";
  }
  std::error_code problem;
  if (folder.empty()) problem = std::make_error_code(std::errc::no_such_file_or_directory);
  if (!problem) fs::create_directories(folder, problem);
  if (!problem) return folder;
  throw Error({.kind = ErrorKind::Run,
               .doing = folder.empty() ? "the folder for runs" : folder.string(),
               .problem = "cannot be made: " + problem.message(),
               .expected = "",
               .remedy = "set SKEWLAB_RUNS to a folder that can be written"});
}

fs::path newRunPath(const ExperimentSpec& spec) {
  std::string stem =
      utc(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()), "%Y-%m-%dT%H-%M-%SZ");
  for (const auto& word : {fileWord(spec.algorithm.id), fileWord(spec.name)}) {
    if (!word.empty()) stem += "_" + word;
  }
  // Two runs may begin in the same second, and the first is not written before its data is loaded.
  return firstFree(runStoreFolder(), stem, [](const fs::path& path) { return !record::claim(path); });
}

std::vector<StoredRun> listRuns(const fs::path& folder) {
  std::vector<StoredRun> runs;
  RunIndex index(folder);
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".h5" && entry.is_regular_file(ignored))
      runs.push_back(rowOf(entry.path(), index));
  }
  if (!runs.empty()) index.save();
  std::ranges::sort(runs, std::greater<>(), [](const StoredRun& run) {
    return std::pair(run.summary.created, run.summary.path.filename().string());
  });
  return runs;
}

fs::path checkpointOf(const fs::path& run) {
  return with(run, ".checkpoint");
}

fs::path moveToTrash(const fs::path& run) {
  if (isBeingRecorded(run)) refuseTrash(run, "is being recorded right now", "stop that run first");
  if (isLocked(run)) refuseTrash(run, "is locked", "unlock it first");
  const fs::path place = firstFree(trashOf(run.parent_path()), run.stem().string(),
                                   [](const fs::path& path) { return fs::exists(path); });
  moveRun(run, place);
  return place;
}

fs::path restoreFromTrash(const fs::path& trashed) {
  const fs::path place = firstFree(trashed.parent_path().parent_path(), trashed.stem().string(),
                                   [](const fs::path& path) { return fs::exists(path); });
  moveRun(trashed, place);
  return place;
}

fs::path trashOf(const fs::path& store) {
  return store / "trash";
}

std::size_t emptyTrash(const fs::path& store) {
  std::vector<fs::path> runs;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(trashOf(store), none)) {
    if (entry.path().extension() == ".h5") runs.push_back(entry.path());
  }
  for (const auto& run : runs) removeRun(run);
  return runs.size();
}

}  // namespace lab
