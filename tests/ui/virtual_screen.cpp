#include "tests/ui/virtual_screen.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lab::ui::test {
namespace {

// Between fork and exec. The server chooses a free number and writes it to `answer`.
[[noreturn]] void becomeServer(int answer) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, STDIN_FILENO);
  dup2(nothing, STDERR_FILENO);
  dup2(answer, STDOUT_FILENO);
  execlp("Xvfb", "Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-dpi", "96", "-nolisten", "tcp",
         "-noreset", nullptr);
  _exit(127);
}

// The first line; empty when the other end closes before.
std::string lineFrom(int descriptor) {
  std::string line;
  char next = 0;
  while (read(descriptor, &next, 1) == 1 && next != '\n') line += next;
  return next == '\n' ? line : std::string{};
}

}  // namespace

VirtualScreen::VirtualScreen() {
  std::array<int, 2> answer{};
  if (pipe2(answer.data(), O_CLOEXEC) != 0) return;
  server_ = fork();
  if (server_ == 0) becomeServer(answer[1]);
  close(answer[1]);
  const std::string number = lineFrom(answer[0]);
  close(answer[0]);
  there_ = !number.empty();
  if (!there_) return;
  setenv("DISPLAY", (":" + number).c_str(), 1);
  setenv("QT_QPA_PLATFORM", "xcb", 1);
}

VirtualScreen::~VirtualScreen() {
  if (server_ <= 0) return;
  kill(server_, SIGTERM);
  waitpid(server_, nullptr, 0);
}

}  // namespace lab::ui::test
