#include "tests/bench/contestant.h"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lab::bench {
namespace {

[[noreturn]] void giveUp(const std::string& what) {
  std::fprintf(stderr, "skewlab_bench: %s\n", what.c_str());
  std::exit(1);
}

}  // namespace

Contestant::Contestant(const std::string& program, const std::string& kind, const Work& work)
    : name_(kind + " " + work.normalization + " " + std::to_string(work.partitions)) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  // Closed on exec, or a second contestant would hold the ends of the first.
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) giveUp("no pipe can be made");
  process_ = fork();
  if (process_ < 0) giveUp("no process can be made");
  if (process_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    const auto partitions = std::to_string(work.partitions);
    execl(program.c_str(), program.c_str(), "--serve", kind.c_str(), work.normalization.c_str(),
          partitions.c_str(), nullptr);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  orders_ = fdopen(in[1], "w");
  answers_ = fdopen(out[0], "r");
}

Contestant::~Contestant() {
  std::fclose(orders_);  // the process ends with its input
  std::fclose(answers_);
  waitpid(process_, nullptr, 0);
}

double Contestant::train(double seconds) {
  double value = 0;
  std::fprintf(orders_, "%f\n", seconds);
  std::fflush(orders_);
  if (std::fscanf(answers_, "%lf", &value) != 1) giveUp("'" + name_ + "' gave no number");
  return value;
}

int serve(Loop& loop) {
  double seconds = 0;
  while (std::scanf("%lf", &seconds) == 1) {
    std::printf("%.3f\n", loop.train(seconds));
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace lab::bench
