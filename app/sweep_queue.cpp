#include "app/sweep_queue.h"

#include <algorithm>
#include <fstream>
#include <iostream>

#include "app/options.h"
#include "engine/catalogue.h"
#include "engine/run_size.h"

namespace lab::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kTick = 50ms;
constexpr std::int64_t kReserve = 200'000'000;  // bytes that are left to everybody else
constexpr std::string_view kComplaint = "skewlab: ";

// "BatchNorm_IID_seed1.h5" -> its spec or its log among the notes.
fs::path note(const fs::path& folder, const SweepRun& run, const char* extension) {
  return notesFolder(folder) / fs::path{run.file}.replace_extension(extension);
}

// The last sentence a run has complained with.
std::string lastComplaint(const fs::path& log) {
  std::ifstream stream(log);
  std::string found;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(kComplaint)) found = line.substr(kComplaint.size());
  }
  return found;
}

}  // namespace

bool mayStart(const MemoryQuestion& question) {
  return question.running == 0 || question.promised + question.wanted + kReserve <= question.available;
}

fs::path notesFolder(const fs::path& folder) {
  return folder / ".sweep";
}

void SweepQueue::work(const std::function<void(const Outcome&)>& ended,
                      const std::function<void(const Load&)>& tick) {
  bool told = false;
  while (!running_.empty() || (!waiting_.empty() && !interrupt_.requested())) {
    while (!interrupt_.requested() && !waiting_.empty() && fits(*waiting_.front().run)) {
      start(waiting_.front());
      waiting_.pop_front();
    }
    tick(load());
    interrupt_.waitFor(kTick);
    if (interrupt_.requested() && !told) {
      told = true;
      std::cerr << "\nskewlab: stopping; the runs at work write their checkpoints" << std::endl;
      for (auto& one : running_) one.child.interrupt();
    }
    collect(ended);
  }
}

bool SweepQueue::fits(const SweepRun& run) const {
  if (running_.size() >= static_cast<std::size_t>(options_.parallel)) return false;
  const auto available = availableMemory();
  if (!available) return true;
  std::int64_t promised = 0;
  for (const auto& one : running_)
    promised += std::max<std::int64_t>(0, corrected(one.estimate) - one.child.memory());
  return mayStart({.available = *available,
                   .promised = promised,
                   .wanted = corrected(memoryEstimate(run.spec, threadsForNext())),
                   .running = running_.size()});
}

// The last runs of a sweep share the threads that nobody else needs any more. No result depends on it.
int SweepQueue::threadsForNext() const {
  const auto together = std::min<std::size_t>(static_cast<std::size_t>(options_.parallel),
                                              std::max<std::size_t>(1, waiting_.size() + running_.size()));
  return std::max(1, options_.threads / static_cast<int>(together));
}

std::int64_t SweepQueue::corrected(std::int64_t estimate) const {
  if (correction_ == 0) return estimate;
  return static_cast<std::int64_t>(static_cast<double>(estimate) * correction_);
}

SweepQueue::Load SweepQueue::load() const {
  Load load{.waiting = waiting_.size(), .running = running_.size()};
  for (const auto& one : running_)
    load.seconds += std::chrono::duration<double>(Clock::now() - one.since).count();
  return load;
}

void SweepQueue::start(const Waiting& next) {
  const auto& run = *next.run;
  const int threads = threadsForNext();
  const auto spec = note(options_.folder, run, ".json");
  const auto file = (options_.folder / run.file).string();
  std::vector<std::string> arguments;
  if (next.task == SweepTask::Resume) {
    arguments = {"resume", file};
  } else {
    writeWhole(spec, toJson(run.spec, catalogue::vocabulary()));
    arguments = {"run", spec.string(), "-o", file,
                 "--force"};  // --force: a run that was cut off at its start
  }
  for (const auto& word : {std::string{"--threads"}, std::to_string(threads), std::string{"--device"},
                           options_.device, std::string{"--progress"}, std::string{"none"}})
    arguments.push_back(word);
  running_.push_back({.run = next.run,
                      .child = Child(arguments, note(options_.folder, run, ".log")),
                      .since = Clock::now(),
                      .estimate = memoryEstimate(run.spec, threads)});
}

void SweepQueue::collect(const std::function<void(const Outcome&)>& ended) {
  for (auto one = running_.begin(); one != running_.end();) {
    const auto code = one->child.exitCode();
    if (!code) {
      ++one;
      continue;
    }
    if (*code == kDone) {
      const auto peak = static_cast<double>(one->child.peakMemory());
      correction_ = std::max(correction_, peak / static_cast<double>(one->estimate));
    }
    const bool stopped = interrupt_.requested() && *code != kDone;
    const auto result = outcome(*one, *code);
    removeNotes(*one->run);
    one = running_.erase(one);
    if (!stopped) ended(result);
  }
}

SweepQueue::Outcome SweepQueue::outcome(const Running& run, int exitCode) const {
  auto complaint = lastComplaint(note(options_.folder, *run.run, ".log"));
  if (complaint.empty() && exitCode > 128)
    complaint =
        "was killed by signal " + std::to_string(exitCode - 128) + "; the machine may be short of memory";
  return {.run = run.run,
          .exitCode = exitCode,
          .complaint = std::move(complaint),
          .seconds = std::chrono::duration<double>(Clock::now() - run.since).count()};
}

void SweepQueue::removeNotes(const SweepRun& run) const {
  std::error_code ignored;
  for (const auto* extension : {".json", ".log"}) fs::remove(note(options_.folder, run, extension), ignored);
}

}  // namespace lab::app
