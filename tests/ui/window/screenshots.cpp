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
#include <QDockWidget>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPixmap>
#include <QSlider>

#include "engine/catalogue.h"
#include "tests/ui/views/fake_run.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/sandbox.h"
#include "ui/figure/figure_editor.h"
#include "ui/figure/figure_settings.h"
#include "ui/main_window.h"
#include "ui/plot/heat_map.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/network_diagram.h"
#include "ui/shortcut_list.h"
#include "ui/views/tile_menu.h"

namespace {

using namespace lab;
using namespace lab::ui;
using lab::ui::test::FakeEngine;

constexpr QSize kLaptop{1366, 768};
constexpr QSize kProjector{1280, 720};
constexpr QSize kDesk{1700, 1000};
constexpr QSize kScaled{1024, 576};  // what a projector has left at 125 %

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
  MainWindow window{engine.factory()};

  explicit Stage(QSize size) {
    window.resize(size);
    window.show();
    SessionMemory{}.write({});  // each begins like the first
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

/// What is selected and explained: a cell, a link, a decision; and the other layout.
void drawSelections(const std::filesystem::path& folder, QSize size, const std::string& suffix) {
  Stage stage{size};
  auto* panel = stage.find<SpecPanel>();
  panel->setPreset("quickstart");
  ExperimentSpec spec = panel->spec();
  spec.skewscout.enabled = true;
  spec.skewscout.period = 50;
  panel->setSpec(spec);
  stage.find<TransportBar>()->runAction()->trigger();
  stage.play(480);
  stage.find<QDockWidget>("inspector")->show();
  auto* workspace = stage.find<Workspace>();
  workspace->showTab(Workspace::Model);
  settle();
  for (const int key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Down}) {
    QKeyEvent press{QEvent::KeyPress, key, Qt::NoModifier};
    QCoreApplication::sendEvent(workspace->view("classes")->findChild<HeatMap*>(), &press);
  }
  save(stage, folder, "inspector-cell" + suffix);
  workspace->showTab(Workspace::Network);
  settle();
  QKeyEvent press{QEvent::KeyPress, Qt::Key_Right, Qt::NoModifier};
  QCoreApplication::sendEvent(workspace->view("network")->findChild<NetworkDiagram*>(), &press);
  save(stage, folder, "inspector-link" + suffix);
  workspace->showTab(Workspace::Live);
  auto* plot = workspace->view("accuracy")->findChild<LinePlot*>();
  for (int i = 0; i < 5; ++i) plot->carryOut(Command::PreviousPoint);
  plot->carryOut(Command::CursorA);
  for (const char* title : {"&Write", "Smooth &strongly"}) {
    for (auto* action : stage.window.findChildren<QAction*>()) {
      if (action->text() == QString::fromLatin1(title)) action->trigger();
    }
  }
  save(stage, folder, "layout-write" + suffix);
  Preferences{}.setNamedLayout(NamedLayout::Explore);
  Preferences{}.setSmoothing(std::nullopt);
  Preferences{}.setLayout({}, {});
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
  drawSelections(folder, kLaptop, "-dark");
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
  drawSelections(folder, kLaptop, "");
  drawSelections(folder, kProjector, "-1280");
  drawSelections(folder, kDesk, "-1700");
  drawFlow(folder, kScaled, "-1024");
  drawTabs(folder, kScaled, "-1024");
  drawProblems(folder);
  drawThemes(folder);
  return 0;
}
