#include <QMenu>

#include "tests/ui/picture_book/scenes.h"
#include "ui/plot/line_plot.h"
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

void drawShortcuts(Stage& stage) {
  ShortcutList list{shortcutSections(stage.window()), &stage.window()};
  list.setAttribute(Qt::WA_DeleteOnClose, false);
  list.show();
  stage.save(list, "shortcuts");
}

}  // namespace

std::vector<Scene> plotScenes() {
  return {{drawTools}, {drawCursors}, {drawDetached}, {drawShortcuts}};
}

}  // namespace lab::ui::test
