#include <QApplication>
#include <gtest/gtest.h>

#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/menu_entry.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"

namespace lab::ui {
namespace {

using test::menuEntry;

Workspace& workspaceOf(const MainWindow& window) {
  return *window.findChild<Workspace*>();
}

TEST(TileMemory, TheOrderOfTheViewsOutlivesTheWindowUntilTheLayoutIsReset) {
  const test::Sandbox sandbox;
  test::FakeEngine engine;
  QStringList moved;
  {
    MainWindow window{engine.factory()};
    Workspace& workspace = workspaceOf(window);
    workspace.moveTo(workspace.view("loss"), workspace.view("accuracy"));
    Q_EMIT workspace.orderChanged();
    moved = workspace.order();
  }
  MainWindow window{engine.factory()};
  EXPECT_EQ(workspaceOf(window).order(), moved);
  QAction* reset = menuEntry(window, "Reset layout");
  ASSERT_NE(reset, nullptr);
  reset->trigger();
  EXPECT_NE(workspaceOf(window).order(), moved);
  const MainWindow next{engine.factory()};
  EXPECT_NE(workspaceOf(next).order(), moved);
}

TEST(TileMemory, ResettingTheLayoutTakesDetachedViewsBack) {
  const test::Sandbox sandbox;
  test::FakeEngine engine;
  MainWindow window{engine.factory()};
  Workspace& workspace = workspaceOf(window);
  workspace.detach(workspace.view("accuracy"));
  ASSERT_TRUE(workspace.isDetached(workspace.view("accuracy")));
  menuEntry(window, "Reset layout")->trigger();
  EXPECT_FALSE(workspace.isDetached(workspace.view("accuracy")));
}

}  // namespace
}  // namespace lab::ui
