// Throughput of the engine against the loop one would write first, and what a frame of the plots costs.
//
//     skewlab_bench                 the whole table
//     skewlab_bench --quick         two rounds instead of five
//     skewlab_bench --sample KIND NORMALIZATION PARTITIONS     one measurement, in a process of its own
//
// Every sample runs in a process of its own, because the allocator's settings belong to a process; the samples of the
// two loops alternate, so that a slow minute of the machine hits both.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "app/tuning.h"
#include "tests/bench/loops.h"

namespace {

using lab::bench::Work;

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

double sampleInOwnProcess(const std::string& program, const std::string& kind, const Work& work) {
  const std::string command =
      program + " --sample " + kind + " " + work.normalization + " " + std::to_string(work.partitions);
  FILE* pipe = popen(command.c_str(), "r");
  double value = 0;
  const bool read = pipe != nullptr && std::fscanf(pipe, "%lf", &value) == 1;
  if (pipe != nullptr) pclose(pipe);
  if (!read) {
    std::fprintf(stderr, "skewlab_bench: '%s' gave no number\n", command.c_str());
    std::exit(1);
  }
  return value;
}

int sample(const std::string& kind, const Work& work) {
  if (kind == "engine") lab::app::tuneProcess();
  const double value = kind == "fma"      ? lab::bench::fmaPeak()
                       : kind == "engine" ? lab::bench::engineImagesPerSecond(work)
                                          : lab::bench::naiveImagesPerSecond(work);
  std::printf("%.3f\n", value);
  return 0;
}

void table(const std::string& program, int rounds) {
  std::printf("LeNet (standard) on 3x32x32 images, minibatch 20, two worker threads; medians of %d alternating rounds\n",
              rounds);
  std::printf("plain: torch::nn, contiguous, torch::optim::SGD, no communication; engine: BSP\n\n");
  std::printf("%-8s %3s  %12s %12s  %6s  %12s\n", "norm", "K", "plain img/s", "engine img/s", "ratio", "FMA GFLOP/s");
  for (const char* normalization : {"none", "batch", "group"}) {
    for (const int partitions : {1, 2, 5, 10}) {
      const Work work{normalization, partitions, 1.0};
      std::vector<double> plain, engine, ratio, fma;
      for (int round = 0; round < rounds; ++round) {
        fma.push_back(sampleInOwnProcess(program, "fma", work));
        plain.push_back(sampleInOwnProcess(program, "plain", work));
        engine.push_back(sampleInOwnProcess(program, "engine", work));
        ratio.push_back(engine.back() / plain.back());
      }
      std::printf("%-8s %3d  %12.0f %12.0f  %6.2f  %12.0f\n", normalization, partitions, median(plain), median(engine),
                  median(ratio), median(fma));
      std::fflush(stdout);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  // For the plain loop too: BLAS threads of its own would only slow it down. Read when a sample's process starts.
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 4 && arguments[0] == "--sample") {
    return sample(arguments[1], {arguments[2], std::atoi(arguments[3].c_str()), 1.0});
  }
  table(argv[0], !arguments.empty() && arguments[0] == "--quick" ? 2 : 5);
  std::printf("\nEvents to plots\n");
  std::fflush(stdout);
  return std::system("QT_QPA_PLATFORM=offscreen \"" LAB_PLOT_BENCH "\"") == 0 ? 0 : 1;
}
