#include <limits>

#include <QAbstractItemModelTester>
#include <QSignalBlocker>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "tests/ui/window/sandbox.h"
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
    filter_.setRuns(&model_);
    model_.setRows({made("b", "gaia", 0.8F, 9'000'000), made("a", "bsp", 0.9F, 12'000'000),
                    made("c", "fedavg", kNone, 0)});
  }

  [[nodiscard]] QString text(int row, RunColumn column) const {
    return filter_.index(row, static_cast<int>(column)).data(Qt::DisplayRole).toString();
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (int row = 0; row < filter_.rowCount(); ++row) {
      found.push_back(text(row, RunColumn::Name).toStdString());
    }
    return found;
  }

  void filter(const char* line) { filter_.setFilter(RunFilter::parse(line).filter); }
  void sort(RunColumn column, Qt::SortOrder order) { filter_.sort(static_cast<int>(column), order); }

  RunTableModel model_;
  RunProxy filter_;
};

TEST_F(RunTable, KeepsTheRulesOfItemModels) {
  QAbstractItemModelTester modelTester{&model_, QAbstractItemModelTester::FailureReportingMode::Fatal};
  QAbstractItemModelTester filterTester{&filter_, QAbstractItemModelTester::FailureReportingMode::Fatal};
  model_.put(made("d", "gaia", 0.5F, 1));
  model_.put(made("d", "gaia", 0.6F, 2));
  filter("gaia");
  sort(RunColumn::Accuracy, Qt::AscendingOrder);
  model_.remove("b.h5");
  model_.remove("unknown.h5");
  model_.setRows({});
  EXPECT_EQ(filter_.rowCount(), 0);
}

TEST_F(RunTable, WritesWhatARunWas) {
  EXPECT_EQ(text(0, RunColumn::Status), "finished");
  EXPECT_EQ(text(0, RunColumn::Algorithm), "gaia");
  EXPECT_EQ(text(0, RunColumn::Partitions), "5");
  EXPECT_EQ(text(0, RunColumn::Skew), "skew-fraction 80 %");
  EXPECT_EQ(text(0, RunColumn::Accuracy), "80.0 %");
  EXPECT_EQ(text(0, RunColumn::Bytes), QStringLiteral("9.00 MB"));
  EXPECT_EQ(text(0, RunColumn::SavingBytes), QStringLiteral("12\u00d7"));
  EXPECT_EQ(text(0, RunColumn::SavingValues), "");
}

TEST_F(RunTable, SortsNumbersAsNumbersWithUnknownOnesLast) {
  sort(RunColumn::Accuracy, Qt::DescendingOrder);
  EXPECT_THAT(names(), ElementsAre("a", "b", "c"));
  sort(RunColumn::Bytes, Qt::AscendingOrder);  // "9.00 MB" < "12.0 MB"
  EXPECT_THAT(names(), ElementsAre("c", "b", "a"));
  sort(RunColumn::Name, Qt::AscendingOrder);
  EXPECT_THAT(names(), ElementsAre("a", "b", "c"));
}

TEST_F(RunTable, ShowsRowsThatContainEveryWord) {
  filter("fed");
  EXPECT_THAT(names(), ElementsAre("c"));
  filter("fashion-mini bsp");
  EXPECT_THAT(names(), ElementsAre("a"));
  filter("gaia bsp");
  EXPECT_THAT(names(), ElementsAre());
  filter("");
  EXPECT_EQ(filter_.rowCount(), 3);
}

TEST_F(RunTable, FiltersByWhatTheNumbersAre) {
  filter("acc>85%");
  EXPECT_THAT(names(), ElementsAre("a"));
  filter("skew=80 sent<10mb");
  EXPECT_THAT(names(), ElementsAre("b", "c"));
  filter("created:2026-01 k=5 status:finished -algo:bsp");
  EXPECT_THAT(names(), ElementsAre("b", "c"));
}

TEST_F(RunTable, WhatIsSaidAboutARunTakesThePlaceOfTheExperiments) {
  RunRow row = made("b", "gaia", 0.8F, 1);
  row = withNotes(std::move(row), {.name = "The One",
                                   .notes = "look here",
                                   .tags = std::vector<std::string>{"paper", "old ideas"},
                                   .star = true});
  model_.put(row);
  EXPECT_EQ(text(0, RunColumn::Name), "The One");
  EXPECT_EQ(text(0, RunColumn::Tags), "paper, old ideas");
  EXPECT_EQ(text(0, RunColumn::Notes), "look here");
  filter("is:star name:\"the one\" note:look tag:\"old ideas\"");
  EXPECT_EQ(filter_.rowCount(), 1);
  filter("tag:old");
  EXPECT_EQ(filter_.rowCount(), 0);
}

/// Collects what a person asks for by changing cells.
struct Choices {
  explicit Choices(RunTableModel& model) {
    QObject::connect(&model, &RunTableModel::notesChosen,
                     [this](const std::filesystem::path& run, const RunNotes& notes) {
                       runs.push_back(run);
                       latest = notes;
                     });
  }
  std::vector<std::filesystem::path> runs;
  RunNotes latest;
};

