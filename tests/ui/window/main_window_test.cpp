#include "ui/main_window.h"

#include <fstream>
#include <set>

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/presets.h"
#include "tests/ui/views/fake_run.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"

namespace lab::ui {
namespace {

using test::eventually;
using test::FakeEngine;
using test::plainSpec;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// A short made-up run that knows its spec, with its end.
std::vector<Event> runOf(const ExperimentSpec& spec) {
  return test::eventsOf({.spec = spec});
}

class Window : public testing::Test {
 protected:
  Window() {
    engine_.path = sandbox_.runs() / "made-up.h5";
    window_.show();
    window_.begin();
  }

  template <class Widget>
  [[nodiscard]] Widget* find(const char* name = nullptr) const {
    return window_.findChild<Widget*>(QString::fromLatin1(name));
  }
  [[nodiscard]] QString said() const {
    QStringList sentences;
    for (const auto* bar : window_.findChildren<MessageBar*>()) {
      if (bar->isVisibleTo(&window_)) sentences << bar->sentence();
    }
    return sentences.join('|');
  }
  [[nodiscard]] bool says(const char* part) const {
    return eventually([&] { return said().contains(QString::fromLatin1(part)); });
  }
  void press(const QString& text) const {
    for (auto* button : window_.findChildren<QPushButton*>()) {
      if (button->text().remove('&') == text && button->isVisibleTo(&window_)) return button->click();
    }
    FAIL() << "no button " << text.toStdString();
  }

