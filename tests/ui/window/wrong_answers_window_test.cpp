// The wrong answers behind a cell of the class map, with the engine that finds them.

#include "ui/wrong_answers_window.h"

#include <memory>

#include <QTest>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/presets.h"
#include "engine/record/recorder.h"
#include "engine/run_store.h"
#include "engine/session.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/plot/heat_map.h"

namespace lab::ui {
namespace {

using test::eventually;

class WrongAnswersShown : public testing::Test {
 protected:
  WrongAnswersShown() {
    window_.resize(1366, 768);
    window_.show();
    window_.begin();
  }

  // The synthetic set after two iterations: not much is known then.
  void open(bool checkpoint) {
    ExperimentSpec spec = preset("signature").spec;
    spec.training.iterations = 40;
    spec.evaluation.every = 2;
    auto recorder = std::make_shared<Recorder>(run_, Recorder::Existing::Replace);
    Session session{spec,
                    recorder,
                    {.device = "cpu",
                     .checkpoint = checkpoint ? checkpointOf(run_) : std::filesystem::path{},
                     .stopAfter = 2}};
    session.start();
    session.wait();
    window_.openFile(run_);
    auto* workspace = window_.findChild<Workspace*>();
    ASSERT_TRUE(eventually([&] { return !map()->data().values.empty(); }));
    workspace->showTab(Workspace::Model);
  }

  [[nodiscard]] HeatMap* map() const {
    return window_.findChild<Workspace*>()->view("classes")->findChild<HeatMap*>();
  }
  // The cell with the most wrong answers of the first partition.
  [[nodiscard]] HeatMapCell worst() const {
    const HeatMapData& data = map()->data();
    HeatMapCell worst{0, 0};
    for (int row = 0; row < data.rows.size(); ++row) {
      const auto at = [&](int r) { return data.values[static_cast<std::size_t>(r * data.columns.size())]; };
      if (at(row) < at(worst.row)) worst.row = row;
    }
    return worst;
  }
  [[nodiscard]] WrongAnswersWindow* answers() const { return window_.findChild<WrongAnswersWindow*>(); }
  [[nodiscard]] bool says(const char* part) const {
    return eventually([&] { return answers()->sentence().contains(QString::fromLatin1(part)); });
  }

  // For people to look at: WRONG_ANSWERS_SCREENSHOTS names a folder.
  void picture(const QString& name) {
    const QString folder = qEnvironmentVariable("WRONG_ANSWERS_SCREENSHOTS");
    if (folder.isEmpty()) return;
    for (const bool dark : {true, false}) {
      window_.setDarkDesktop(dark);
      QCoreApplication::processEvents();
      answers()->grab().save(folder + '/' + name + (dark ? "-dark.png" : ".png"));
    }
  }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
  const std::filesystem::path run_ = sandbox_.runs() / "run.h5";
  MainWindow window_{engine_.factory()};
};

TEST_F(WrongAnswersShown, AreThumbnailsWithLabelAndPredictionOfTheCellThatIsClicked) {
  open(/*checkpoint=*/true);
  const HeatMapCell cell = worst();
  QTest::mouseClick(map(), Qt::LeftButton, Qt::NoModifier, map()->centreOf(cell).toPoint());
  ASSERT_NE(answers(), nullptr);
  EXPECT_FALSE(answers()->isModal());
  EXPECT_TRUE(answers()->sentence().contains("again")) << "the window waits for nothing";
  ASSERT_TRUE(says("As of iteration 2 (checkpoint)"));
  const QString label = map()->data().rows[cell.row];
  EXPECT_EQ(answers()->headline(), label + " in the model of P0");
  ASSERT_GT(answers()->images().count(), 0);
  const QListWidgetItem* first = answers()->images().item(0);
  EXPECT_TRUE(first->text().startsWith(label + ",\ntaken for ")) << first->text().toStdString();
  EXPECT_FALSE(first->icon().isNull());
  EXPECT_TRUE(first->toolTip().contains("sure"));
  picture("wrong-answers");
  QTest::keyClick(answers(), Qt::Key_Escape);
  EXPECT_FALSE(answers()->isVisible());
}

TEST_F(WrongAnswersShown, NeedACheckpointAndSaySoInOneSentence) {
  open(/*checkpoint=*/false);
  map()->setFocus();
  QTest::keyClick(map(), Qt::Key_Down);
  QTest::keyClick(map(), Qt::Key_Return);
  ASSERT_TRUE(says("has no checkpoint"));
  EXPECT_EQ(answers()->sentence().count(u'.' + QStringLiteral(" ")), 0) << "one sentence";
  EXPECT_FALSE(answers()->images().isVisible());
  picture("no-checkpoint");
}

TEST_F(WrongAnswersShown, AreThoseOfTheCellThatWasAskedForLast) {
  open(/*checkpoint=*/true);
  const HeatMapCell cell = worst();
  for (const HeatMapCell& asked : {HeatMapCell{1, 1}, HeatMapCell{0, 1}, cell}) {
    QTest::mouseClick(map(), Qt::LeftButton, Qt::NoModifier, map()->centreOf(asked).toPoint());
  }
  ASSERT_TRUE(says("As of iteration"));
  ASSERT_GT(answers()->images().count(), 0);
  EXPECT_TRUE(answers()->images().item(0)->text().startsWith(map()->data().rows[cell.row]));
}

}  // namespace
}  // namespace lab::ui
