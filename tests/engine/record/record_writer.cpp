// A made-up run for tests that need a run in another process: record_writer write FILE [LAST] records until
// it is killed or iteration LAST is over, and prints the iteration of every evaluation once it is recorded;
// continue FILE FROM LAST goes on from a checkpoint; read FILE replays and prints what was found.

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

#include "engine/core/error.h"
#include "engine/core/sink.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"
#include "made_up_run.h"

namespace lab {
namespace {

int write(Recorder& recorder, std::int64_t from, std::int64_t last) {
  const test::MadeUpRun run;
  recorder.on(test::started(run));
  for (std::int64_t iteration = from + 1; iteration <= last; ++iteration) {
    for (const auto& event : test::eventsAt(run, iteration)) {
      recorder.on(event);
      if (!std::holds_alternative<EvaluationPoint>(event)) continue;
      std::printf("%lld\n", static_cast<long long>(iteration));
      std::fflush(stdout);
    }
  }
  recorder.on(RunEnded{last, static_cast<double>(last) * 0.1, RunStatus::Finished, ""});
  if (recorder.problem().empty()) return EXIT_SUCCESS;
  std::fprintf(stderr, "%s\n", recorder.problem().c_str());
  return EXIT_FAILURE;
}

int read(const std::string& path) {
  EventLog log;
  replay(path, log);
  const auto evaluations = log.all<EvaluationPoint>();
  std::printf("%zu %lld %s\n", log.events.size(),
              static_cast<long long>(evaluations.empty() ? 0 : evaluations.back().iteration),
              std::string(toText(summarize(path).status)).c_str());
  return EXIT_SUCCESS;
}

int run(const std::string& verb, const std::string& path, std::int64_t first, std::int64_t second) {
  if (verb == "read") return read(path);
  if (verb == "write") {
    Recorder recorder(path);
    return write(recorder, 0, first > 0 ? first : std::numeric_limits<std::int64_t>::max());
  }
  Recorder recorder(path, Recorder::Existing::Continue, first);
  return write(recorder, first, second);
}

}  // namespace
}  // namespace lab

int main(int argc, char** argv) {
  try {
    const auto number = [&](int at) { return argc > at ? std::strtoll(argv[at], nullptr, 10) : 0LL; };
    return argc < 3 ? 2 : lab::run(argv[1], argv[2], number(3), number(4));
  } catch (const lab::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return static_cast<int>(error.kind());
  }
}
