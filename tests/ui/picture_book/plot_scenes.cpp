#include <QDockWidget>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolButton>

#include "tests/ui/picture_book/scenes.h"
#include "ui/plot/heat_map.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/network_diagram.h"
#include "ui/shortcut_list.h"
#include "ui/views/tile_menu.h"

namespace lab::ui::test {
namespace {

LinePlot* plotOf(Stage& stage, const char* view) {
  return stage.workspace().view(view)->findChild<LinePlot*>();
}

void start(Stage& stage) {
  stage.press("heroButton");
  stage.play(340);
}

void drawTools(Stage& stage) {
  start(stage);
  plotOf(stage, "accuracy")->carryOut(Command::Target);
  plotOf(stage, "loss")->carryOut(Command::Smooth);
  plotOf(stage, "accuracy")->carryOut(Command::ZoomIn);
  stage.save("tools");
  auto* menu = stage.workspace().view("accuracy")->findChild<TileMenu*>()->menu();
  menu->popup(stage.window().mapToGlobal(QPoint{400, 200}));
  stage.save(*menu, "tile-menu");
  menu->close();
}

void drawCursors(Stage& stage) {
  start(stage);
  stage.workspace().showAlone(stage.workspace().view("accuracy"));
  settle();
  auto* plot = plotOf(stage, "accuracy");
  for (int i = 0; i < 5; ++i) plot->carryOut(Command::PreviousPoint);
  plot->carryOut(Command::CursorB);
  for (int i = 0; i < 5; ++i) plot->carryOut(Command::PreviousPoint);
  plot->carryOut(Command::CursorA);
  stage.save("cursors");
}

void drawDetached(Stage& stage) {
  start(stage);
  auto* view = stage.workspace().view("communication");
  stage.workspace().detach(view);
  stage.save(*view->window(), "detached");
  stage.save("without-detached");
}

void key(QWidget* widget, int key) {
  QKeyEvent press{QEvent::KeyPress, key, Qt::NoModifier};
  QCoreApplication::sendEvent(widget, &press);
}

// What is selected and explained: a cell, a link; then the other layout with a cursor set.
void drawSelections(Stage& stage) {
  start(stage);
  stage.find<QDockWidget>(QStringLiteral("inspector"))->show();
  auto& workspace = stage.workspace();
  workspace.showTab(Workspace::Model);
  settle();
  for (const int arrow : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Down})
    key(workspace.view("classes")->findChild<HeatMap*>(), arrow);
  stage.save("inspector-cell");
  workspace.showTab(Workspace::Network);
  settle();
  key(workspace.view("network")->findChild<NetworkDiagram*>(), Qt::Key_Right);
  stage.save("inspector-link");
  workspace.showTab(Workspace::Live);
  for (int i = 0; i < 5; ++i) plotOf(stage, "accuracy")->carryOut(Command::PreviousPoint);
  plotOf(stage, "accuracy")->carryOut(Command::CursorA);
  stage.action(QStringLiteral("Smooth &strongly"))->trigger();
  if (!stage.presenting()) stage.action(QStringLiteral("&Write"))->trigger();
  stage.save("layout-write");
}

void mouse(QWidget* widget, QEvent::Type type, const QPointF& place) {
  QMouseEvent event{type, place, widget->mapToGlobal(place), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier};
  QCoreApplication::sendEvent(widget, &event);
}

// A label on its way from one partition to another.
void drawPaint(Stage& stage) {
  stage.action(QStringLiteral("&New experiment"))->trigger();
  stage.workspace().showTab(Workspace::Data);
  settle();
  auto* view = stage.workspace().view("partition");
  for (auto* button : view->findChildren<QToolButton*>()) {
    if (button->text() == QStringLiteral("Paint")) button->click();
  }
  settle();
  auto* map = view->findChild<HeatMap*>();
  mouse(map, QEvent::MouseButtonPress, map->centreOf({0, 0}));
  mouse(map, QEvent::MouseMove, map->centreOf({0, 3}));
  stage.save("paint");
  mouse(map, QEvent::MouseButtonRelease, map->centreOf({0, 3}));
}

void drawShortcuts(Stage& stage) {
  ShortcutList list{shortcutSections(stage.window()), &stage.window()};
  list.setAttribute(Qt::WA_DeleteOnClose, false);
  list.show();
  stage.save(list, "shortcuts");
}

}  // namespace

std::vector<Scene> plotScenes() {
  return {{drawTools}, {drawCursors}, {drawDetached}, {drawSelections}, {drawPaint}, {drawShortcuts}};
}

}  // namespace lab::ui::test
