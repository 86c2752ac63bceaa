#include "ui/workspace.h"

#include <memory>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/ui/views/fake_run.h"
#include "ui/plot/line_plot.h"
#include "ui/views/tile_header.h"

namespace lab::ui {
namespace {

class WorkspaceTest : public testing::Test {
 protected:
  WorkspaceTest() {
    workspace.resize(1000, 700);
    workspace.show();
    workspace.consume(events);
  }

  LinePlot& plot(std::string_view view) { return *workspace.view(view)->findChild<LinePlot*>(); }
  void zoomIn(std::string_view view) { QTest::keyClick(&plot(view), Qt::Key_Plus); }

  static void settle() { QCoreApplication::processEvents(); }  // layouts are lazy

  static void send(QWidget* widget, QEvent::Type type, const QPoint& global) {
    const auto held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event{type,          QPointF{widget->mapFromGlobal(global)}, QPointF{global}, button, held,
                      Qt::NoModifier};
    QCoreApplication::sendEvent(widget, &event);
  }

  std::vector<Event> events = test::events({.travelEvery = 0});
  Workspace workspace;
};

/// Counts how often any widget asks for a new layout.
class LayoutRequests final : public QObject {
 public:
  LayoutRequests() { qApp->installEventFilter(this); }
  QStringList by;

