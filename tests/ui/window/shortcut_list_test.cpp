#include "ui/shortcut_list.h"

#include <algorithm>

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <gmock/gmock.h>

#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/plot/commands.h"

namespace lab::ui {
namespace {

class ShortcutListTest : public testing::Test {
 protected:
  bool has(const QString& keys, const QString& what) const {
    for (const auto& section : shortcutSections(window_)) {
      for (const auto& row : section.rows) {
        if (row.keys == keys && row.what == what) return true;
      }
    }
    return false;
  }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
  MainWindow window_{engine_.factory()};
};

TEST_F(ShortcutListTest, NamesEveryCommandOfTheTable) {
  for (const auto& info : commands()) {
    EXPECT_TRUE(has(info.key.toString(QKeySequence::NativeText), info.title)) << info.title.toStdString();
  }
}

TEST_F(ShortcutListTest, NamesEveryActionThatHasAKey) {
  int found = 0;
  for (const auto* action : window_.findChildren<QAction*>()) {
    if (action->shortcut().isEmpty()) continue;
    ++found;
    QString title = action->text();
    title.remove('&').remove(" …");
    EXPECT_TRUE(has(action->shortcut().toString(QKeySequence::NativeText), title)) << title.toStdString();
  }
  EXPECT_GT(found, 10);
  EXPECT_TRUE(has("F1", "Keyboard shortcuts"));
}

// A shortcut of the window would take the key away before a plot heard of it.
TEST_F(ShortcutListTest, TheWindowTakesNoKeyFromAPlot) {
  for (const auto* action : window_.findChildren<QAction*>()) {
    for (const auto& key : action->shortcuts()) {
      for (const auto& info : commands()) {
        EXPECT_NE(key, info.key) << action->text().toStdString() << " and " << info.title.toStdString();
      }
    }
  }
}

TEST_F(ShortcutListTest, ShowsThemAll) {
  const auto sections = shortcutSections(window_);
  const ShortcutList list{sections, &window_};
  QString shown;
  for (const auto* label : list.findChildren<QLabel*>()) shown += label->text();
  for (const auto& section : sections) {
    EXPECT_TRUE(shown.contains(section.title.toHtmlEscaped())) << section.title.toStdString();
    for (const auto& row : section.rows) EXPECT_TRUE(shown.contains(row.what.toHtmlEscaped()));
  }
}

}  // namespace
}  // namespace lab::ui
