// Throughput of the engine against the loop one would write first, what a look of SkewScout takes, and what a frame of
// the plots costs.
//
//     skewlab_bench                 all tables
//     skewlab_bench --quick         two rounds instead of five
//     skewlab_bench --look          the table of looks alone
//     skewlab_bench --serve KIND NORMALIZATION PARTITIONS     one loop that trains on order (contestant.h)
//
// A shared machine changes its speed from second to second. So both loops of a row live side by side, each in
// a process of its own, and take turns of a fraction of a second.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "app/tuning.h"
#include "tests/bench/contestant.h"
#include "tests/bench/loops.h"

namespace {

using lab::bench::Contestant;
using lab::bench::Work;

constexpr int kRounds = 5;
constexpr int kTurns = 10;  // of each loop in a round
constexpr double kTurnSeconds = 0.3;

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

int serveLoop(const std::string& kind, const Work& work) {
  if (kind == "engine") lab::app::tuneProcess();
  const auto loop = kind == "engine" ? lab::bench::engineLoop(work) : lab::bench::plainLoop(work);
  return lab::bench::serve(*loop);
}

void row(const std::string& program, int rounds, const Work& work) {
  Contestant plain{program, "plain", work};
  Contestant engine{program, "engine", work};
  (void)plain.train(kTurnSeconds);  // the first iterations make what the others use again
  (void)engine.train(kTurnSeconds);
  std::vector<double> plains, engines, ratios, fma;
  for (int round = 0; round < rounds; ++round) {
    fma.push_back(lab::bench::fmaPeak());
    std::vector<double> plainTurns, engineTurns;
    for (int turn = 0; turn < kTurns; ++turn) {
      plainTurns.push_back(plain.train(kTurnSeconds));
      engineTurns.push_back(engine.train(kTurnSeconds));
    }
    plains.push_back(mean(plainTurns));
    engines.push_back(mean(engineTurns));
    ratios.push_back(engines.back() / plains.back());
  }
  const auto [least, greatest] = std::ranges::minmax(ratios);
  std::printf("%-8s %3d  %12.0f %12.0f  %6.2f  %4.2f-%4.2f  %12.0f\n", work.normalization.c_str(),
              work.partitions, median(plains), median(engines), median(ratios), least, greatest, median(fma));
  std::fflush(stdout);
}

void table(const std::string& program, int rounds) {
  std::printf(
      "LeNet (standard) on 3x32x32 images, minibatch 20, two worker threads; medians of %d rounds of %d "
      "turns\n",
      rounds, kTurns);
  std::printf("plain: torch::nn, contiguous, torch::optim::SGD, no communication; engine: BSP\n\n");
  std::printf("%-8s %3s  %12s %12s  %6s  %9s  %12s\n", "norm", "K", "plain img/s", "engine img/s", "ratio",
              "range", "FMA GFLOP/s");
  for (const char* normalization : {"none", "batch", "group"}) {
    for (const int partitions : {1, 2, 5, 10}) row(program, rounds, {normalization, partitions});
  }
}

void looks(int rounds) {
  std::printf("\nA look of SkewScout\n");
  std::fflush(stdout);
  lab::app::tuneProcess();
  lab::bench::lookTable(rounds);
}

}  // namespace

int main(int argc, char** argv) {
  // For the plain loop too: BLAS threads of its own would only slow it down. Read when a loop's process
  // starts.
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 4 && arguments[0] == "--serve") {
    return serveLoop(arguments[1], {arguments[2], std::atoi(arguments[3].c_str())});
  }
  if (arguments.size() == 1 && arguments[0] == "--look") return looks(kRounds), 0;
  const int rounds = !arguments.empty() && arguments[0] == "--quick" ? 2 : kRounds;
  table(argv[0], rounds);
  looks(rounds);
  std::printf("\nEvents to plots\n");
  std::fflush(stdout);
  const bool plots = std::system("QT_QPA_PLATFORM=offscreen \"" LAB_PLOT_BENCH "\"") == 0;
  std::printf("\nThe run table with 1,000 runs\n");
  std::fflush(stdout);
  const bool runs = std::system("QT_QPA_PLATFORM=offscreen \"" LAB_RUNS_BENCH "\"") == 0;
  std::printf("\nThe window\n");
  std::fflush(stdout);
  const bool window = std::system("\"" LAB_WINDOW_BENCH "\"") == 0;
  return plots && runs && window ? 0 : 1;
}
