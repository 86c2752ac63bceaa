#include "ui/recent_files.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/menu_entry.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"

namespace lab::ui {
namespace {

using test::eventually;
using testing::ElementsAre;

class Recent : public testing::Test {
 protected:
  static std::filesystem::path written(const std::filesystem::path& file) {
    std::ofstream{file} << "x";
    return file;
  }
  static QStringList entries(QMenu& menu) {
    Q_EMIT menu.aboutToShow();
    QStringList texts;
    for (const auto* action : menu.actions()) {
      if (!action->isSeparator()) texts.append((action->isEnabled() ? "" : "grey: ") + action->text());
    }
    return texts;
  }

  test::Sandbox sandbox_;
  QMenu menu_;
  RecentFiles recent_{menu_, &menu_};
};

TEST_F(Recent, StandInTheMenuNewestFirstEachOnce) {
  EXPECT_THAT(entries(menu_), ElementsAre("grey: Nothing has been opened yet"));
  const auto run = written(sandbox_.runs() / "a.h5");
  recent_.add(run);
  recent_.add(written(sandbox_.runs() / "b&c.json"));
  recent_.add(run);
  EXPECT_THAT(entries(menu_), ElementsAre("&1  a.h5", "&2  b&&c.json", "&Forget these files"));
  RecentFiles next{menu_, &menu_};
  EXPECT_EQ(entries(menu_).first(), "&1  a.h5") << "they outlive the object";
}

TEST_F(Recent, AreGreyAndSayWhyWhenTheyAreGone) {
  const auto run = written(sandbox_.runs() / "a.h5");
  recent_.add(run);
  std::filesystem::remove(run);
  EXPECT_EQ(entries(menu_).first(), "grey: &1  a.h5 (no longer there)");
  EXPECT_TRUE(menu_.actions().first()->toolTip().endsWith("a.h5 has been moved or deleted."));
}

TEST_F(Recent, AreNoMoreThanAMenuCanHold) {
  for (int i = 0; i < RecentFiles::kMost + 5; ++i) {
    recent_.add(written(sandbox_.runs() / (std::to_string(i) + ".h5")));
  }
  EXPECT_EQ(entries(menu_).size(), RecentFiles::kMost + 1);
  menu_.actions().last()->trigger();
  EXPECT_THAT(entries(menu_), ElementsAre("grey: Nothing has been opened yet"));
}

TEST_F(Recent, OpenInTheWindow) {
  const auto run = sandbox_.runs() / "made-up.h5";
  test::writeRun(run);
  test::FakeEngine engine;
  MainWindow window{engine.factory()};
  window.begin();
  recent_.add(run);
  QMenu* menu = window.findChild<MainMenu*>()->recentMenu();
  Q_EMIT menu->aboutToShow();
  menu->actions().first()->trigger();
  const auto said = [&window] { return window.findChild<MessageBar*>()->sentence(); };
  EXPECT_TRUE(eventually([&] { return said().startsWith("Recorded run made-up.h5"); }));
}

}  // namespace
}  // namespace lab::ui
