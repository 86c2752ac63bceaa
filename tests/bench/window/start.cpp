// Starting the window: a process of its own each time, as the libraries are a large part of it.

#include <array>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QWindow>

#include "tests/bench/window/parts.h"
#include "tests/ui/window/sandbox.h"
#include "ui/run_window.h"

namespace lab::bench {
namespace {

constexpr int kStarts = 5;

// The same clock for both processes.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void tell(const char* what) {
  std::printf("%s %.3f\n", what, milliseconds());
  std::fflush(stdout);
}

/// Waits for the first picture on the screen, then for the event loop, and ends the program.
class Witness final : public QObject {
 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (seen_ || event->type() != QEvent::Expose || !watched->isWindowType()) return false;
    if (!static_cast<QWindow*>(watched)->isExposed()) return false;
    seen_ = true;
    watched->event(event);  // paints
    tell("visible");
    QTimer::singleShot(0, this, [this] { wait(); });
    return true;
  }

 private:
  // begin() follows the first events; a timer that fires inside of it would be too early.
  void wait() {
    if (QThread::currentThread()->loopLevel() == 0) {
      QTimer::singleShot(0, this, [this] { wait(); });
      return;
    }
    tell("ready");
    qApp->quit();
  }

  bool seen_ = false;
};

void placeWitness() {
  auto* witness = new Witness;
  witness->setParent(qApp);
  qApp->installEventFilter(witness);
}

struct Start {
  double visible = 0, ready = 0;
  bool complete = false;
};

Start start(const std::string& program) {
  std::array<int, 2> out{};
  if (pipe2(out.data(), O_CLOEXEC) != 0) return {};
  Start result;
  const double begun = milliseconds();
  const pid_t process = fork();
  if (process == 0) {
    dup2(out[1], STDOUT_FILENO);
    execl(program.c_str(), program.c_str(), "--start", nullptr);
    _exit(127);
  }
  close(out[1]);
  std::FILE* answers = fdopen(out[0], "r");
  result.complete = std::fscanf(answers, "visible %lf ready %lf", &result.visible, &result.ready) == 2;
  std::fclose(answers);
  waitpid(process, nullptr, 0);
  result.visible -= begun;
  result.ready -= begun;
  return result;
}

}  // namespace

int startAndTell(int argc, char** argv) {
  qAddPreRoutine(placeWitness);  // called once there is an application
  int one = argc > 0 ? 1 : 0;
  return ui::runWindow(one, argv);
}

std::vector<Measurement> measureStart(const std::string& program) {
  const ui::test::Sandbox sandbox;
  qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString(sandbox.runs().string()));
  std::vector<double> visible, ready;
  for (int i = 0; i < kStarts; ++i) {
    const Start one = start(program);
    if (!one.complete) continue;
    visible.push_back(one.visible);
    ready.push_back(one.ready);
  }
  return {median({.item = "window visible after start", .unit = "ms", .limit = 1500}, visible),
          median({.item = "welcome page hears Enter", .unit = "ms", .limit = 3000}, ready)};
}

}  // namespace lab::bench
