#include "ui/run_log.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/window/recorded_runs.h"

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Log : public testing::Test {
 protected:
  Log() {
    RunStarted started;
    started.specJson = "unreadable";
    EvaluationPoint evaluated;
    evaluated.iteration = 50;
    evaluated.seconds = 600;
    log_.add({started, CheckpointWritten{20}, RunPaused{30}, RunResumed{30},
              SettingChanged{40, "training.learning_rate", "0.01", "0.05"},
              evaluated, PartitionDiverged{60, 2}});
  }

  [[nodiscard]] std::vector<std::string> shown() const {
    std::vector<std::string> lines;
    for (int row = 0; row < log_.shown().rowCount(); ++row) {
      lines.push_back(log_.shown().index(row, RunLogModel::TextColumn).data().toString().toStdString());
    }
    return lines;
  }

  RunLog log_;
};

TEST_F(Log, HasALineForEverythingThatIsNoSeries) {
  EXPECT_THAT(shown(), ElementsAre("Begun", "Checkpoint written", "Paused", "Goes on",
                                   "training.learning_rate changed from 0.01 to 0.05",
                                   "P2 diverged: its loss is no longer a finite number"));
  EXPECT_EQ(log_.shown().index(4, RunLogModel::IterationColumn).data().toString().toStdString(), "40");
}

TEST_F(Log, TellsTheTrainingTimeOfTheNewestMeasurement) {
  log_.add({RunEnded{90, 900, RunStatus::Finished, {}}});
  const auto time = [this](int row) {
    return log_.shown().index(row, RunLogModel::TimeColumn).data().toString().toStdString();
  };
  EXPECT_EQ(time(4), "0 s");
  EXPECT_EQ(time(5), "10.0 min");
  EXPECT_EQ(time(6), "15.0 min");
  log_.add({RunStarted{}});
  EXPECT_EQ(time(0), "0 s");
}

TEST_F(Log, AnotherRunStartsAfresh) {
  log_.add({CheckpointWritten{80}, RunStarted{}, RunEnded{5, 1, RunStatus::Failed, "out of memory"}});
  EXPECT_THAT(shown(), ElementsAre("Begun", "Ended: out of memory"));
}

TEST_F(Log, SaysWhenSomethingIsMoreThanANote) {
  const QSignalSpy warned{&log_, &RunLog::warned};
  log_.add({CheckpointWritten{80}});
  EXPECT_EQ(warned.count(), 0);
  log_.add({RunEnded{90, 1, RunStatus::Failed, "no"}});
  EXPECT_EQ(warned.count(), 1);
}

TEST_F(Log, IsFilteredByLevelAndWords) {
  auto* level = log_.findChild<QComboBox*>();
  level->setCurrentIndex(1);
  Q_EMIT level->activated(1);
  EXPECT_THAT(shown(), ElementsAre(HasSubstr("diverged")));
  level->setCurrentIndex(0);
  Q_EMIT level->activated(0);
  log_.findChild<QLineEdit*>()->setText(QStringLiteral("LEARNING"));
  EXPECT_THAT(shown(), ElementsAre(HasSubstr("learning_rate")));
}

TEST_F(Log, ALineLeadsToItsMomentAndCanBeCopied) {
  auto* table = log_.findChild<QTableView*>();
  const QSignalSpy moments{&log_, &RunLog::momentChosen};
  Q_EMIT table->activated(table->model()->index(4, 0));
  ASSERT_EQ(moments.count(), 1);
  EXPECT_EQ(moments.front().front().toLongLong(), 40);
  table->selectRow(1);
  table->actions().front()->trigger();
  EXPECT_EQ(QApplication::clipboard()->text().toStdString(), "0 s\t20\tNote\tCheckpoint written");
}

TEST_F(Log, ALineAboutASettingLeadsToIt) {
  auto* table = log_.findChild<QTableView*>();
  auto* action = table->actions().back();
  std::string field;
  QObject::connect(&log_, &RunLog::settingChosen, [&](const std::string& key) { field = key; });
  table->selectRow(1);
  EXPECT_FALSE(action->isEnabled());
  table->selectRow(4);
  ASSERT_TRUE(action->isEnabled());
  action->trigger();
  EXPECT_EQ(field, "training.learning_rate");
  log_.clear();
  EXPECT_FALSE(action->isEnabled());
}

TEST_F(Log, OpensAtTheNewestLineUnlessOneWasChosen) {
  auto* table = log_.findChild<QTableView*>();
  for (int i = 0; i < 200; ++i) log_.add({CheckpointWritten{100 + i}});
  log_.resize(500, 200);
  log_.show();
  QCoreApplication::processEvents();
  EXPECT_EQ(table->rowAt(table->viewport()->height() - 5), table->model()->rowCount() - 1);
  log_.hide();
  table->setCurrentIndex(table->model()->index(3, 0));
  log_.show();
  QCoreApplication::processEvents();
  EXPECT_EQ(table->rowAt(5), 3);
}

TEST_F(Log, KeepsTheRulesOfModels) {
  RunLogModel model;
  const QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
  model.add(test::eventsOf({}));
  EXPECT_GT(model.rowCount(), 1);
  model.clear();
  EXPECT_EQ(model.rowCount(), 0);
}

}  // namespace
}  // namespace lab::ui
