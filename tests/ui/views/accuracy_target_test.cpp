#include <algorithm>
#include <memory>

#include <QLocale>
#include <QTest>
#include <gmock/gmock.h>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/line_plot.h"
#include "ui/views/view.h"

namespace lab::ui {
namespace {

using testing::HasSubstr;

std::vector<EvaluationPoint> evaluationsOf(const std::vector<Event>& run) {
  std::vector<EvaluationPoint> found;
  for (const auto& event : run) {
    if (const auto* point = std::get_if<EvaluationPoint>(&event)) found.push_back(*point);
  }
  return found;
}

class AccuracyTargetTest : public testing::Test {
 protected:
  AccuracyTargetTest() {
    const auto entry = std::ranges::find(views::all(), "accuracy", &ViewEntry::id);
    view.reset(entry->make(nullptr));
    view->resize(560, 330);
    view->show();
  }

  LinePlot& plot() { return *view->findChild<LinePlot*>(); }

  std::unique_ptr<View> view;
};

TEST_F(AccuracyTargetTest, SaysWhatItCostsToReachATarget) {
  const auto run = test::events({.partitions = 3});
  view->consume(run);
  plot().setTarget(60);
  const auto evaluations = evaluationsOf(run);
  const auto first = std::ranges::find_if(
      evaluations, [](const EvaluationPoint& point) { return point.meanAccuracy >= 0.6F; });
  ASSERT_NE(first, evaluations.end());
  const OverlayTable& table = plot().targetTable();
  EXPECT_EQ(table.title, "Cost to reach 60 %");
  EXPECT_EQ(table.heads, (QStringList{"Iteration", "Sent", "Less than BSP"}));
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(table.rows[0].line.name, "Mean");
  EXPECT_EQ(table.rows[1].line.name, "P0");
  EXPECT_EQ(table.rows[0].cells[0], QLocale{}.toString(qlonglong{first->iteration}));
  EXPECT_TRUE(table.rows[0].cells[2].endsWith("×")) << table.rows[0].cells[2].toStdString();
  EXPECT_THAT(view->summary().toStdString(), HasSubstr("reached the target of 60 % at iteration"));
  plot().setTarget(std::nullopt);
  EXPECT_TRUE(plot().targetTable().rows.empty());
}

TEST_F(AccuracyTargetTest, SaysWhenATargetIsNotReached) {
  view->consume(test::events({.partitions = 3}));
  plot().setTarget(100);
  EXPECT_EQ(plot().targetTable().rows[0].cells, (QStringList{"not reached", "–", "–"}));
  EXPECT_THAT(view->summary().toStdString(), HasSubstr("has not reached the target of 100 %"));
}

TEST_F(AccuracyTargetTest, LeavesOutWhatTheXAxisSaysAlready) {
  view->consume(test::events({.partitions = 3}));
  view->setXAxis(XAxis::Bytes);
  plot().setTarget(50);
  EXPECT_EQ(plot().targetTable().heads, (QStringList{"Sent by all partitions", "Less than BSP"}));
}

TEST_F(AccuracyTargetTest, SuggestsATargetThatHasBeenReached) {
  view->consume(test::events({.partitions = 3}));
  QTest::keyClick(&plot(), Qt::Key_T);
  ASSERT_TRUE(plot().target().has_value());
  EXPECT_NE(plot().targetTable().rows[0].cells[0], "not reached");
}

}  // namespace
}  // namespace lab::ui
