// Named layouts: what they show, that the last one is remembered, and what happens to a layout that is
// refused.

#include <QDockWidget>
#include <QGuiApplication>
#include <QStackedWidget>
#include <gtest/gtest.h>

#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/menu_entry.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"

namespace lab::ui {
namespace {

using test::menuEntry;

class NamedLayouts : public testing::Test {
 protected:
  std::unique_ptr<MainWindow> start(const QSize& size = {1366, 768}) {
    Preferences{}.setLayout(geometryOf(size), Preferences{}.layout());
    auto window = std::make_unique<MainWindow>(engine_.factory());
    window->show();
    window->begin();
    return window;
  }
  // Of a window of that size on the screen.
  static QByteArray geometryOf(const QSize& size) {
    QWidget window;
    window.resize(size);
    window.show();
    return window.saveGeometry();
  }
  static bool shows(const MainWindow& window, const char* dock) {
    return window.findChild<QDockWidget*>(QString::fromLatin1(dock))->isVisibleTo(&window);
  }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
};

TEST_F(NamedLayouts, WriteGivesTheSpaceOfTheFormToThePlots) {
  auto window = start();
  EXPECT_TRUE(shows(*window, "experiment")) << "Explore is the first";
  EXPECT_TRUE(menuEntry(*window, "Explore")->isChecked());
  menuEntry(*window, "Write")->trigger();
  EXPECT_FALSE(shows(*window, "experiment"));
  EXPECT_TRUE(shows(*window, "runs"));
  menuEntry(*window, "Explore")->trigger();
  EXPECT_TRUE(shows(*window, "experiment"));
}

TEST_F(NamedLayouts, TheLastOneIsThereAtTheNextStart) {
  auto window = start();
  menuEntry(*window, "Write")->trigger();
  window->close();
  window = start();
  EXPECT_FALSE(shows(*window, "experiment"));
  EXPECT_TRUE(menuEntry(*window, "Write")->isChecked());
  menuEntry(*window, "Reset layout")->trigger();
  EXPECT_TRUE(shows(*window, "experiment"));
  EXPECT_TRUE(menuEntry(*window, "Explore")->isChecked());
}

TEST_F(NamedLayouts, StandInForALayoutOfAnotherVersion) {
  {
    QMainWindow other;
    Preferences{}.setLayout({}, other.saveState(1));
  }
  Preferences{}.setNamedLayout(NamedLayout::Write);
  const auto window = start();
  EXPECT_FALSE(shows(*window, "experiment"));
  EXPECT_TRUE(shows(*window, "runs"));
}

TEST_F(NamedLayouts, ALowWindowKeepsItsHeightForThePlots) {
  auto window = start();
  EXPECT_TRUE(shows(*window, "runs"));
  window->resize(1024, 576);
  EXPECT_FALSE(shows(*window, "runs"));
  menuEntry(*window, "Runs")->trigger();
  EXPECT_TRUE(shows(*window, "runs")) << "whoever wants it gets it";
  menuEntry(*window, "Runs")->trigger();
  window->resize(1366, 768);
  EXPECT_TRUE(shows(*window, "runs")) << "it comes back with the room";
}

TEST_F(NamedLayouts, AWindowWithARunIsNoHigherThanAScreenOf1280By720At125Percent) {
  const auto window = start({1024, 576});
  auto* workspace = window->findChild<Workspace*>();
  qobject_cast<QStackedWidget*>(workspace->parentWidget())->setCurrentWidget(workspace);
  QCoreApplication::processEvents();
  EXPECT_LE(window->height(), 576);
}

TEST_F(NamedLayouts, APresentedRunFitsAProjectorOf1280By720OnEveryPage) {
  const auto window = start({1280, 720});
  window->present(true);
  window->resize(1280, 720);
  auto* workspace = window->findChild<Workspace*>();
  qobject_cast<QStackedWidget*>(workspace->parentWidget())->setCurrentWidget(workspace);
  const auto plan = test::plainSpec();
  window->findChild<SpecPanel*>()->setSpec(plan);
  menuEntry(*window, QStringLiteral("Run"))->trigger();
  for (const auto& event : test::eventsOf({.spec = plan})) engine_.send(event);
  ASSERT_TRUE(test::eventually([&] { return !window->findChild<TransportBar*>()->stopAction()->isEnabled(); }));
  for (const auto page : {Workspace::Live, Workspace::Data, Workspace::Model, Workspace::Network}) {
    workspace->showTab(page);
    QCoreApplication::processEvents();
    EXPECT_LE(window->width(), 1280) << page;
    EXPECT_LE(window->height(), 720) << page;
  }
  menuEntry(*window, QStringLiteral("Add to the queue"))->trigger();
  EXPECT_FALSE(shows(*window, "queue")) << "nothing comes up while somebody presents";
  window->present(false);
}

TEST_F(NamedLayouts, NoDockFloatsWhereItCouldNotComeBack) {
  const auto window = start();
  const bool wayland = QGuiApplication::platformName().startsWith("wayland");
  for (const auto* dock : window->findChildren<QDockWidget*>()) {
    EXPECT_EQ(dock->features().testFlag(QDockWidget::DockWidgetFloatable), !wayland);
  }
}

}  // namespace
}  // namespace lab::ui