TEST_F(RunTable, AChangedCellIsAskedForAndChangesNothingByItself) {
  Choices choices{model_};
  const auto change = [&](RunColumn column, const QVariant& value, int role = Qt::EditRole) {
    return model_.setData(model_.index(0, static_cast<int>(column)), value, role);
  };
  EXPECT_TRUE(change(RunColumn::Star, Qt::Checked, Qt::CheckStateRole));
  EXPECT_EQ(choices.latest, RunNotes{.star = true});
  EXPECT_TRUE(change(RunColumn::Lock, Qt::Checked, Qt::CheckStateRole));
  EXPECT_EQ(choices.latest, RunNotes{.locked = true});
  EXPECT_TRUE(change(RunColumn::Name, " mine "));
  EXPECT_EQ(choices.latest, RunNotes{.name = "mine"});
  EXPECT_TRUE(change(RunColumn::Tags, "paper,  old   ideas, , PAPER"));
  EXPECT_EQ(choices.latest.tags, (std::vector<std::string>{"paper", "old ideas"}));
  EXPECT_TRUE(change(RunColumn::Notes, "look here"));
  EXPECT_EQ(choices.latest, RunNotes{.notes = "look here"});
  EXPECT_EQ(choices.runs.size(), 5U);
  EXPECT_EQ(model_.rows().front().notes, RunNotes{});
}

TEST_F(RunTable, ACellThatStaysAsItIsAsksForNothing) {
  Choices choices{model_};
  for (const auto column : {RunColumn::Name, RunColumn::Tags, RunColumn::Notes}) {
    const auto index = model_.index(0, static_cast<int>(column));
    EXPECT_FALSE(model_.setData(index, index.data(Qt::EditRole), Qt::EditRole));
  }
  EXPECT_TRUE(choices.runs.empty());
}

TEST_F(RunTable, AnEmptyNameIsTheExperimentsOwnAgain) {
  model_.put(withNotes(model_.rows().front(), {.name = "mine"}));
  Choices choices{model_};
  model_.setData(model_.index(0, static_cast<int>(RunColumn::Name)), "", Qt::EditRole);
  EXPECT_EQ(choices.latest, RunNotes{});
}

TEST_F(RunTable, OnlyWhatAPersonSaysCanBeChanged) {
  for (int column = 0; column < kRunColumns; ++column) {
    const auto flags = model_.flags(model_.index(0, column));
    const auto each = static_cast<RunColumn>(column);
    EXPECT_EQ(flags.testFlag(Qt::ItemIsEditable),
              each == RunColumn::Name || each == RunColumn::Tags || each == RunColumn::Notes);
    EXPECT_EQ(flags.testFlag(Qt::ItemIsUserCheckable), isMark(each));
  }
  model_.setEditable(false);
  EXPECT_FALSE(model_.flags(model_.index(0, 0)).testFlag(Qt::ItemIsUserCheckable));
}

TEST_F(RunTable, EveryColumnSortsWithoutLosingARow) {
  for (int column = 0; column < kRunColumns; ++column) {
    sort(static_cast<RunColumn>(column), Qt::DescendingOrder);
    EXPECT_EQ(filter_.rowCount(), 3);
    EXPECT_FALSE(titleOf(static_cast<RunColumn>(column)).isEmpty());
  }
}

TEST_F(RunTable, AThousandRunsAreSortedAndFilteredAsThree) {
  std::vector<RunRow> rows;
  for (int i = 0; i < 1000; ++i) {
    const char* algorithm = i % 4 == 0 ? "gaia" : "bsp";
    rows.push_back(made(std::to_string(i), algorithm, static_cast<float>(i % 97) / 100.0F, i));
  }
  QAbstractItemModelTester modelTester{&model_, QAbstractItemModelTester::FailureReportingMode::Fatal};
  model_.setRows(std::move(rows));
  sort(RunColumn::Bytes, Qt::DescendingOrder);
  EXPECT_EQ(text(0, RunColumn::Name), "999");
  EXPECT_EQ(text(999, RunColumn::Name), "0");
  filter("algo:gaia acc=50%");
  // Those of 50, 147, 244, ... that four divides: 244, 632.
  EXPECT_THAT(names(), ElementsAre("632", "244"));
}

TEST_F(RunTable, UpdatesTheRowOfARunInPlace) {
  model_.put(made("b", "gaia", 0.85F, 10'000'000));
  EXPECT_EQ(model_.rowCount(), 3);
  EXPECT_EQ(text(0, RunColumn::Accuracy), "85.0 %");
}

TEST_F(RunTable, ShowsAnUnreadableFileAsARow) {
  StoredRun broken;
  broken.summary.path = "broken.h5";
  broken.problem = "broken.h5: no run file";
  model_.setRows({toRow(broken)});
  EXPECT_EQ(text(0, RunColumn::Status), "unreadable");
  EXPECT_EQ(text(0, RunColumn::Name), "broken");
  EXPECT_EQ(text(0, RunColumn::Accuracy), "");
  EXPECT_EQ(filter_.index(0, static_cast<int>(RunColumn::Name)).data(Qt::ToolTipRole).toString(),
            "broken.h5: no run file");
}

TEST_F(RunTable, ARunOfAnotherVersionShowsWhatItCan) {
  StoredRun strange;
  strange.summary.path = "strange.h5";
  strange.summary.specJson = R"({"from the future": 1})";
  strange.summary.meanAccuracy = 0.5F;
  const RunRow row = toRow(strange);
  EXPECT_FALSE(row.spec);
  model_.setRows({row});
  EXPECT_EQ(text(0, RunColumn::Name), "strange");
  EXPECT_EQ(text(0, RunColumn::Accuracy), "50.0 %");
}

}  // namespace
}  // namespace lab::ui
