// Sweeps in the window: from a number of the form, or from a file, to runs that wait in the queue.

#include <fstream>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/sweep.h"
#include "tests/ui/window/fake_engine.h"
#include "tests/ui/window/menu_entry.h"
#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/main_window.h"
#include "ui/queue_panel.h"
#include "ui/sweep_cost.h"
#include "ui/sweep_dialog.h"

namespace lab::ui {
namespace {

using test::eventually;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class SweepWindow : public testing::Test {
 protected:
  SweepWindow() {
    engine_.path = sandbox_.runs() / "made-up.h5";
    window_.show();
    window_.begin();
    panel_ = window_.findChild<SpecPanel*>();
    panel_->setPreset("quickstart");
  }

  /// The dialog as the menu of the row with that key opens it.
  SweepDialog* open(const char* key) {
    const ParamField* row = panel_->field(key);
    if (row == nullptr || row->label()->actions().isEmpty()) return nullptr;
    row->label()->actions().front()->trigger();
    return window_.findChild<SweepDialog*>();
  }

  static void write(const SweepDialog& dialog, int axis, const char* values) {
    dialog.findChildren<QLineEdit*>(QString{}, Qt::FindDirectChildrenOnly).at(axis)->setText(QString::fromUtf8(values));
  }
  static bool ready(const SweepDialog& dialog) {
    return eventually([&] { return button(dialog, "Add to the queue")->isEnabled(); });
  }
  static QPushButton* button(const QWidget& parent, const char* text) {
    for (auto* one : parent.findChildren<QPushButton*>()) {
      if (one->text().remove('&') == QString::fromUtf8(text)) return one;
    }
    return nullptr;
  }
  [[nodiscard]] std::string said() const {
    for (const auto* bar : window_.findChildren<MessageBar*>()) {
      if (!bar->isHidden()) return bar->sentence().toStdString();
    }
    return {};
  }
  [[nodiscard]] QueuePanel* queue() const { return window_.findChild<QueuePanel*>(); }
  [[nodiscard]] int waiting() const { return queue()->findChild<QListView*>()->model()->rowCount(); }

  test::Sandbox sandbox_;
  test::FakeEngine engine_;
  MainWindow window_{engine_.factory()};
  SpecPanel* panel_ = nullptr;
};

TEST_F(SweepWindow, ANumberOfTheFormBecomesRunsInTheQueue) {
  auto* dialog = open("training.learning_rate");
  ASSERT_NE(dialog, nullptr);
  write(*dialog, 0, "0.01, 0.02");
  dialog->findChild<QSpinBox*>()->setValue(2);
  ASSERT_TRUE(ready(*dialog));
  EXPECT_THAT(dialog->cost().toStdString(), HasSubstr("4 runs"));
  button(*dialog, "Add to the queue")->click();

  EXPECT_EQ(engine_.spec.training.learningRate, 0.01);
  EXPECT_EQ(engine_.spec.seed, panel_->spec().seed);
  EXPECT_EQ(engine_.spec.name, "Learning rate 0.01, seed 1");
  EXPECT_THAT(engine_.spec.tags, testing::Contains("sweep-learning_rate"));
  EXPECT_EQ(engine_.spec.partitions, panel_->spec().partitions);
  EXPECT_EQ(waiting(), 3);
  EXPECT_THAT(said(), HasSubstr("4 runs were added to the queue"));
  EXPECT_TRUE(eventually([&] {
    return queue()->findChildren<QLabel*>().front()->text().contains(QStringLiteral("wait in line: "));
  })) << "what the rest will take";
}

TEST_F(SweepWindow, TwoSettingsMakeEveryCombination) {
  auto* dialog = open("training.learning_rate");
  ASSERT_NE(dialog, nullptr);
  write(*dialog, 0, "0.01, 0.02, 0.05");
  auto* second = dialog->findChildren<QComboBox*>().at(1);
  second->setCurrentText(QStringLiteral("Momentum"));
  write(*dialog, 1, "0, 0.9");
  dialog->findChild<QSpinBox*>()->setValue(1);
  ASSERT_TRUE(ready(*dialog));
  EXPECT_THAT(dialog->cost().toStdString(), HasSubstr("6 runs"));
  second->setCurrentText(QStringLiteral("Learning rate"));
  EXPECT_TRUE(eventually([&] { return dialog->problem().contains(QStringLiteral("two different settings")); }));
  EXPECT_FALSE(button(*dialog, "Add to the queue")->isEnabled());
}

TEST_F(SweepWindow, SaysWhatIsWrongBeforeAnythingIsQueued) {
  auto* dialog = open("training.learning_rate");
  ASSERT_NE(dialog, nullptr);
  write(*dialog, 0, "0.01, fast");
  EXPECT_TRUE(eventually([&] { return dialog->problem().contains(QStringLiteral("fast")); }));
  write(*dialog, 0, "0.1 to 9 step 0.1");
  dialog->findChild<QSpinBox*>()->setValue(100);
  EXPECT_TRUE(eventually([&] { return dialog->problem().contains(QStringLiteral("more than 1000")); }));
  EXPECT_FALSE(button(*dialog, "Add to the queue")->isEnabled());
  EXPECT_THAT(engine_.calls, IsEmpty());
}

TEST_F(SweepWindow, WhatNoRunCanBeIsToldWithTheRun) {
  auto* dialog = open("training.batch_size");
  ASSERT_NE(dialog, nullptr);
  write(*dialog, 0, "20, 60000");  // more images than a partition holds
  EXPECT_TRUE(eventually([&] { return dialog->problem().contains(QStringLiteral("Minibatch 60000 images, seed 1")); }))
      << dialog->problem().toStdString();
  EXPECT_FALSE(button(*dialog, "Add to the queue")->isEnabled());
}

TEST_F(SweepWindow, TheMenuStartsFromTheRowWithTheFocus) {
  panel_->field("training.momentum")->setFocus();
  QApplication::setActiveWindow(&window_);
  ASSERT_TRUE(eventually([&] { return panel_->focusedKey() == "training.momentum"; }));
  test::menuEntry(window_, QStringLiteral("Sweep …"))->trigger();
  auto* dialog = window_.findChild<SweepDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->findChildren<QComboBox*>().front()->currentText().toStdString(), "Momentum");
}

TEST_F(SweepWindow, WordsSwitchesAndTheSeedAreNoNumbersToVary) {
  for (const auto& number : panel_->numbers()) {
    EXPECT_NE(number.key, "seed");
    EXPECT_TRUE(number.info.kind == ParamKind::Number || number.info.kind == ParamKind::Integer) << number.key;
    EXPECT_EQ(number.values.size(), 1U);
  }
  EXPECT_THAT(panel_->field("dataset.id")->label()->actions(), IsEmpty());
}

TEST_F(SweepWindow, TheSavedFileIsTheSameSweep) {
  auto* dialog = open("training.learning_rate");
  ASSERT_NE(dialog, nullptr);
  write(*dialog, 0, "0.01, 0.02");
  dialog->findChild<QSpinBox*>()->setValue(1);
  ASSERT_TRUE(ready(*dialog));
  std::string saved;
  QObject::connect(dialog, &SweepDialog::saveRequested, dialog, [&](const std::string& json) { saved = json; });
  QObject::disconnect(dialog, &SweepDialog::saveRequested, &window_, nullptr);  // which would ask for a name
  button(*dialog, "Save as a file …")->click();
  const auto file = sandbox_.runs() / "sweep.json";
  std::ofstream{file} << saved;
  const Sweep sweep = sweepNamed(file.string(), "full");
  ASSERT_EQ(sweep.runs.size(), 2U);
  EXPECT_EQ(sweep.runs[1].spec.training.learningRate, 0.02);

  window_.openFile(file);
  ASSERT_TRUE(eventually([&] { return said().find("Sweep of Learning rate") != std::string::npos; })) << said();
  EXPECT_THAT(said(), HasSubstr("2 runs"));
  EXPECT_THAT(engine_.calls, IsEmpty()) << "it only offers";
  for (auto* offer : window_.findChildren<QPushButton*>()) {
    if (offer->text().remove('&') == "Add to the queue" && offer->isVisible() && offer->window() == &window_) offer->click();
  }
  EXPECT_EQ(waiting(), 1);
  EXPECT_EQ(engine_.spec.training.learningRate, 0.01);
}

TEST(RunCost, ComesFromTheRunMostLikeIt) {
  const test::Sandbox sandbox;
  test::RecordedRunFile run;
  run.spec.algorithm = {"bsp", {}};
  test::writeRun(sandbox.runs() / "a.h5", run);
  const auto known = readRows(sandbox.runs());
  ASSERT_EQ(known.size(), 1U);
  ExperimentSpec twice = run.spec;
  twice.training.iterations = 2 * known.front().summary.iteration;
  const RunCost cost = costOf({twice}, known);
  ASSERT_TRUE(cost.seconds);
  EXPECT_NEAR(*cost.seconds, 2 * known.front().summary.seconds, 1e-9);
  EXPECT_GT(cost.bytes, 100'000);
  EXPECT_NEAR(*costOf({twice, twice}, known).seconds, 2 * *cost.seconds, 1e-9);
}

TEST(RunCost, IsNotGuessedForANetworkNobodyHasRun) {
  EXPECT_FALSE(costOf({test::plainSpec()}, {}).seconds);
  EXPECT_THAT(costText({.runs = 1, .seconds = {}, .bytes = 400'000}).toStdString(), HasSubstr("no run of this network"));
}

TEST(RunCost, IsASentence) {
  EXPECT_EQ(runsText({.runs = 18, .seconds = 740, .bytes = 40'000'000}).toStdString(),
            "18 runs: about 12 minutes, 40 MB of disk");
  EXPECT_THAT(runsText({.runs = 1, .seconds = 20, .bytes = 0}).toStdString(), HasSubstr("1 run: about 20 seconds"));
  EXPECT_THAT(costText({.runs = 2, .seconds = 7200, .bytes = 0}).toStdString(), HasSubstr("about 2.0 hours"));
}

}  // namespace
}  // namespace lab::ui
