// Draws the whole window in every state from made-up events, for people to look at:
//
//     window_screenshots FOLDER
//
// Nothing is compared.

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <QApplication>
#include <QDeadlineTimer>
#include <QLocale>
#include <QPixmap>

#include "engine/catalogue.h"
#include "tests/ui/views/fake_run.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"

namespace {

using namespace lab;
using namespace lab::ui;
using lab::ui::test::FakeEngine;

constexpr QSize kLaptop{1366, 768};
constexpr QSize kProjector{1280, 720};

// Lets the window settle: previews, timers, repaints.
void settle() {
  const QDeadlineTimer rest{700};
  while (!rest.hasExpired()) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

std::vector<Event> runOf(const ExperimentSpec& spec) {
  auto events = test::events({.iterations = 600, .evaluateEvery = 20});
  for (auto& event : events) {
    if (auto* started = std::get_if<RunStarted>(&event))
      started->specJson = toJson(spec, catalogue::vocabulary());
  }
  return events;
}

struct Stage {
  FakeEngine engine;
  MainWindow window{engine.factory()};

  explicit Stage(QSize size) {
    window.resize(size);
    window.show();
    window.begin();
    window.resize(size);
    settle();
  }

  template <class Widget>
  Widget* find(const QString& name = {}) {
    return window.findChild<Widget*>(name);
  }

  void press(const char* button) { find<QPushButton>(QString::fromLatin1(button))->click(); }

  void play(std::int64_t until) {
    for (const auto& event : test::until(runOf(engine.spec), until)) engine.send(event);
    engine.now = {until, 600, static_cast<double>(until) * 0.08};
    settle();
  }
};

void save(Stage& stage, const std::filesystem::path& folder, const std::string& name) {
  settle();
  const auto file = folder / (name + ".png");
  if (!stage.window.grab().save(QString::fromStdString(file.string())))
    std::cerr << "cannot write " << file << '\n';
}

void drawFlow(const std::filesystem::path& folder, QSize size, const std::string& suffix) {
  Stage stage{size};
  save(stage, folder, "welcome" + suffix);
  stage.press("heroButton");
  stage.play(0);
  save(stage, folder, "starting" + suffix);
  stage.play(340);
  save(stage, folder, "running" + suffix);
  stage.engine.send(RunPaused{340});
  save(stage, folder, "paused" + suffix);
  stage.engine.send(RunResumed{340});
  stage.play(600);
  stage.engine.send(RunEnded{600, 48, RunStatus::Finished, {}});
  save(stage, folder, "finished" + suffix);
}

void drawProblems(const std::filesystem::path& folder) {
  Stage stage{kLaptop};
  auto* panel = stage.find<SpecPanel>();
  ExperimentSpec spec = panel->spec();
  spec.partitions = 0;
  spec.training.learningRate = -1;
  panel->setSpec(spec);
  stage.find<TransportBar>()->runAction()->trigger();
  save(stage, folder, "form-problem");
  panel->setPreset("quickstart");
  stage.press("heroButton");
  stage.play(200);
  stage.engine.send(
      RunEnded{200, 9, RunStatus::Failed,
               "The run needs more memory than this machine has; use a smaller minibatch, network or "
               "data set."});
  save(stage, folder, "failed");
}

void drawThemes(const std::filesystem::path& folder) {
  Preferences{}.setTheme(ThemeChoice::Dark);
  drawFlow(folder, kLaptop, "-dark");
  Preferences{}.setTheme(ThemeChoice::Light);
  Stage stage{kProjector};
  stage.press("heroButton");
  stage.play(340);
  stage.window.resize(kProjector);
  stage.window.present(true);
  save(stage, folder, "projector");
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  const QApplication application{argc, argv};
  const std::filesystem::path folder = argc > 1 ? argv[1] : "screenshots";
  std::filesystem::create_directories(folder);
  const test::Sandbox sandbox;
  drawFlow(folder, kLaptop, "");
  drawFlow(folder, kProjector, "-1280");
  drawProblems(folder);
  drawThemes(folder);
  return 0;
}
