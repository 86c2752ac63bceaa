// The Inspector: its texts are complete, and it explains what is selected.

#include "ui/inspector.h"

#include <set>

#include <QDockWidget>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/views/canvas_of.h"
#include "tests/ui/views/fake_run.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/menu_entry.h"
#include "tests/ui/window/sandbox.h"
#include "ui/inspector_texts.h"
#include "ui/main_window.h"
#include "ui/plot/heat_map.h"
#include "ui/plot/line_plot.h"
#include "ui/plot/network_diagram.h"

namespace lab::ui {
namespace {

using test::menuEntry;
using testing::HasSubstr;
using testing::StartsWith;

TEST(InspectorTexts, KnowEveryViewAndSayEverythingOfIt) {
  for (const auto& entry : views::all()) EXPECT_NE(inspectorText(entry.id), nullptr) << entry.id;
  std::set<std::string_view> subjects;
  for (const auto& text : inspectorTexts()) {
    EXPECT_TRUE(subjects.insert(text.subject).second) << text.subject << " twice";
    for (const char* part : {text.title, text.unit, text.formula, text.why, text.source}) {
      EXPECT_GT(std::string_view{part}.size(), 3U) << text.subject;
    }
    EXPECT_EQ(std::string_view{text.why}.back(), '.') << text.subject;
    EXPECT_THAT(text.source, HasSubstr("20")) << text.subject << ": a source has a year";
  }
  EXPECT_EQ(inspectorText("nothing of the kind"), nullptr);
}

class Explained : public testing::Test {
 protected:
  Explained() {
    window_.resize(1700, 1000);
    window_.show();
    window_.begin();
    window_.resize(1700, 1000);
    workspace_ = window_.findChild<Workspace*>();
    qobject_cast<QStackedWidget*>(workspace_->parentWidget())->setCurrentWidget(workspace_);
    workspace_->consume(test::events({.iterations = 600, .travelEvery = 100}));
    inspector_ = window_.findChild<Inspector*>();
  }

  [[nodiscard]] View* view(Workspace::Tab tab, const char* id) const {
    workspace_->showTab(tab);
    workspace_->showAlone(workspace_->view(id));
    QCoreApplication::processEvents();
    return workspace_->view(id);
  }
  [[nodiscard]] std::string value() const { return inspector_->value().toStdString(); }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
  MainWindow window_{engine_.factory()};
  Workspace* workspace_ = nullptr;
  Inspector* inspector_ = nullptr;
};

TEST_F(Explained, APointThatIsClickedOrBelowACursor) {
  EXPECT_EQ(inspector_->title(), "Nothing is selected");
  auto* plot = view(Workspace::Live, "accuracy")->findChild<LinePlot*>();
  QWidget* canvas = test::canvasOf(*plot);
  QTest::mouseClick(canvas, Qt::LeftButton, Qt::NoModifier, canvas->mapFrom(plot, plot->placeOf({300, 50})));
  EXPECT_EQ(inspector_->title(), "Accuracy");
  EXPECT_THAT(value(), StartsWith("Iteration 300: "));
  EXPECT_THAT(inspector_->explanation().toStdString(), HasSubstr("Hsieh et al. 2020"));
  QTest::keyClick(plot, Qt::Key_Right);
  QTest::keyClick(plot, Qt::Key_A);
  EXPECT_THAT(value(), HasSubstr("A"));
}

TEST_F(Explained, ACellThatIsReachedWithTheArrows) {
  auto* map = view(Workspace::Model, "classes")->findChild<HeatMap*>();
  QTest::keyClick(map, Qt::Key_Down);
  EXPECT_EQ(inspector_->title(), "Accuracy by class");
  EXPECT_THAT(value(), StartsWith("T-shirt in P0: "));
  QTest::keyClick(view(Workspace::Model, "divergence")->findChild<HeatMap*>(), Qt::Key_Down);
  EXPECT_EQ(inspector_->title(), "Divergence of minibatch means");
  QTest::keyClick(view(Workspace::Model, "travel")->findChild<HeatMap*>(), Qt::Key_Down);
  EXPECT_EQ(inspector_->title(), "Model travelling");
}

TEST_F(Explained, ADecisionOfTheTable) {
  auto* table = view(Workspace::Live, "skewscout")->findChild<QTableView*>();
  QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                    table->visualRect(table->model()->index(0, 1)).center());
  EXPECT_EQ(inspector_->title(), "Decision of SkewScout");
  EXPECT_THAT(value(), StartsWith("Iteration: 600\nSetting: "));
}

TEST_F(Explained, APartitionAndALink) {
  auto* diagram = view(Workspace::Network, "network")->findChild<NetworkDiagram*>();
  QTest::mouseClick(diagram, Qt::LeftButton, {}, diagram->placeOf(1).toPoint());
  EXPECT_EQ(inspector_->title(), "Partition in the network");
  EXPECT_THAT(value(), StartsWith("P1: "));
  QTest::keyClick(diagram, Qt::Key_Right);
  EXPECT_EQ(inspector_->title(), "Link between two partitions");
  EXPECT_THAT(value(), StartsWith("P0 and P1: "));
}

TEST_F(Explained, NothingOfTheRunBefore) {
  auto* map = view(Workspace::Model, "classes")->findChild<HeatMap*>();
  QTest::keyClick(map, Qt::Key_Down);
  Q_EMIT window_.findChild<RunStage*>()->shownChanged();
  EXPECT_EQ(inspector_->title(), "Nothing is selected");
}

TEST_F(Explained, WhereThePlotsHaveRoomForIt) {
  auto* dock = window_.findChild<QDockWidget*>("inspector");
  EXPECT_TRUE(dock->isVisible());
  window_.resize(1280, 720);
  EXPECT_FALSE(dock->isVisible()) << "it would squeeze the plots";
  menuEntry(window_, "Inspector")->trigger();
  EXPECT_TRUE(dock->isVisible()) << "whoever wants it gets it";
  window_.resize(1290, 730);
  EXPECT_TRUE(dock->isVisible());
  menuEntry(window_, "Inspector")->trigger();
  window_.resize(1700, 1000);
  EXPECT_TRUE(dock->isVisible()) << "it comes back with the room";
}

}  // namespace
}  // namespace lab::ui
