// What is open when the window goes is open again when it comes back.

#include "ui/session_memory.h"

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
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr int kComparePage = 4;  // after the four tabs of views

class Session : public testing::Test {
 protected:
  Session() {
    for (const auto& run : {first_, second_}) test::writeRun(run);
  }

  std::unique_ptr<MainWindow> start() {
    auto window = std::make_unique<MainWindow>(engine_.factory());
    window->resize(1366, 768);
    window->show();
    window->begin();
    EXPECT_TRUE(eventually([&] { return !library(*window).model().rows().empty(); }));
    return window;
  }
  static RunLibrary& library(const MainWindow& window) { return *window.findChild<RunLibrary*>(); }
  static Workspace& workspace(const MainWindow& window) { return *window.findChild<Workspace*>(); }
  static QString said(const MainWindow& window) { return window.findChild<MessageBar*>()->sentence(); }
  static bool showsRun(const MainWindow& window) {
    return eventually([&] { return window.findChild<RunStage*>()->shown().status == RunStatus::Finished; });
  }
  [[nodiscard]] static std::vector<std::filesystem::path> compared(const MainWindow& window) {
    std::vector<std::filesystem::path> paths;
    for (const auto& row : library(window).table().selected()) paths.push_back(row.summary.path);
    return paths;
  }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
  const std::filesystem::path first_ = sandbox_.runs() / "first.h5", second_ = sandbox_.runs() / "second.h5";
};

TEST_F(Session, BringsBackTheRunThePageAndTheViewThatIsAlone) {
  auto window = start();
  window->openFile(first_);
  ASSERT_TRUE(showsRun(*window));
  workspace(*window).showTab(Workspace::Model);
  workspace(*window).showAlone(workspace(*window).view("classes"));
  ASSERT_TRUE(eventually([&] { return SessionMemory{}.read().alone == "classes"; })) << "not only at the end";
  window.reset();

  window = start();
  EXPECT_TRUE(showsRun(*window));
  EXPECT_TRUE(workspace(*window).isVisibleTo(window.get()));
  EXPECT_EQ(workspace(*window).tab(), Workspace::Model);
  EXPECT_EQ(workspace(*window).alone(), workspace(*window).view("classes"));
  EXPECT_FALSE(said(*window).contains("Recorded run")) << "it was there before";
}

TEST_F(Session, BringsBackWhatIsComparedAndTheBaseline) {
  auto window = start();
  library(*window).table().select({first_, second_});
  window->findChild<ComparePage*>()->pin(second_);
  ASSERT_EQ(workspace(*window).page(), kComparePage);
  ASSERT_TRUE(eventually([] { return SessionMemory{}.read().baseline.filename() == "second.h5"; }));
  window.reset();

  window = start();
  EXPECT_TRUE(eventually([&] { return compared(*window).size() == 2; }));
  EXPECT_THAT(compared(*window), UnorderedElementsAre(first_, second_));
  EXPECT_EQ(workspace(*window).page(), kComparePage);
  EXPECT_EQ(window->findChild<ComparePage*>()->pinned(), second_);
  EXPECT_TRUE(workspace(*window).isVisibleTo(window.get()));
}

TEST_F(Session, SaysInOneSentenceThatARunIsGone) {
  auto window = start();
  window->openFile(first_);
  ASSERT_TRUE(showsRun(*window));
  ASSERT_TRUE(eventually([this] { return SessionMemory{}.read().run == first_; }));
  window.reset();
  std::filesystem::remove(first_);
  window = start();
  EXPECT_EQ(said(*window), "first.h5, which was open last time, is no longer there.");
  EXPECT_TRUE(SessionMemory{}.read().run.empty());
}

TEST_F(Session, BeginsAtTheWelcomePageWhenNothingWasOpen) {
  auto window = start();
  window->close();
  window = start();
  EXPECT_TRUE(window->findChild<Welcome*>()->isVisibleTo(window.get()));
}

TEST_F(Session, OfAnotherVersionIsForgotten) {
  SessionMemory{}.write({.run = first_, .compared = {}, .baseline = {}, .page = 2, .alone = {}});
  EXPECT_EQ(SessionMemory{}.read().page, 2);
  QSettings{"skewlab", "skewlab"}.setValue("session/version", 999);
  EXPECT_EQ(SessionMemory{}.read(), OpenThings{});
}

}  // namespace
}  // namespace lab::ui
