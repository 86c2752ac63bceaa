#include <limits>

#include <QAbstractItemModelTester>
#include <QSignalBlocker>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "tests/ui/window/sandbox.h"
#include "ui/run_library.h"
#include "ui/run_table_model.h"

namespace lab::ui {
namespace {

using testing::ElementsAre;

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

RunRow made(const std::string& name, const std::string& algorithm, float accuracy, std::int64_t bytes) {
  ExperimentSpec spec;
  spec.name = name;
  spec.algorithm = {algorithm, {}};
  spec.partition = {"skew-fraction", {{"skew", 0.8}}};
  StoredRun run;
  run.summary.path = name + ".h5";
  run.summary.created = "2026-01-02T03:04:05Z";
  run.summary.status = RunStatus::Finished;
  run.summary.specJson = toJson(spec, catalogue::vocabulary());
  run.summary.partitions = 5;
  run.summary.meanAccuracy = accuracy;
  run.summary.bytes = bytes;
  run.summary.savingBytes = 12.34;
  run.summary.savingValues = std::numeric_limits<double>::quiet_NaN();
  return toRow(run);
}

class RunTable : public testing::Test {
 protected:
  RunTable() {
    filter_.setSourceModel(&model_);
    model_.setRows({made("b", "gaia", 0.8F, 9'000'000), made("a", "bsp", 0.9F, 12'000'000),
                    made("c", "fedavg", kNone, 0)});
  }

  [[nodiscard]] QString text(int row, int column) const {
    return filter_.index(row, column).data(Qt::DisplayRole).toString();
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (int row = 0; row < filter_.rowCount(); ++row) {
      found.push_back(text(row, RunTableModel::Name).toStdString());
    }
    return found;
  }

  RunTableModel model_;
  RunFilter filter_;
};

TEST_F(RunTable, KeepsTheRulesOfItemModels) {
  QAbstractItemModelTester modelTester{&model_, QAbstractItemModelTester::FailureReportingMode::Fatal};
  QAbstractItemModelTester filterTester{&filter_, QAbstractItemModelTester::FailureReportingMode::Fatal};
  model_.put(made("d", "gaia", 0.5F, 1));
  model_.put(made("d", "gaia", 0.6F, 2));
  filter_.setWords("gaia");
  filter_.sort(RunTableModel::Accuracy);
  model_.remove("b.h5");
  model_.remove("unknown.h5");
  model_.setRows({});
  EXPECT_EQ(filter_.rowCount(), 0);
}

TEST_F(RunTable, WritesWhatARunWas) {
  EXPECT_EQ(text(0, RunTableModel::Status), "finished");
  EXPECT_EQ(text(0, RunTableModel::Algorithm), "gaia");
  EXPECT_EQ(text(0, RunTableModel::Partitions), "5");
  EXPECT_EQ(text(0, RunTableModel::Skew), "skew-fraction 80 %");
  EXPECT_EQ(text(0, RunTableModel::Accuracy), "80.0 %");
  EXPECT_EQ(text(0, RunTableModel::Bytes), QStringLiteral("9.00 MB"));
  EXPECT_EQ(text(0, RunTableModel::SavingBytes), QStringLiteral("12\u00d7"));
  EXPECT_EQ(text(0, RunTableModel::SavingValues), "");
}

TEST_F(RunTable, SortsNumbersAsNumbersWithUnknownOnesLast) {
  filter_.sort(RunTableModel::Accuracy, Qt::DescendingOrder);
  EXPECT_THAT(names(), ElementsAre("a", "b", "c"));
  filter_.sort(RunTableModel::Bytes, Qt::AscendingOrder);  // "9.00 MB" < "12.0 MB"
  EXPECT_THAT(names(), ElementsAre("c", "b", "a"));
  filter_.sort(RunTableModel::Name, Qt::AscendingOrder);
  EXPECT_THAT(names(), ElementsAre("a", "b", "c"));
}

TEST_F(RunTable, ShowsRowsThatContainEveryWord) {
  filter_.setWords("FED");
  EXPECT_THAT(names(), ElementsAre("c"));
  filter_.setWords("fashion-mini bsp");
  EXPECT_THAT(names(), ElementsAre("a"));
  filter_.setWords("gaia bsp");
  EXPECT_THAT(names(), ElementsAre());
  filter_.setWords("");
  EXPECT_EQ(filter_.rowCount(), 3);
}

TEST_F(RunTable, UpdatesTheRowOfARunInPlace) {
  model_.put(made("b", "gaia", 0.85F, 10'000'000));
  EXPECT_EQ(model_.rowCount(), 3);
  EXPECT_EQ(text(0, RunTableModel::Accuracy), "85.0 %");
}

TEST_F(RunTable, ShowsAnUnreadableFileAsARow) {
  StoredRun broken;
  broken.summary.path = "broken.h5";
  broken.problem = "broken.h5: no run file";
  model_.setRows({toRow(broken)});
  EXPECT_EQ(text(0, RunTableModel::Status), "unreadable");
  EXPECT_EQ(text(0, RunTableModel::Name), "broken");
  EXPECT_EQ(text(0, RunTableModel::Accuracy), "");
  EXPECT_EQ(filter_.index(0, 0).data(Qt::ToolTipRole).toString(), "broken.h5: no run file");
}

TEST_F(RunTable, ARunOfAnotherVersionShowsWhatItCan) {
  StoredRun strange;
  strange.summary.path = "strange.h5";
  strange.summary.specJson = R"({"from the future": 1})";
  strange.summary.meanAccuracy = 0.5F;
  const RunRow row = toRow(strange);
  EXPECT_FALSE(row.spec);
  model_.setRows({row});
  EXPECT_EQ(text(0, RunTableModel::Name), "strange");
  EXPECT_EQ(text(0, RunTableModel::Accuracy), "50.0 %");
}

}  // namespace
}  // namespace lab::ui
