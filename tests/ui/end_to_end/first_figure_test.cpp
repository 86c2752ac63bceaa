// What somebody does in the first minutes, on a real X server with the real engine: train the quick start,
// run the baseline, compare both, export a figure, and take the experiment back from it.

#include <cstdio>
#include <fstream>

#include <QApplication>
#include <QLocale>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/tuning.h"
#include "tests/ui/end_to_end/short_quick_start.h"
#include "tests/ui/end_to_end/user.h"
#include "tests/ui/virtual_screen.h"
#include "tests/ui/window/sandbox.h"
#include "ui/figure/figure_editor.h"
#include "ui/main_window.h"
#include "ui/theme/appearance.h"

namespace lab::ui {
namespace {

using test::eventually;
using test::User;
using testing::HasSubstr;
using testing::Not;

constexpr int kSkipped = 77;             // tests/ui/end_to_end/CMakeLists.txt
constexpr std::size_t kEvaluations = 5;  // at 0, 5, 10, 15 and 20 iterations
constexpr std::size_t kPartitions = 5;
constexpr std::uintmax_t kLargestFigure = 200'000;  // bytes

class FirstFigure : public testing::Test {
 public:
  FirstFigure() {
    test::useShortQuickStart(folder_.filePath(QStringLiteral("resources")).toStdString());
    window_ = std::make_unique<MainWindow>();
    window_->show();
    window_->begin();
    window_->activateWindow();  // on this screen is no window manager to do it
  }

  // The steps, in their order.
  void welcomes();
  void trainsTheQuickStart();
  void trainsTheBaseline();
  void comparesBoth();
  void opensTheFirstRunAgain();
  void exportsAFigure();
  void takesTheExperimentBack();

  [[nodiscard]] const LinePlot* accuracy() const {
    return window_->findChild<Workspace*>()->view("accuracy")->findChild<LinePlot*>();
  }
  [[nodiscard]] RunTableView* table() const { return &window_->findChild<RunLibrary*>()->table(); }
  [[nodiscard]] ExperimentSpec form() const { return window_->findChild<SpecPanel*>()->spec(); }

  /// Where the run of that algorithm stands in the table.
  [[nodiscard]] QPoint rowOf(const QString& algorithm) const {
    const auto* rows = table()->model();
    for (int row = 0; row < rows->rowCount(); ++row) {
      const auto cell = rows->index(row, static_cast<int>(RunColumn::Algorithm));
      if (cell.data().toString() == algorithm) return table()->visualRect(cell).center();
    }
    ADD_FAILURE() << "no run of " << algorithm.toStdString();
    return {};
  }

