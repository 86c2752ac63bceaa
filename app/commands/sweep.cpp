#include "engine/sweep.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <set>
#include <thread>
#include <unistd.h>

#include "app/commands/commands.h"
#include "app/folder_lock.h"
#include "app/sweep_progress.h"
#include "app/sweep_queue.h"
#include "app/sweep_text.h"
#include "app/text.h"
#include "engine/core/error.h"
#include "engine/session.h"
#include "engine/run_size.h"
#include "engine/sweep_oracle.h"

namespace lab::app {
namespace {

namespace fs = std::filesystem;

struct SweepOptions {
  std::string source;
  std::string folder;
  std::string scale = "full";
  std::vector<std::int64_t> seeds;
  std::string device = "auto";
  int parallel = 0;
  int threads = 0;
  bool dryRun = false;
  bool check = false;
};

int threadsOf(const SweepOptions& options) {
  if (options.threads > 0) return options.threads;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

// One thread for each run is faster than several threads for one: partitions wait for each other, runs do
// not.
int parallelOf(const SweepOptions& options) {
  return options.parallel > 0 ? options.parallel : threadsOf(options);
}

void makeFolder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(notesFolder(folder), problem);
  if (!problem) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = folder.string(),
               .problem = "cannot be made: " + problem.message(),
               .expected = "a folder for the runs",
               .remedy = "choose another with -o"});
}

/// The lines of a sweep, and its two files, which follow them.
class Record {
 public:
  Record(const Sweep& sweep, fs::path folder) : sweep_(sweep), folder_(std::move(folder)) {
    for (const auto& run : sweep_.runs) rows_.push_back(rowOf(run, folder_));
  }

  // A run that could not even say so in its file has failed all the same.
  const SweepRow& update(const SweepRun& run, bool failed) {
    auto& row = *std::ranges::find(rows_, run.file, &SweepRow::file);
    row = rowOf(run, folder_);
    if (failed) row.status = "failed";
    write();
    return row;
  }

  void write() const {
    writeWhole(folder_ / "summary.csv", csvOf(sweep_.columns, rows_));
    writeWhole(folder_ / "report.md", reportText(sweep_, rows_));
  }

  [[nodiscard]] const std::vector<SweepRow>& rows() const { return rows_; }

 private:
  const Sweep& sweep_;
  fs::path folder_;
  std::vector<SweepRow> rows_;
};

std::string_view taskText(SweepTask task) {
  switch (task) {
    case SweepTask::Nothing:
      return "done";
    case SweepTask::Start:
      return "start";
    case SweepTask::Resume:
      return "resume";
  }
  return "";
}

int show(const Sweep& sweep, const SweepOptions& options) {
  const int parallel = parallelOf(options);
  const int threads = std::max(1, threadsOf(options) / parallel);
  std::int64_t largest = 0;
  for (const auto& run : sweep.runs) {
    const auto memory = memoryEstimate(run.spec, threads);
    largest = std::max(largest, memory);
    std::cout << padded(std::string{taskText(taskOf(run, options.folder))}, 8)
              << padded("~" + size(memory), -10) << "  " << run.file << '\n';
  }
  std::cout << grouped(std::ssize(sweep.runs)) << " runs at scale " << sweep.scale << ", " << parallel
            << " at a time with " << threads << (threads == 1 ? " thread" : " threads")
            << " each, as far as memory allows (about " << size(largest) << " for the largest)" << std::endl;
  return kDone;
}

// Ours, that of the checks, that of the runs: the first that is not good.
int verdict(const Record& record, const Sweep& sweep, const SweepOptions& options) {
  const auto& rows = record.rows();
  const auto failed = std::ranges::count(rows, "failed", &SweepRow::status);
  const auto finished = std::ranges::count_if(rows, &SweepRow::finished);
  std::cout << finished << " of " << rows.size() << " runs finished, " << failed << " failed\n";
  bool held = true;
  for (const auto& result : verdicts(sweep.report, rows)) {
    held = held && result.verdict == Verdict::Held;
    std::cout << checkText(result) << '\n';
  }
  std::cout << "Summary    " << (fs::path{options.folder} / "summary.csv").string() << "\nReport     "
            << (fs::path{options.folder} / "report.md").string() << std::endl;
  if (failed > 0) {
    std::cerr << "skewlab: " << failed << (failed == 1 ? " run has failed" : " runs have failed")
              << "; remove a run's file to try it again" << std::endl;
  }
  const bool bad = failed > 0 || (options.check && !held);
  return bad ? static_cast<int>(ErrorKind::Run) : kDone;
}

