#include "app/interrupt.h"

#include <cerrno>
#include <semaphore.h>

namespace lab::app {
namespace {

// A signal handler may touch little: a flag and a POSIX semaphore.
volatile std::sig_atomic_t signalled = 0;
sem_t news;

void onSignal(int) {
  const int before = errno;
  signalled = 1;
  sem_post(&news);
  errno = before;
}

}  // namespace

Interrupt::Interrupt() {
  signalled = 0;
  sem_init(&news, 0, 0);
  struct sigaction action {};
  action.sa_handler = onSignal;
  action.sa_flags = static_cast<int>(static_cast<unsigned>(SA_RESTART) | static_cast<unsigned>(SA_RESETHAND));
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &oldInterrupt_);
  sigaction(SIGTERM, &action, &oldTerminate_);
}

Interrupt::~Interrupt() {
  sigaction(SIGINT, &oldInterrupt_, nullptr);
  sigaction(SIGTERM, &oldTerminate_, nullptr);
  sem_destroy(&news);
}

void Interrupt::wait() {
  while (sem_wait(&news) != 0 && errno == EINTR) {
  }
}

void Interrupt::waitFor(std::chrono::milliseconds time) {
  const auto until = (std::chrono::system_clock::now() + time).time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(until);
  const timespec moment{static_cast<time_t>(seconds.count()),
                        static_cast<long>(std::chrono::nanoseconds{until - seconds}.count())};
  while (sem_timedwait(&news, &moment) != 0 && errno == EINTR) {
  }
}

void Interrupt::wake() {
  sem_post(&news);
}

bool Interrupt::requested() const {
  return signalled != 0;
}

}  // namespace lab::app
