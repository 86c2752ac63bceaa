// Draws every view in every state from made-up events, for people to look at:
//
//     view_screenshots FOLDER [light|dark|projector]...      QT_SCALE_FACTOR=2 for high resolution
//
// One sheet per theme and state group; nothing is compared.

#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <QApplication>
#include <QFocusEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPixmap>
#include <QToolButton>
#include <QWheelEvent>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/line_plot.h"
#include "ui/theme/appearance.h"
#include "ui/views/label_map.h"
#include "ui/views/view.h"

namespace {

using namespace lab;
using namespace lab::ui;
using lab::ui::test::FakeRun;

struct Scene {
  std::string name;
  QSize size;  ///< at font scale 1
  std::vector<Event> events;
  std::function<void(View&)> afterwards = nullptr;
};

std::vector<Event> ended(std::vector<Event> events, RunStatus status, const std::string& error = {}) {
  events.emplace_back(RunEnded{.iteration = 0, .seconds = 0, .status = status, .error = error});
  return events;
}

constexpr FakeRun kScouted{.travelEvery = 100};

void key(View& view, int key) {
  if (auto* plot = view.findChild<LinePlot*>()) {
    QKeyEvent press{QEvent::KeyPress, key, Qt::NoModifier};
    QApplication::sendEvent(plot, &press);
  }
}

void showCrosshair(View& view) {
  for (int i = 0; i < 12; ++i) key(view, Qt::Key_Left);
}

void showCursors(View& view) {
  showCrosshair(view);
  key(view, Qt::Key_B);
  for (int i = 0; i < 12; ++i) key(view, Qt::Key_Left);
  key(view, Qt::Key_A);
  for (int i = 0; i < 4; ++i) key(view, Qt::Key_Right);
}

void showTarget(View& view) {
  key(view, Qt::Key_T);
  for (int i = 0; i < 3; ++i) key(view, Qt::Key_Up);
}

void highlight(View& view) {
  if (auto* plot = view.findChild<LinePlot*>(); plot != nullptr && plot->lineCount() > 3)
    plot->highlight(plot->line(3).legendName());
}

/// The n-th drawing of a view that has several.
template <int N>
void draw(View& view) {
  for (auto* menu : view.findChildren<QMenu*>()) {
    if (menu->actions().size() > N) menu->actions()[N]->trigger();
  }
}

void startPainting(View& view) {
  for (auto* button : view.findChildren<QToolButton*>()) {
    if (button->text() == QStringLiteral("Paint")) button->click();
  }
}

void zoom(View& view) {
  key(view, Qt::Key_Plus);
  key(view, Qt::Key_Plus);
  const auto all = test::events(kScouted);
  const auto before = test::until(all, 900).size();
  view.consume({all.data() + before, all.size() - before});
}

std::vector<Scene> scenes() {
  const QSize tile{560, 330};
  const auto full = test::events(kScouted);
  std::vector<Event> failed = test::until(full, 900);
  std::vector<Event> paused = test::until(full, 900);
  paused.emplace_back(RunPaused{.iteration = 900});
  std::vector<Event> onlyFailed{test::started(kScouted)};
  return {
      {"empty", tile, {}},
      {"waiting", tile, {test::started(kScouted)}},
      {"without-scout", tile, test::events({.normLayers = 0})},
      {"young", tile, test::until(full, 150)},
      {"live", tile, test::until(full, 1240)},
      {"paused", tile, paused},
      {"finished", tile, ended(full, RunStatus::Finished), showCrosshair},
      {"failed", tile,
       ended(failed, RunStatus::Failed, "The disk is full: 0 bytes left; free some space and resume.")},
      {"failed-at-once", tile, ended(onlyFailed, RunStatus::Failed, "fashion-mini: file missing; fetch it.")},
      {"diverged", tile,
       ended(test::events({.diverging = 2, .travelEvery = 100}), RunStatus::Failed,
             "P2 diverged at iteration 1,220.")},
      {"diverged-live", tile, test::until(test::events({.diverging = 2, .travelEvery = 100}), 1600)},
      {"scrubbed", tile, full,
       [](View& view) {
         view.setTime(Place{.iteration = 700, .epoch = 1.4, .seconds = 57.4, .bytes = 2.2e8});
       }},
      {"held-back", {640, 460}, test::events({.travelEvery = 100, .holdsBack = true}), draw<0>},
      {"by-partition", tile, full, draw<1>},
      {"by-kind", tile, full, draw<2>},
      {"saving", tile, full, draw<3>},
      {"network-time", tile, full, draw<4>},
      {"painting", tile, full, startPainting},
      {"following-paused", tile, test::until(full, 900), zoom},
      {"log", tile, full, [](View& view) { key(view, Qt::Key_L); }},
      {"mean-waiting", tile, {test::started({.travelEvery = 100, .loss = "home-minus-mean"})}},
      {"at-home-waiting", tile, {test::started({.travelEvery = 100, .loss = "home-minus-shared"})}},
      {"at-home", tile, test::events({.travelEvery = 100, .loss = "home-minus-shared"})},
      {"one-partition", tile, test::events({.partitions = 1})},
      {"two-partitions", tile, test::events({.partitions = 2, .skew = 0.8, .travelEvery = 200})},
      {"ten-partitions", tile,
       test::events({.partitions = 10, .skew = 0.6, .saving = 40, .travelEvery = 200, .normLayers = 20})},
      {"forty-partitions", tile,
       test::events({.partitions = 40, .skew = 0.3, .saving = 0.8, .travelEvery = 50})},
      {"seconds", tile, full, [](View& view) { view.setXAxis(XAxis::Seconds); }},
      {"bytes", tile, full, [](View& view) { view.setXAxis(XAxis::Bytes); }},
      {"smooth", tile, full, [](View& view) { key(view, Qt::Key_S); }},
      {"smooth-large", {1000, 620}, full, [](View& view) { key(view, Qt::Key_S); }},
      {"cursors", tile, full, showCursors},
      {"cursors-large", {1000, 620}, full, showCursors},
      {"target", tile, full, showTarget},
      {"target-large", {1000, 620}, full, showTarget},
      {"target-low", {490, 210}, full, showTarget},
      {"highlight", tile, full, highlight},
      {"small", {380, 230}, full},
      {"low", {490, 210}, full},
      {"large", {1000, 620}, full, showCrosshair},
  };
}

/// All views of one scene on one sheet.
void drawSheet(const Scene& scene, const Theme& theme, const std::filesystem::path& folder) {
  QWidget sheet;
  auto* grid = new QGridLayout{&sheet};
  int place = 0;
  for (const auto& entry : views::all()) {
    View* view = entry.make(&sheet);
    view->setTheme(theme);
    view->setFixedSize(scene.size * theme.fontScale);
    grid->addWidget(view, place / 2, place % 2);
    ++place;
  }
  sheet.show();
  QApplication::processEvents();
  for (auto* view : sheet.findChildren<View*>()) {
    view->consume(scene.events);
    QApplication::processEvents();
    if (scene.afterwards) scene.afterwards(*view);
  }
  QApplication::processEvents();
  const auto file = folder / (theme.name.toLower().toStdString() + "-" + scene.name + ".png");
  if (!sheet.grab().save(QString::fromStdString(file.string())))
    throw std::runtime_error("cannot write " + file.string());
}

}  // namespace

int main(int argc, char** argv) try {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  const QApplication application{argc, argv};
  const std::filesystem::path folder = argc > 1 ? argv[1] : "screenshots";
  std::filesystem::create_directories(folder);
  const std::vector<std::string> wanted{argv + std::min(argc, 2), argv + argc};
  for (const auto id : {ThemeId::Light, ThemeId::Dark, ThemeId::Projector}) {
    const Theme theme = Theme::of(id);
    if (!wanted.empty() && std::ranges::find(wanted, theme.name.toLower().toStdString()) == wanted.end())
      continue;
    applyAppearance(*qApp, theme);
    for (const auto& scene : scenes()) drawSheet(scene, theme, folder);
  }
  return 0;
} catch (const std::exception& problem) {
  std::cerr << problem.what() << '\n';
  return 1;
}