int work(const Sweep& sweep, const SweepOptions& options) {
  makeFolder(options.folder);
  const FolderLock lock(notesFolder(options.folder) / "lock");
  Interrupt interrupt;
  SweepQueue queue({.folder = options.folder,
                    .parallel = parallelOf(options),
                    .threads = threadsOf(options),
                    .device = options.device},
                   interrupt);
  SweepProgress::Total total{.runs = sweep.runs.size(), .done = 0};
  for (const auto& run : sweep.runs) {
    const auto task = taskOf(run, options.folder);
    if (task == SweepTask::Nothing) ++total.done;
    if (task != SweepTask::Nothing) queue.add(run, task);
  }
  Record record(sweep, options.folder);
  record.write();
  SweepProgress progress(std::cerr, isatty(STDERR_FILENO) != 0, total);
  queue.work(
      [&](const SweepQueue::Outcome& outcome) {
        progress.ended(outcome, record.update(*outcome.run, outcome.exitCode != kDone));
      },
      [&](const SweepQueue::Load& load) { progress.tick(load); });
  progress.clear();
  if (!interrupt.requested()) return verdict(record, sweep, options);
  Record(sweep, options.folder).write();
  std::cerr << "skewlab: interrupted; the same command goes on where it was" << std::endl;
  return kInterrupted;
}

// As in a sweep file: how many, or which.
std::vector<std::int64_t> seedsOf(const SweepOptions& options) {
  auto seeds = options.seeds;
  if (seeds.size() == 1) {
    seeds.resize(static_cast<std::size_t>(seeds.front()));
    std::iota(seeds.begin(), seeds.end(), 1);
  }
  if (std::set(seeds.begin(), seeds.end()).size() == seeds.size()) return seeds;
  throw Error({.kind = ErrorKind::Usage,
               .doing = "--seeds",
               .problem = "names a seed twice",
               .expected = "how many seeds, such as 9, or different ones, such as 4,5,6"});
}

int execute(const SweepOptions& options) {
  const auto sweep = sweepNamed(options.source, options.scale, seedsOf(options));
  requireDevice(options.device);
  requireValid(sweep);
  return options.dryRun ? show(sweep, options) : work(sweep, options);
}

}  // namespace

void addSweep(CLI::App& program, Action& action) {
  const auto options = std::make_shared<SweepOptions>();
  auto& command = *program.add_subcommand("sweep", "Run many experiments and compare them");
  command.add_option("SWEEP", options->source, "A JSON file or the name of a built-in sweep")->required();
  command.add_option("-o,--output", options->folder, "The folder of the runs; made when it does not exist")
      ->type_name("DIR")
      ->required();
  command.add_option("--scale", options->scale, "Which length of the sweep, such as full or short")
      ->capture_default_str();
  command
      .add_option("--seeds", options->seeds,
                  "Instead of the seeds in the file, for every run: how many, such as 9, or which, such as 4,5,6")
      ->delimiter(',')
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  command.add_option("--parallel", options->parallel, "Runs at a time; 0: one for each thread")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command
      .add_option("--threads", options->threads, "Shared by the runs; 0: one per core; never changes results")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command.add_option("--device", options->device, "auto, cpu, cuda or cuda:N")->capture_default_str();
  command.add_flag("--dry-run", options->dryRun, "Only say which runs there are and what is left to do");
  command.add_flag("--check", options->check, "Fail with code 4 unless every check of the report holds");
  command.footer(
      "Example: skewlab sweep paper/norms --scale short -o norms\n"
      "Writes a run file for each run, summary.csv and report.md. After Ctrl-C or a crash the same command "
      "goes\n"
      "on: finished runs are kept, interrupted ones resumed. skewlab presets list shows the built-in "
      "sweeps.");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