  QTemporaryDir folder_;
  test::Sandbox sandbox_;
  std::unique_ptr<MainWindow> window_;
  ExperimentSpec quickStart_;
  const std::filesystem::path figure_ = folder_.filePath(QStringLiteral("first.pdf")).toStdString();
};

void FirstFigure::welcomes() {
  ASSERT_TRUE(User::comesToRead("Train the quick-start"));
  ASSERT_TRUE(eventually([this] { return window_->isActiveWindow(); }));
  EXPECT_THAT(User::reads(), HasSubstr("None yet"));
}

void FirstFigure::trainsTheQuickStart() {
  User::press(Qt::Key_Return);
  ASSERT_TRUE(User::comesToRead("Gaia reached")) << User::reads();
  EXPECT_THAT(User::reads(), HasSubstr("of BSP's bytes"));
  ASSERT_TRUE(accuracy()->isVisible());
  for (std::size_t k = 0; k < kPartitions; ++k) {
    EXPECT_EQ(accuracy()->pointCount(static_cast<int>(k)), kEvaluations) << "partition " << k;
  }
  EXPECT_TRUE(User::comesToRead("1 run\n"));
  quickStart_ = form();
}

void FirstFigure::trainsTheBaseline() {
  User::click(QStringLiteral("Same with BSP"));
  ASSERT_TRUE(User::comesToRead("BSP reached")) << User::reads();
  ASSERT_TRUE(User::comesToRead("2 runs\n"));
  EXPECT_NE(form(), quickStart_);
}

void FirstFigure::comparesBoth() {
  User::clickAt(table()->viewport(), rowOf(QStringLiteral("gaia")));
  User::clickAt(table()->viewport(), rowOf(QStringLiteral("bsp")), Qt::LeftButton, Qt::ControlModifier);
  const auto* page = window_->findChild<ComparePage*>();
  ASSERT_TRUE(page->isVisible()) << "two selected runs are there to be compared";
  EXPECT_THAT(User::reads(), HasSubstr("the BSP run on the same data, network and seed"));
  User::chooseAt(table()->viewport(), rowOf(QStringLiteral("bsp")), QStringLiteral("Pin as baseline"));
  EXPECT_TRUE(User::comesToRead("(pinned)")) << User::reads();
  EXPECT_TRUE(eventually([&] {
    return page->overlay().pointCount(0) == kEvaluations && page->overlay().pointCount(1) == kEvaluations;
  }));
  EXPECT_EQ(page->scatter().pointCount(), 2u);
}

void FirstFigure::opensTheFirstRunAgain() {
  User::doubleClickAt(table()->viewport(), rowOf(QStringLiteral("gaia")));
  EXPECT_TRUE(User::comesToRead("Recorded run"));
  EXPECT_THAT(User::reads(), HasSubstr("Gaia reached"));
}

void FirstFigure::exportsAFigure() {
  User::press(Qt::Key_E, Qt::ControlModifier);
  ASSERT_TRUE(User::comesToRead("shown at its physical size")) << User::reads();
  User::saveWith(QStringLiteral("Export …"), figure_);
  EXPECT_TRUE(User::comesToRead("It carries the experiment and the numbers.")) << User::reads();
  std::ifstream file{figure_, std::ios::binary};
  std::string first(5, ' ');
  file.read(first.data(), 5);
  EXPECT_EQ(first, "%PDF-");
  EXPECT_LT(std::filesystem::file_size(figure_), kLargestFigure);
  window_->findChild<FigureEditor*>()->close();
}

void FirstFigure::takesTheExperimentBack() {
  ASSERT_NE(form(), quickStart_) << "the form must not hold already what the figure brings";
  User::drop(figure_, window_->findChild<Workspace*>());
  ASSERT_TRUE(User::comesToRead("The form holds the experiment behind first.pdf")) << User::reads();
  EXPECT_EQ(form(), quickStart_);
  User::click(QStringLiteral("Open the run"));
  EXPECT_TRUE(User::comesToRead("Recorded run")) << User::reads();
}

TEST_F(FirstFigure, IsMadeFromTheFirstKeyOnAndReopensItsExperiment) {
  for (const auto step :
       {&FirstFigure::welcomes, &FirstFigure::trainsTheQuickStart, &FirstFigure::trainsTheBaseline,
        &FirstFigure::comparesBoth, &FirstFigure::opensTheFirstRunAgain, &FirstFigure::exportsAFigure,
        &FirstFigure::takesTheExperimentBack}) {
    ASSERT_NO_FATAL_FAILURE((this->*step)());
  }
}

}  // namespace
}  // namespace lab::ui

int main(int argc, char** argv) {
  lab::app::tuneProcess();
  testing::InitGoogleTest(&argc, argv);
  const lab::ui::test::VirtualScreen screen;
  if (!screen.isThere()) {
    std::puts("Skipped: there is no Xvfb to show the window on; apt-get install xvfb");
    return lab::ui::kSkipped;
  }
  QStandardPaths::setTestModeEnabled(true);
  QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedStates});
  const QApplication application{argc, argv};
  lab::ui::applyAppearance(*qApp, lab::ui::Theme::of(lab::ui::ThemeId::Light));
  return RUN_ALL_TESTS();
}
