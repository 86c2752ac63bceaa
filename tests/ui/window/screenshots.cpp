// Draws the whole window in every state from made-up events, for people to look at:
//
//     window_screenshots FOLDER
//     window_screenshots FOLDER RUN.h5       the tabs with a recorded run instead
//
// Nothing is compared.

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <QApplication>
#include <QDeadlineTimer>
#include <QLocale>
#include <QMenu>
#include <QPixmap>
#include <QSlider>

#include "engine/catalogue.h"
#include "tests/ui/views/fake_run.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/figure/figure_editor.h"
#include "ui/figure/figure_settings.h"
#include "ui/main_window.h"
#include "ui/plot/line_plot.h"
#include "ui/shortcut_list.h"
#include "ui/views/tile_menu.h"

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
  const std::int64_t travelEvery = spec.skewscout.enabled ? spec.skewscout.period : 0;
  auto events = test::events({.iterations = 600, .evaluateEvery = 20, .travelEvery = travelEvery});
  for (auto& event : events) {
    if (auto* started = std::get_if<RunStarted>(&event))
      started->specJson = toJson(spec, catalogue::vocabulary());
  }
  return events;
}

struct Stage {
  FakeEngine engine;
  FakeEngine twin{.path = "made-up-right.h5"};
  MainWindow window{engine.factory(), resumedSession, test::twinFactory(engine, twin)};

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

void save(QWidget& widget, const std::filesystem::path& folder, const std::string& name) {
  settle();
  const auto file = folder / (name + ".png");
  if (!widget.grab().save(QString::fromStdString(file.string())))
    std::cerr << "cannot write " << file << '\n';
}

void save(Stage& stage, const std::filesystem::path& folder, const std::string& name) {
  save(stage.window, folder, name);
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

/// A run with SkewScout on every tab, and one view alone.
void drawTabs(const std::filesystem::path& folder, QSize size, const std::string& suffix) {
  Stage stage{size};
  auto* panel = stage.find<SpecPanel>();
  panel->setPreset("quickstart");
  ExperimentSpec spec = panel->spec();
  spec.skewscout.enabled = true;
  spec.skewscout.period = 50;
  panel->setSpec(spec);
  stage.find<TransportBar>()->runAction()->trigger();
  stage.play(0);
  save(stage, folder, "tab-live-waiting" + suffix);
  stage.play(480);
  auto* workspace = stage.find<Workspace>();
  const std::pair<Workspace::Tab, const char*> tabs[]{{Workspace::Live, "live"},
                                                      {Workspace::Data, "data"},
                                                      {Workspace::Model, "model"},
                                                      {Workspace::Network, "network"}};
  for (const auto& [tab, name] : tabs) {
    workspace->showTab(tab);
    save(stage, folder, std::string{"tab-"} + name + suffix);
  }
  workspace->showAlone(workspace->view("skewscout"));
  save(stage, folder, "scout-alone" + suffix);
  workspace->showAlone(nullptr);
  auto* moment = workspace->scrubBar().findChild<QSlider*>();
  moment->setValue(moment->maximum() / 2);
  save(stage, folder, "scrubbed" + suffix);
}

/// Gaia and BSP in lockstep: the menu that starts them, the two while they go, an earlier moment, the end.
void drawTwins(const std::filesystem::path& folder, QSize size, const std::string& suffix) {
  Stage stage{size};
  auto* menu = stage.find<MainMenu>()->twinMenu();
  menu->popup(stage.window.mapToGlobal(QPoint{60, 40}));
  save(*menu, folder, "twin-menu" + suffix);
  menu->close();
  Q_EMIT menu->algorithmChosen("bsp");
  const auto play = [&](FakeEngine& engine, double quality, double saving) {
    auto events = test::eventsOf({.spec = engine.spec,
                                  .iterations = 600,
                                  .evaluateEvery = 20,
                                  .quality = quality,
                                  .saving = saving});
    for (const auto& event : test::until(events, 420)) {
      if (!std::holds_alternative<RunEnded>(event)) engine.send(event);
    }
    engine.now = {420, 600, 33};
  };
  play(stage.engine, 0.85, 12);
  play(stage.twin, 1, 1);
  save(stage, folder, "twin" + suffix);
  auto* moment = stage.find<Workspace>()->scrubBar().findChild<QSlider*>();
  moment->setValue(moment->maximum() / 2);
  save(stage, folder, "twin-scrubbed" + suffix);
  moment->setValue(moment->maximum());
  for (auto* engine : {&stage.engine, &stage.twin}) {
    engine->send(RunEnded{420, 33, RunStatus::Finished, {}});
  }
  save(stage, folder, "twin-finished" + suffix);
}

/// The running run gets another learning rate and threshold: the offer, and the plots afterwards.
void drawChange(const std::filesystem::path& folder, QSize size, const std::string& suffix) {
  Stage stage{size};
  stage.press("heroButton");
  stage.play(220);
  auto* panel = stage.find<SpecPanel>();
  const auto before = panel->state();
  ExperimentSpec spec = panel->spec();
  spec.training.learningRate = 0.05;
  spec.algorithm.params["threshold"] = 0.3;
  panel->setSpec(spec);
  Q_EMIT panel->edited(QStringLiteral("algorithm.threshold"), before);
  save(stage, folder, "change-offered" + suffix);
  stage.engine.send(SettingChanged{220, "training.learning_rate", "0.01", "0.05"});
  stage.engine.send(SettingChanged{220, "algorithm.threshold", "0.1", "0.3"});
  for (const auto& event : runOf(stage.engine.spec)) {
    const bool later = std::visit(
        [](const auto& point) {
          if constexpr (requires { point.iteration; }) return point.iteration > 220 && point.iteration <= 420;
          return false;
        },
        event);
    if (later) stage.engine.send(event);
  }
  stage.engine.now = {420, 600, 34};
  save(stage, folder, "changed" + suffix);
}

/// What can be done to plots, the menu of a view, a view in its own window, the list of keys.
void drawTools(const std::filesystem::path& folder, QSize size, const std::string& suffix) {
  Stage stage{size};
  stage.press("heroButton");
  stage.play(340);
  auto* workspace = stage.find<Workspace>();
  const auto plot = [workspace](const char* view) { return workspace->view(view)->findChild<LinePlot*>(); };
  plot("accuracy")->carryOut(Command::Target);
  plot("loss")->carryOut(Command::Smooth);
  plot("accuracy")->carryOut(Command::ZoomIn);
  save(stage, folder, "tools" + suffix);
  plot("accuracy")->carryOut(Command::Fit);
  workspace->showAlone(workspace->view("accuracy"));
  settle();
  for (int i = 0; i < 5; ++i) plot("accuracy")->carryOut(Command::PreviousPoint);
  plot("accuracy")->carryOut(Command::CursorB);
  for (int i = 0; i < 5; ++i) plot("accuracy")->carryOut(Command::PreviousPoint);
  plot("accuracy")->carryOut(Command::CursorA);
  save(stage, folder, "tools-alone" + suffix);
  workspace->showAlone(nullptr);
  auto* menu = workspace->view("accuracy")->findChild<TileMenu*>()->menu();
  menu->popup(stage.window.mapToGlobal(QPoint{400, 200}));
  save(*menu, folder, "tile-menu" + suffix);
  menu->close();
  workspace->detach(workspace->view("communication"));
  save(*workspace->view("communication")->window(), folder, "detached" + suffix);
  save(stage, folder, "without-detached" + suffix);
  ShortcutList list{shortcutSections(stage.window), &stage.window};
  list.setAttribute(Qt::WA_DeleteOnClose, false);
  list.show();
  save(list, folder, "shortcuts" + suffix);
}

/// A recorded run as it was made, e.g. by the program on the command line.
void drawRun(const std::filesystem::path& folder, const std::filesystem::path& run) {
  Stage stage{kLaptop};
  stage.window.openFile(run);
  settle();
  auto* workspace = stage.find<Workspace>();
  save(stage, folder, "run-live");
  workspace->showTab(Workspace::Data);
  save(stage, folder, "run-data");
  workspace->showTab(Workspace::Model);
  save(stage, folder, "run-model");
  workspace->showAlone(workspace->view("skewscout"));
  save(stage, folder, "run-scout");
  workspace->showAlone(workspace->view("divergence"));
  save(stage, folder, "run-divergence");
}

/// The figure editor with a recorded run, in every theme of the screen.
void drawFigures(const std::filesystem::path& folder, const std::filesystem::path& run) {
  for (const auto& [choice, name] :
       {std::pair{ThemeChoice::Light, "figure-light"}, std::pair{ThemeChoice::Dark, "figure-dark"}}) {
    Preferences{}.setTheme(choice);
    Stage stage{kLaptop};
    stage.window.openFile(run);
    settle();
    Q_EMIT stage.find<MainMenu>()->figureRequested();
    settle();
    auto* editor = stage.find<FigureEditor>();
    save(*editor, folder, name);
    auto spec = editor->settings().spec();
    spec.views = {"accuracy", "communication", "partition", "divergence"};
    applyPreset(spec, "ieee2");
    editor->settings().setSpec(spec);
    editor->exportTo(folder / "figure.pdf");
    editor->resize(kProjector);
    Q_EMIT editor->settings().changed();
    save(*editor, folder, std::string{name} + "-several");
    stage.window.openFile(folder / "figure.pdf");
    save(stage, folder, std::string{name} + "-dropped");
  }
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
  drawTabs(folder, kLaptop, "-dark");
  drawTools(folder, kLaptop, "-dark");
  drawTwins(folder, kLaptop, "-dark");
  drawChange(folder, kLaptop, "-dark");
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
  if (argc > 2) {
    drawRun(folder, argv[2]);
    drawFigures(folder, argv[2]);
    return 0;
  }
  drawTabs(folder, kLaptop, "");
  drawTabs(folder, kProjector, "-1280");
  drawFlow(folder, kLaptop, "");
  drawFlow(folder, kProjector, "-1280");
  drawTools(folder, kLaptop, "");
  drawTools(folder, kProjector, "-1280");
  drawTwins(folder, kLaptop, "");
  drawTwins(folder, kProjector, "-1280");
  drawChange(folder, kLaptop, "");
  drawChange(folder, kProjector, "-1280");
  drawProblems(folder);
  drawThemes(folder);
  return 0;
}