  test::Sandbox sandbox_;
  FakeEngine engine_;
  MainWindow window_{engine_.factory()};
};

TEST_F(Window, EnterOnTheWelcomePageStartsTheQuickStart) {
  auto* start = find<QPushButton>("heroButton");
  ASSERT_TRUE(start->isEnabled());
  EXPECT_EQ(window_.focusWidget(), start);
  start->click();
  EXPECT_THAT(engine_.calls, ElementsAre("start"));
  EXPECT_EQ(engine_.spec, preset("quickstart").spec);
  EXPECT_TRUE(find<Workspace>()->isVisibleTo(&window_));
}

TEST_F(Window, TheEndCardHasTheNumbersOfTheRunAndTheNextExperiment) {
  find<QPushButton>("heroButton")->click();
  for (const auto& event : runOf(engine_.spec)) engine_.send(event);
  ASSERT_TRUE(says("reached"));
  EXPECT_THAT(said().toStdString(), HasSubstr("of BSP's bytes"));
  press(QStringLiteral("Same with BSP"));
  EXPECT_EQ(engine_.spec.algorithm, (Choice{"bsp", {}}));
  EXPECT_EQ(engine_.spec.partition, preset("quickstart").spec.partition);
  EXPECT_EQ(engine_.calls, (std::vector<std::string>{"start", "gone", "start"}));
}

TEST_F(Window, AProblemInTheFormIsSaidAndNothingStarts) {
  ExperimentSpec spec;
  spec.training.learningRate = -1;
  find<SpecPanel>()->setSpec(spec);
  find<TransportBar>()->runAction()->trigger();
  EXPECT_THAT(engine_.calls, testing::IsEmpty());
  EXPECT_THAT(said().toStdString(), HasSubstr("Learning rate"));
  press(QStringLiteral("Show the field"));
  EXPECT_TRUE(find<SpecPanel>()->isAncestorOf(window_.focusWidget()));
}

TEST_F(Window, ClosingDuringARunStopsItAndWaitsForItsEnd) {
  find<QPushButton>("heroButton")->click();
  engine_.send(RunStarted{});
  EXPECT_TRUE(window_.close());
  EXPECT_THAT(engine_.calls, ElementsAre("start", "stop", "wait", "gone"));
}

/// Counts the frames that styles draw of their own accord.
class StyleFrames final : public QObject {
 public:
  StyleFrames() { qApp->installEventFilter(this); }
  int count = 0;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    count += event->type() == QEvent::StyleAnimationUpdate ? 1 : 0;
    return false;
  }
};

// A bar that was once "busy" went on being drawn sixty times a second.
TEST_F(Window, NothingMovesByItselfWhileARunGoes) {
  find<QPushButton>("heroButton")->click();
  engine_.send(RunStarted{});  // its length is not known yet
  QTest::qWait(100);
  engine_.now = {.iteration = 1, .iterations = 1'000'000, .seconds = 1};
  engine_.send(TrainingPoint{.iteration = 1, .loss = {1, 1, 1, 1, 1}});
  ASSERT_TRUE(eventually([&] { return find<TransportBar>()->findChild<SteadyLabel*>()->text().startsWith("1 / "); }));
  QTest::qWait(300);  // what began with a state's change has ended
  const StyleFrames frames;
  QTest::qWait(300);
  EXPECT_EQ(frames.count, 0);
}

TEST_F(Window, TheRunningRunIsARowOfTheTable) {
  find<QPushButton>("heroButton")->click();
  for (const auto& event : test::until(runOf(engine_.spec), 50)) engine_.send(event);
  const auto& rows = find<RunLibrary>()->model().rows();
  ASSERT_TRUE(eventually([&] { return !rows.empty(); }));
  EXPECT_EQ(rows.front().summary.status, RunStatus::Running);
  EXPECT_EQ(rows.front().summary.path, engine_.path);
}

TEST_F(Window, AFailureIsSaidInItsOwnWords) {
  find<QPushButton>("heroButton")->click();
  engine_.send(RunEnded{0, 0, RunStatus::Failed, "The disk is full; choose another folder."});
  ASSERT_TRUE(says("The disk is full"));
}

TEST_F(Window, ARecordedRunGoesThroughTheSameViews) {
  const ExperimentSpec spec = test::plainSpec();
  const auto file = sandbox_.runs() / "recorded.h5";
  test::writeRun(file, {.spec = spec});
  window_.openFile(file);
  ASSERT_TRUE(says("Recorded run recorded.h5"));
  EXPECT_THAT(said().toStdString(), HasSubstr("reached"));
  EXPECT_THAT(find<Workspace>()->view("accuracy")->summary().toStdString(), HasSubstr("Iteration 100"));
  press(QStringLiteral("Load its settings"));
  EXPECT_EQ(find<SpecPanel>()->spec(), spec);
}

TEST_F(Window, ARecordedRunDoesNotDisturbTheRunningOne) {
  find<QPushButton>("heroButton")->click();
  for (const auto& event : test::until(runOf(engine_.spec), 60)) engine_.send(event);
  const auto file = sandbox_.runs() / "recorded.h5";
  test::writeRun(file);
  window_.openFile(file);
  ASSERT_TRUE(says("Recorded run"));
  press(QStringLiteral("Back to the running one"));
  // The views catch up over a few turns of the event loop.
  EXPECT_TRUE(
      eventually([&] { return find<Workspace>()->view("accuracy")->summary().contains("Iteration 60"); }));
}

TEST_F(Window, AFileThatIsNoRunIsSaid) {
  const auto file = sandbox_.runs() / "notes.h5";
  std::ofstream{file} << "no run";
  window_.openFile(file);
  ASSERT_TRUE(says("notes.h5"));
}

TEST_F(Window, AnExperimentFileFillsTheForm) {
  ExperimentSpec spec = preset("quickstart").spec;
  spec.partitions = 3;
  const auto file = sandbox_.runs() / "mine.json";
  std::ofstream{file} << toJson(spec, catalogue::vocabulary());
  window_.openFile(file);
  EXPECT_EQ(find<SpecPanel>()->spec().partitions, 3);
  std::ofstream{file} << "{";
  window_.openFile(file);
  EXPECT_THAT(said().toStdString(), HasSubstr("mine.json"));
  EXPECT_EQ(find<SpecPanel>()->spec().partitions, 3);
}

TEST_F(Window, TrashCanBeUndone) {
  const auto file = sandbox_.runs() / "recorded.h5";
  test::writeRun(file);
  auto* library = find<RunLibrary>();
  library->refresh();
  ASSERT_TRUE(eventually([&] { return library->model().rowCount() == 1; }));
  library->trash({file});
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_EQ(library->model().rowCount(), 0);
  press(QStringLiteral("Undo"));
  EXPECT_TRUE(std::filesystem::exists(file));
  EXPECT_TRUE(eventually([&] { return library->model().rowCount() == 1; }));
}

TEST_F(Window, TheFormsPreviewFollowsTheForm) {
  auto* preview = find<SpecPanel>()->findChild<PartitionView*>();
  ASSERT_TRUE(eventually([&] { return preview->summary().contains("partitions: 5"); }));
  ExperimentSpec spec = find<SpecPanel>()->spec();
  spec.partitions = 4;
  find<SpecPanel>()->setSpec(spec);
  EXPECT_TRUE(eventually([&] { return preview->summary().contains("partitions: 4"); }));
}

TEST_F(Window, APaintedSplitIsTrainedExactlySo) {
  auto* tile = qobject_cast<PartitionView*>(find<Workspace>()->view("partition"));
  ASSERT_TRUE(eventually([&] { return !tile->summary().startsWith("No"); }));
  auto* panel = find<SpecPanel>();
  const ExperimentSpec before = panel->spec();
  const ParamTable table(static_cast<std::size_t>(before.partitions), std::vector<double>(10, 30));
  Q_EMIT tile->painted(table);
  EXPECT_EQ(panel->spec().partition.id, "matrix");
  EXPECT_EQ(panel->spec().partition.tables.at("table"), table);
  EXPECT_TRUE(panel->problems().empty());
  EXPECT_GT(panel->changes(), 0) << "the form can take it back";
  Q_EMIT tile->painting({3, 1, 1, 3}, 2);
  EXPECT_TRUE(tile->summary().contains("total variation 0.50")) << tile->summary().toStdString();
}

TEST_F(Window, RemembersThemeAndAxisAtOnce) {
  EXPECT_EQ(Preferences{}.theme(), ThemeChoice::Auto);
  Q_EMIT find<TransportBar>()->xAxisChosen(XAxis::Bytes);
  EXPECT_EQ(Preferences{}.xAxis(), XAxis::Bytes);
}

TEST_F(Window, DocksHaveNamesAndNoControlIsNameless) {
  for (const auto* dock : window_.findChildren<QDockWidget*>()) EXPECT_FALSE(dock->objectName().isEmpty());
  for (const auto* box : window_.findChildren<QComboBox*>()) EXPECT_FALSE(box->accessibleName().isEmpty());
}

TEST_F(Window, OneViewCanHaveTheWholeSpace) {
  auto* workspace = find<Workspace>();
  View* accuracy = workspace->view("accuracy");
  workspace->showAlone(accuracy);
  EXPECT_TRUE(accuracy->isVisibleTo(workspace));
  EXPECT_FALSE(workspace->view("loss")->isVisibleTo(workspace));
  workspace->showAlone(nullptr);
  EXPECT_TRUE(workspace->view("loss")->isVisibleTo(workspace));
}

/// Ids of the views that can be seen, in the order of the menu.
std::vector<std::string> seen(const Workspace& workspace) {
  std::vector<std::string> ids;
  for (const auto& place : workspace.places()) {
    if (place.view->isVisibleTo(&workspace)) ids.push_back(place.id);
  }
  return ids;
}

TEST_F(Window, EveryTabHasItsViewsAndHidesTheOthers) {
  auto* workspace = find<Workspace>();
  EXPECT_THAT(seen(*workspace), ElementsAre("accuracy", "communication", "loss", "divergence"));
  workspace->showTab(Workspace::Data);
  EXPECT_THAT(seen(*workspace), ElementsAre("partition"));
  workspace->showTab(Workspace::Model);
  EXPECT_THAT(seen(*workspace), ElementsAre("divergence", "classes", "travel"));
}

TEST_F(Window, SkewScoutTakesThePlaceOfTheLossWhileItIsOn) {
  auto* workspace = find<Workspace>();
  workspace->consume(test::events({.iterations = 200, .travelEvery = 50}));
  EXPECT_THAT(seen(*workspace), ElementsAre("accuracy", "communication", "skewscout", "divergence"));
  workspace->showTab(Workspace::Model);
  EXPECT_THAT(seen(*workspace), ElementsAre("loss", "divergence", "classes", "travel"));
  workspace->consume(test::events({.iterations = 200}));
  workspace->showTab(Workspace::Live);
  EXPECT_THAT(seen(*workspace), ElementsAre("accuracy", "communication", "loss", "divergence"));
}

TEST_F(Window, AViewOfAnotherTabBringsItsTab) {
  auto* workspace = find<Workspace>();
  workspace->showAlone(workspace->view("travel"));
  EXPECT_EQ(workspace->tab(), Workspace::Model);
  EXPECT_THAT(seen(*workspace), ElementsAre("travel"));
  workspace->showTab(Workspace::Live);
  EXPECT_EQ(workspace->alone(), nullptr);
  EXPECT_EQ(seen(*workspace).size(), 4U);
}

TEST_F(Window, FitsOnASmallScreenWhateverIsShown) {
  window_.resize(1280, 720);
  find<QPushButton>("heroButton")->click();
  auto* workspace = find<Workspace>();
  workspace->consume(test::events({.iterations = 400, .travelEvery = 50, .holdsBack = true}));
  for (const auto tab : {Workspace::Live, Workspace::Data, Workspace::Model, Workspace::Network}) {
    workspace->showTab(tab);
    QCoreApplication::processEvents();
    EXPECT_LE(window_.height(), 720) << "tab " << tab;
  }
  for (const auto& place : workspace->places()) {
    workspace->showAlone(place.view);
    QCoreApplication::processEvents();
    workspace->showAlone(nullptr);
    QCoreApplication::processEvents();
    EXPECT_LE(window_.height(), 720) << "after " << place.id << " has had the whole space";
  }
}

TEST_F(Window, RowsOfTilesAreOfOneHeight) {
  window_.resize(1366, 768);
  find<QPushButton>("heroButton")->click();
  auto* workspace = find<Workspace>();
  workspace->consume(test::events({.iterations = 400, .travelEvery = 50}));
  QCoreApplication::processEvents();
  EXPECT_NEAR(workspace->view("accuracy")->height(), workspace->view("divergence")->height(), 1);
}

TEST_F(Window, EveryViewStandsOnSomeTab) {
  auto* workspace = find<Workspace>();
  for (const bool scouted : {false, true}) {
    workspace->consume(test::events({.iterations = 100, .travelEvery = scouted ? 50 : 0}));
    std::set<std::string> reached;
    for (const auto tab : {Workspace::Live, Workspace::Data, Workspace::Model, Workspace::Network}) {
      workspace->showTab(tab);
      for (const auto& id : seen(*workspace)) reached.insert(id);
      EXPECT_LE(seen(*workspace).size(), 4U) << "more could not be read on a laptop";
    }
    EXPECT_EQ(reached.size(), workspace->places().size() - (scouted ? 0U : 1U))
        << "SkewScout's needs SkewScout";
  }
}

TEST_F(Window, AHiddenTabDrawsNothing) {
  find<QPushButton>("heroButton")->click();
  auto* workspace = find<Workspace>();
  workspace->showTab(Workspace::Data);
  workspace->consume(test::events({.iterations = 400}));
  EXPECT_EQ(workspace->drawMilliseconds(), 0);
}

}  // namespace
}  // namespace lab::ui
