#include "app/child.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "engine/core/error.h"

namespace lab::app {
namespace {

constexpr std::int64_t kKilobyte = 1024;  // as the kernel counts

Error cannotStart(const char* what) {
  return Error({.kind = ErrorKind::Run,
                .doing = what,
                .problem = std::string{"a run cannot be started: "} + std::strerror(errno),
                .remedy = "close other programs, or use --parallel 1"});
}

// A signal must not be swallowed by this program's handler in the moment before a child is itself.
void stopSignals(int how) {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGTERM);
  sigprocmask(how, &both, nullptr);
}

// Between fork and exec only what a signal handler may do too.
[[noreturn]] void become(char* const* arguments, int complaints, pid_t parent) {
  setpgid(0, 0);
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  stopSignals(SIG_UNBLOCK);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, STDIN_FILENO);
  dup2(nothing, STDOUT_FILENO);
  dup2(complaints, STDERR_FILENO);
  if (getppid() == parent) execv("/proc/self/exe", arguments);
  _exit(127);
}

// The number behind "NAME:" in one of the kernel's tables, in bytes.
std::optional<std::int64_t> kernelNumber(const std::string& file, const std::string& name) {
  std::ifstream stream(file);
  std::string word;
  while (stream >> word) {
    std::int64_t kilobytes = 0;
    if (word == name + ":" && stream >> kilobytes) return kilobytes * kKilobyte;
  }
  return std::nullopt;
}

}  // namespace

Child::Child(const std::vector<std::string>& arguments, const std::filesystem::path& complaints) {
  const int log = open(complaints.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (log < 0) throw cannotStart(complaints.c_str());
  std::vector<std::string> words{"skewlab"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t parent = getpid();
  stopSignals(SIG_BLOCK);
  process_ = fork();
  if (process_ == 0) become(pointers.data(), log, parent);
  stopSignals(SIG_UNBLOCK);
  close(log);
  if (process_ < 0) throw cannotStart("skewlab run");
}

Child::Child(Child&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      exitCode_(other.exitCode_),
      peakMemory_(other.peakMemory_) {}

Child& Child::operator=(Child&& other) noexcept {
  std::swap(process_, other.process_);
  std::swap(exitCode_, other.exitCode_);
  std::swap(peakMemory_, other.peakMemory_);
  return *this;
}

Child::~Child() {
  interrupt();
  int status = 0;
  while (process_ > 0 && waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
}

std::optional<int> Child::exitCode() {
  if (process_ <= 0) return exitCode_;
  int status = 0;
  rusage usage{};
  if (wait4(process_, &status, WNOHANG, &usage) == process_) took(status, usage.ru_maxrss * kKilobyte);
  return exitCode_;
}

void Child::took(int status, std::int64_t peak) {
  process_ = -1;
  exitCode_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  peakMemory_ = peak;
}

void Child::interrupt() {
  if (process_ > 0) kill(process_, SIGINT);
}

std::int64_t Child::memory() const {
  if (process_ <= 0) return 0;
  return kernelNumber("/proc/" + std::to_string(process_) + "/status", "VmRSS").value_or(0);
}

std::int64_t Child::peakMemory() const {
  return peakMemory_;
}

std::optional<std::int64_t> availableMemory() {
  return kernelNumber("/proc/meminfo", "MemAvailable");
}

}  // namespace lab::app
