// Smoothing and motion: chosen once for all plots, and remembered.

#include <QToolButton>
#include <gtest/gtest.h>

#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/menu_entry.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/plot/line_plot.h"

namespace lab::ui {
namespace {

using test::menuEntry;

class AllPlots : public testing::Test {
 protected:
  static LinePlot* plot(const MainWindow& window, const char* view) {
    return window.findChild<Workspace*>()->view(view)->findChild<LinePlot*>();
  }
  static QToolButton* still(const MainWindow& window) {
    for (auto* button : window.findChild<Workspace*>()->view("network")->findChildren<QToolButton*>()) {
      if (button->text() == "Reduce motion") return button;
    }
    return nullptr;
  }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
};

TEST_F(AllPlots, AreSmoothedAsStronglyAsTheMenuSaysAlsoAtTheNextStart) {
  {
    const MainWindow window{engine_.factory()};
    EXPECT_TRUE(menuEntry(window, "Smoothing off")->isChecked());
    menuEntry(window, "Smooth strongly")->trigger();
    EXPECT_TRUE(plot(window, "accuracy")->isSmooth());
    EXPECT_TRUE(plot(window, "loss")->isSmooth());
    EXPECT_FALSE(plot(window, "communication")->isSmooth()) << "the mean of a running total would be a lie";
  }
  const MainWindow window{engine_.factory()};
  EXPECT_TRUE(plot(window, "loss")->isSmooth());
  EXPECT_TRUE(menuEntry(window, "Smooth strongly")->isChecked());
  menuEntry(window, "Smoothing off")->trigger();
  EXPECT_FALSE(plot(window, "loss")->isSmooth());
}

TEST_F(AllPlots, StandStillAlsoAtTheNextStart) {
  {
    const MainWindow window{engine_.factory()};
    EXPECT_FALSE(menuEntry(window, "Reduce motion")->isChecked());
    still(window)->click();
    EXPECT_TRUE(menuEntry(window, "Reduce motion")->isChecked()) << "menu and view say the same";
  }
  const MainWindow window{engine_.factory()};
  EXPECT_TRUE(still(window)->isChecked());
  menuEntry(window, "Reduce motion")->trigger();
  EXPECT_FALSE(still(window)->isChecked());
}

}  // namespace
}  // namespace lab::ui
