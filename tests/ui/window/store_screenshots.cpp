// Draws the window with a store of twelve made-up runs, for people to look at:
//
//     store_screenshots FOLDER
//
// Nothing is compared.

#include <filesystem>
#include <iostream>
#include <string>

#include <QApplication>
#include <QDeadlineTimer>
#include <QLocale>
#include <QPixmap>
#include <QPushButton>

#include "engine/run_store.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"

namespace {

using namespace lab;
using namespace lab::ui;

constexpr QSize kLaptop{1366, 768};
constexpr QSize kSmall{1280, 720};

void settle() {
  const QDeadlineTimer rest{700};
  while (!rest.hasExpired()) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

/// The window of a user with a store of their own.
struct Stage {
  ui::test::Sandbox sandbox;
  ui::test::FakeEngine engine;
  std::filesystem::path folder;
  std::string suffix;
  std::unique_ptr<MainWindow> window;

  void open(QSize size) {
    window = std::make_unique<MainWindow>(engine.factory());
    window->resize(size);
    window->show();
    window->begin();
    window->resize(size);
    settle();
  }

  [[nodiscard]] RunLibrary& library() const { return *window->findChild<RunLibrary*>(); }
  [[nodiscard]] ComparePage& compare() const { return *window->findChild<ComparePage*>(); }

  void save(const std::string& name) const {
    settle();
    const auto file = folder / ("store-" + name + suffix + ".png");
    if (!window->grab().save(QString::fromStdString(file.string())))
      std::cerr << "cannot write " << file << '\n';
  }

  void choose(const std::vector<std::string>& names) const {
    std::vector<std::filesystem::path> runs;
    for (const auto& row : library().model().rows()) {
      const std::string file = row.summary.path.stem().string();
      if (std::ranges::find(names, file) != names.end()) runs.push_back(row.summary.path);
    }
    library().table().select(runs);
    for (auto* pages : window->findChildren<QStackedWidget*>()) {
      auto* workspace = window->findChild<Workspace*>();
      if (pages->indexOf(workspace) >= 0) pages->setCurrentWidget(workspace);
    }
    window->findChild<Workspace*>()->showPage(&compare());
  }
};

void drawTable(Stage& stage) {
  stage.save("table");
  auto* line = stage.library().filter().edit();
  line->setText(QStringLiteral("algo:gaia acc>50% -tag:old"));
  stage.save("filtered");
  line->setText(QStringLiteral("algo:gaia skwe>=0.6"));
  stage.save("filter-mistake");
  line->clear();
  settle();
  std::vector<std::filesystem::path> unlocked;
  for (const auto& row : stage.library().model().rows()) {
    if (!row.notes.locked) unlocked.push_back(row.summary.path);
  }
  stage.library().trash({unlocked.front()});
  stage.save("trashed");
  auto* trash = stage.library().findChild<QToolButton*>(QStringLiteral("showTrash"));
  trash->setChecked(true);
  stage.save("trash");
  trash->setChecked(false);
  for (auto* button : stage.window->findChildren<QPushButton*>()) {
    if (button->text() == QStringLiteral("&Undo")) button->click();
  }
}

void drawCompare(Stage& stage) {
  stage.choose({"run-11-gaia"});
  stage.save("compare-1");
  stage.choose({"run-11-gaia", "run-12-fedavg", "run-13-dgc", "run-10-bsp"});
  stage.save("compare-4");
  stage.choose({"run-11-gaia", "run-15-gaia", "run-18-gaia", "run-13-dgc", "run-17-dgc"});
  stage.save("compare-seeds");
  for (auto* tabs : stage.compare().findChildren<QTabWidget*>()) tabs->setCurrentIndex(1);
  stage.save("compare-settings");
  for (auto* tabs : stage.compare().findChildren<QTabWidget*>()) tabs->setCurrentIndex(0);
  stage.choose({"run-21-gaia", "run-18-gaia"});
  stage.save("compare-no-baseline");
}

void drawQueue(Stage& stage) {
  auto* panel = stage.window->findChild<SpecPanel*>();
  panel->setPreset("quickstart");
  for (auto* action : stage.window->findChildren<QAction*>()) {
    if (action->text() != QStringLiteral("Add to the &queue")) continue;
    for (int i = 0; i < 4; ++i) action->trigger();
    break;
  }
  for (auto* dock : stage.window->findChildren<QDockWidget*>()) {
    if (dock->objectName() == QStringLiteral("queue")) dock->raise();
  }
  stage.save("queue");
}

void draw(const std::filesystem::path& folder, QSize size, const std::string& suffix) {
  Stage stage;
  stage.folder = folder;
  stage.suffix = suffix;
  if (suffix.find("dark") != std::string::npos) Preferences{}.setTheme(ThemeChoice::Dark);
  if (suffix.find("light") != std::string::npos) Preferences{}.setTheme(ThemeChoice::Light);
  stage.open(size);
  stage.save("empty");
  ui::test::writeAfternoons(stage.sandbox.runs());
  stage.library().refresh();
  settle();
  drawTable(stage);
  drawCompare(stage);
  drawQueue(stage);
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  const QApplication application{argc, argv};
  const std::filesystem::path folder = argc > 1 ? argv[1] : "screenshots";
  std::filesystem::create_directories(folder);
  draw(folder, kLaptop, "-light");
  draw(folder, kLaptop, "-dark");
  draw(folder, kSmall, "-light-1280");
  return 0;
}