 protected:
  bool eventFilter(QObject* object, QEvent* event) override {
    if (event->type() == QEvent::LayoutRequest) by << QString::fromLatin1(object->metaObject()->className());
    return false;
  }
};

// A layout of the whole window costs as much as drawing all plots.
TEST(LiveWorkspace, LaysNothingOutAnewWhileARunGoes) {
  const auto events = test::events({.travelEvery = 100});
  for (const auto tab : {Workspace::Live, Workspace::Data, Workspace::Model, Workspace::Network}) {
    Workspace workspace;
    workspace.resize(1200, 900);
    workspace.show();
    workspace.showTab(tab);
    const auto begun = test::until(events, 1400);
    workspace.consume(begun);
    LayoutRequests requests;
    do {
      requests.by.clear();
      QTest::qWait(100);
    } while (!requests.by.empty());  // what began with the first points has come to rest
    workspace.consume(std::span{events}.subspan(begun.size()));
    QTest::qWait(100);
    EXPECT_EQ(requests.by.join(' ').toStdString(), "") << "tab " << static_cast<int>(tab);
  }
}

TEST_F(WorkspaceTest, AZoomInOneViewShowsTheSamePartOfTheRunInAll) {
  zoomIn("accuracy");
  const Range seen = plot("accuracy").xRange();
  EXPECT_GT(seen.lower, 0);
  for (const auto* other : {"communication", "loss", "divergence"}) {
    EXPECT_EQ(plot(other).xRange(), seen) << other;
    EXPECT_FALSE(plot(other).follows()) << other;
  }
}

TEST_F(WorkspaceTest, AViewThatComesToTheScreenLaterHasJoined) {
  zoomIn("accuracy");
  const Range seen = plot("accuracy").xRange();
  workspace.resize(1200, 1600);  // low tiles show the map alone
  workspace.showTab(Workspace::Model);
  QCoreApplication::processEvents();
  ASSERT_TRUE(plot("divergence").isVisible());
  EXPECT_EQ(plot("divergence").xRange(), seen);
}

TEST_F(WorkspaceTest, FollowingIsTheSameInAllViews) {
  zoomIn("communication");
  QSignalSpy changed{&workspace, &Workspace::followChanged};
  QTest::keyClick(&plot("loss"), Qt::Key_Home);
  EXPECT_TRUE(plot("accuracy").follows());
  EXPECT_TRUE(plot("communication").follows());
  EXPECT_EQ(plot("accuracy").xRange(), (Range{0, 2000}));
  ASSERT_GE(changed.count(), 1);
  EXPECT_TRUE(changed.back()[0].toBool());
}

TEST_F(WorkspaceTest, GoingBackInOneViewTakesTheOthersAlong) {
  zoomIn("accuracy");
  const Range once = plot("accuracy").xRange();
  QTest::keyClick(&plot("accuracy"), Qt::Key_Right);  // another gesture in between
  zoomIn("accuracy");
  ASSERT_NE(plot("loss").xRange(), once);
  QTest::keyClick(&plot("accuracy"), Qt::Key_Left, Qt::AltModifier);
  EXPECT_EQ(plot("accuracy").xRange(), once);
  EXPECT_EQ(plot("loss").xRange(), once);
  QTest::keyClick(&plot("accuracy"), Qt::Key_Left, Qt::AltModifier);
  EXPECT_TRUE(plot("loss").follows());
}

TEST_F(WorkspaceTest, AViewThatWasTakenAlongGoesBackAsWell) {
  zoomIn("accuracy");
  for (const auto* other : {"communication", "loss"}) {
    EXPECT_TRUE(plot(other).commandState(Command::Back).available) << other;
  }
  QTest::keyClick(&plot("loss"), Qt::Key_Left, Qt::AltModifier);
  EXPECT_TRUE(plot("loss").follows());
  EXPECT_TRUE(plot("accuracy").follows());
}

TEST_F(WorkspaceTest, AnotherXAxisIsShownWhole) {
  zoomIn("accuracy");
  workspace.setXAxis(XAxis::Bytes);
  EXPECT_TRUE(plot("accuracy").follows());
  EXPECT_GE(plot("accuracy").xRange().upper, plot("accuracy").newestX());
}

TEST_F(WorkspaceTest, MaximisesWithItsKeyAndLeavesWithEscape) {
  QTest::keyClick(&plot("loss"), Qt::Key_M);
  EXPECT_EQ(workspace.alone(), workspace.view("loss"));
  EXPECT_FALSE(workspace.view("accuracy")->isVisible());
  QTest::keyClick(&plot("loss"), Qt::Key_Right);
  QTest::keyClick(&plot("loss"), Qt::Key_Escape);
  EXPECT_EQ(workspace.alone(), workspace.view("loss")) << "the crosshair goes first";
  QTest::keyClick(&plot("loss"), Qt::Key_Escape);
  EXPECT_EQ(workspace.alone(), nullptr);
  EXPECT_TRUE(workspace.view("accuracy")->isVisible());
}

TEST_F(WorkspaceTest, AKeyMovesAViewToAnotherPlaceAndThatIsRemembered) {
  QSignalSpy changed{&workspace, &Workspace::orderChanged};
  const QPoint first = workspace.view("accuracy")->pos();
  QTest::keyClick(&plot("communication"), Qt::Key_PageUp, Qt::ControlModifier | Qt::ShiftModifier);
  settle();
  EXPECT_EQ(workspace.view("communication")->pos(), first);
  EXPECT_EQ(changed.count(), 1);
  QTest::keyClick(&plot("communication"), Qt::Key_PageUp, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(changed.count(), 1) << "there is no place before the first";

  Workspace next;
  next.setOrder(workspace.order());
  next.resize(1000, 700);
  next.show();
  QCoreApplication::processEvents();
  EXPECT_LT(next.view("communication")->x(), next.view("accuracy")->x());
}

TEST_F(WorkspaceTest, ForgetsAnOrderItDoesNotUnderstand) {
  const QStringList before = workspace.order();
  workspace.setOrder({"7/nothing", "", "0/divergence"});
  EXPECT_EQ(workspace.order().front(), "0/divergence");
  EXPECT_EQ(workspace.order().size(), before.size());
  workspace.setOrder({});
  EXPECT_EQ(workspace.order(), before);
}

TEST_F(WorkspaceTest, ATitleIsDraggedToWhereAnotherViewStands) {
  settle();
  View* dragged = workspace.view("accuracy");
  View* onto = workspace.view("loss");
  const QPoint place = onto->pos();
  const QPoint from = dragged->mapToGlobal(QPoint{30, 20});
  const QPoint to = onto->mapToGlobal(onto->rect().center());
  auto* title = dragged->findChild<TileHeader*>()->findChild<QLabel*>();  // what the mouse really hits
  send(title, QEvent::MouseButtonPress, from);
  send(title, QEvent::MouseMove, to);
  send(title, QEvent::MouseButtonRelease, to);
  settle();
  EXPECT_EQ(dragged->pos(), place);
  EXPECT_TRUE(onto->isVisible());
}

TEST_F(WorkspaceTest, AClickOnATitleMovesNothing) {
  settle();
  const QStringList before = workspace.order();
  View* view = workspace.view("accuracy");
  const QPoint at = view->mapToGlobal(QPoint{30, 20});
  send(view, QEvent::MouseButtonPress, at);
  send(view, QEvent::MouseButtonRelease, at + QPoint{1, 0});
  EXPECT_EQ(workspace.order(), before);
}

TEST_F(WorkspaceTest, AViewHasAWindowOfItsOwnUntilThatIsClosed) {
  View* view = workspace.view("accuracy");
  QTest::keyClick(&plot("accuracy"), Qt::Key_D);
  ASSERT_TRUE(workspace.isDetached(view));
  ASSERT_NE(view->window(), workspace.window());
  EXPECT_TRUE(view->isVisible());
  EXPECT_TRUE(workspace.view("communication")->isVisible());
  zoomIn("communication");
  EXPECT_EQ(plot("accuracy").xRange(), plot("communication").xRange()) << "it still belongs to the others";
  view->window()->close();
  EXPECT_FALSE(workspace.isDetached(view));
  EXPECT_EQ(view->window(), workspace.window());
  EXPECT_TRUE(view->isVisible());
}

TEST_F(WorkspaceTest, ADetachedViewSurvivesItsWorkspaceAndTabs) {
  QTest::keyClick(&plot("accuracy"), Qt::Key_D);
  workspace.showTab(Workspace::Model);
  EXPECT_TRUE(workspace.view("accuracy")->isVisible());
  workspace.consume(events);
  workspace.attach(workspace.view("accuracy"));
  EXPECT_FALSE(workspace.view("accuracy")->isVisible()) << "it stands on another tab";
}

TEST_F(WorkspaceTest, GoesAwayTogetherWithADetachedView) {
  auto other = std::make_unique<Workspace>();
  other->show();
  other->consume(events);
  View* view = other->view("accuracy");
  other->detach(view);
  view->findChild<LinePlot*>()->carryOut(Command::ZoomIn);
  const QPointer<View> watched{view};
  other.reset();
  EXPECT_TRUE(watched.isNull());
}

TEST_F(WorkspaceTest, CopiesWhatIsSeenForASpreadsheet) {
  QTest::keyClick(&plot("accuracy"), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
  const QStringList whole = QApplication::clipboard()->text().split('\n');
  EXPECT_TRUE(whole[0].startsWith("Iteration\tMean [%]\t")) << whole[0].toStdString();
  EXPECT_EQ(whole.size(), 1 + 41 + 1) << "header, evaluations, the end of the last line";
  zoomIn("accuracy");
  QTest::keyClick(&plot("accuracy"), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_LT(QApplication::clipboard()->text().split('\n').size(), whole.size());
}

TEST_F(WorkspaceTest, TheMenuOfAViewSaysEveryKeyAndDoesWhatItSays) {
  auto* menu = workspace.view("loss")->findChild<TileMenu*>()->menu();
  Q_EMIT menu->aboutToShow();
  QStringList entries;
  QAction* maximise = nullptr;
  for (QAction* action : menu->actions()) {
    entries.append(action->text());
    if (action->text().startsWith("Maximise")) maximise = action;
  }
  EXPECT_TRUE(entries.contains("Logarithmic y axis\tL")) << entries.join('|').toStdString();
  EXPECT_TRUE(entries.contains("Smooth (exponential mean)\tS"));
  EXPECT_FALSE(entries.contains("Target line\tT")) << "not for a loss";
  EXPECT_TRUE(entries.contains("Copy the values seen\tCtrl+Shift+C"));
  ASSERT_NE(maximise, nullptr);
  maximise->trigger();
  EXPECT_EQ(workspace.alone(), workspace.view("loss"));
}

}  // namespace
}  // namespace lab::ui
