// Runs beside each other: who is compared with whom, what is drawn, and what is said about it.

#include <QSignalSpy>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/window/recorded_runs.h"
#include "tests/ui/window/sandbox.h"
#include "ui/compare_page.h"

namespace lab::ui {
namespace {

using test::eventually;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Compare : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& algorithm, std::int64_t seed, double quality = 1,
             double saving = 10) {
    test::RecordedRunFile run{.quality = quality, .saving = saving};
    run.spec.name = algorithm;
    run.spec.algorithm = {algorithm, {}};
    run.spec.seed = seed;
    test::writeRun(sandbox_.runs() / (name + ".h5"), run);
  }

  void read() { model_.setRows(readRows(sandbox_.runs())); }

  [[nodiscard]] const RunRow& row(const std::string& name) const {
    return *model_.row(sandbox_.runs() / (name + ".h5"));
  }

  /// Chooses runs and waits until their curves are drawn.
  void choose(const std::vector<std::string>& names) {
    std::vector<RunRow> rows;
    for (const auto& name : names) rows.push_back(row(name));
    page_.setRuns(rows);
    ASSERT_TRUE(eventually([this] {
      for (int i = 0; i < static_cast<int>(page_.entries().size()); ++i) {
        if (page_.overlay().pointCount(i) == 0) return false;
      }
      return true;
    }));
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : page_.entries()) found.push_back(entry.name.toStdString());
    return found;
  }
  [[nodiscard]] std::string result(int row, int column) const {
    return page_.results().item(row, column)->text().toStdString();
  }
  [[nodiscard]] std::vector<std::string> settings() const {
    std::vector<std::string> keys;
    const auto& table = page_.settings().table();
    for (int i = 0; i < table.rowCount(); ++i) keys.push_back(table.item(i, 0)->text().toStdString());
    return keys;
  }

  test::Sandbox sandbox_;
  RunTableModel model_;
  ComparePage page_{model_};
};

TEST_F(Compare, NothingChosenSaysWhatToDo) {
  EXPECT_THAT(page_.note().toStdString(), HasSubstr("Select runs"));
  EXPECT_THAT(page_.entries(), IsEmpty());
  EXPECT_THAT(page_.overlay().message().toStdString(), HasSubstr("Select"));
}

TEST_F(Compare, ARunComesWithTheBspRunOnTheSameData) {
  write("a", "gaia", 1, 0.9, 10);
  write("b", "bsp", 1, 1.0, 1);
  write("c", "bsp", 2, 1.0, 1);
  read();
  choose({"a"});
  EXPECT_THAT(names(), ElementsAre("bsp", "gaia"));
  EXPECT_TRUE(page_.entries().front().baseline);
  EXPECT_EQ(page_.entries().front().runs.front().summary.path, row("b").summary.path);
  EXPECT_THAT(page_.note().toStdString(), HasSubstr("Baseline: bsp"));
  EXPECT_THAT(settings(), Contains("algorithm.id"));
  EXPECT_THAT(settings(), testing::Not(Contains("seed")));
}

TEST_F(Compare, RunsOfASweepAreALineOverTheSetting) {
  for (const double skew : {0.0, 0.5, 1.0}) {
    for (const std::int64_t seed : {1, 2}) {
      test::RecordedRunFile run{.quality = 1 - 0.2 * skew - 0.01 * static_cast<double>(seed)};
      run.spec.partition.params["skew"] = skew;
      run.spec.name = "skew " + std::to_string(skew) + ", seed " + std::to_string(seed);
      run.spec.seed = seed;
      test::writeRun(sandbox_.runs() / (run.spec.name + ".h5"), run);
    }
  }
  read();
  page_.setRuns(model_.rows());
  ASSERT_TRUE(page_.sweep().holds());
  EXPECT_EQ(page_.sweep().currentWidget(), &page_.sweep().line());
  EXPECT_EQ(page_.sweep().line().pointCount(0), 3);
  EXPECT_THAT(names(), testing::Each(testing::Not(HasSubstr("seed"))));
  page_.setRuns({model_.rows().front()});
  EXPECT_FALSE(page_.sweep().holds());
}

TEST_F(Compare, TwoSettingsAreATable) {
  for (const double skew : {0.0, 1.0}) {
    for (const double rate : {0.01, 0.02}) {
      test::RecordedRunFile run;
      run.spec.partition.params["skew"] = skew;
      run.spec.training.learningRate = rate;
      test::writeRun(sandbox_.runs() / (std::to_string(skew) + std::to_string(rate) + ".h5"), run);
    }
  }
  read();
  page_.setRuns(model_.rows());
  EXPECT_EQ(page_.sweep().currentWidget(), &page_.sweep().map());
  EXPECT_EQ(page_.sweep().map().data().rowTitle.toStdString(), "Skew");
  EXPECT_EQ(page_.sweep().map().data().values.size(), 4U);
}

TEST_F(Compare, MoreLinesThanCanBeToldApartAreLeftOut) {
  for (int i = 0; i < 15; ++i) {
    test::RecordedRunFile run;
    run.spec.training.learningRate = 0.01 + 0.001 * i;
    test::writeRun(sandbox_.runs() / (std::to_string(100 + i) + ".h5"), run);
  }
  read();
  page_.setRuns(model_.rows());
  EXPECT_EQ(page_.entries().size(), ComparePage::kMost);
  EXPECT_THAT(page_.note().toStdString(), HasSubstr("first 12 of 15"));
  EXPECT_EQ(page_.sweep().line().pointCount(0), 15) << "the sweep is one line";
}

TEST_F(Compare, DifferencesSayWhatIsBetterNotByColourAlone) {
  write("a", "gaia", 1, 0.9, 10);
  write("b", "bsp", 1, 1.0, 1);
  read();
  choose({"a"});
  EXPECT_THAT(result(1, 1), HasSubstr("\u25bc \u2212"));
  EXPECT_THAT(result(1, 2), HasSubstr("\u25b2 10\u00d7 less"));
  EXPECT_THAT(result(1, 5), HasSubstr("= the same"));
  EXPECT_THAT(result(0, 1), testing::Not(HasSubstr("\n"))) << "the baseline is not compared with itself";
}

TEST_F(Compare, AMissingBaselineCanBeQueued) {
  write("a", "gaia", 1);
  read();
  choose({"a"});
  EXPECT_THAT(page_.note().toStdString(), HasSubstr("no BSP run"));
  QSignalSpy asked{&page_, &ComparePage::queueRequested};
  for (auto* button : page_.findChildren<QPushButton*>()) {
    if (button->text().remove('&') == "Queue it") button->click();
  }
  ASSERT_EQ(asked.count(), 1);
  const auto spec = asked.front().front().value<ExperimentSpec>();
  EXPECT_EQ(spec.algorithm, (Choice{"bsp", {}}));
  EXPECT_EQ(spec.seed, 1);
  EXPECT_EQ(spec.partition, row("a").spec->partition);
}

TEST_F(Compare, APinnedRunIsTheBaselineOfAll) {
  write("a", "gaia", 1);
  write("b", "bsp", 1);
  write("c", "fedavg", 2);
  read();
  page_.pin(row("c").summary.path);
  choose({"a", "b"});
  EXPECT_THAT(names(), ElementsAre("fedavg", "gaia", "bsp"));
  EXPECT_THAT(page_.note().toStdString(), HasSubstr("pinned"));
  page_.pin(std::nullopt);
  EXPECT_THAT(names(), ElementsAre("bsp", "gaia"));
}

TEST_F(Compare, SeedsOfOneConfigurationAreTheirMeanWithABand) {
  for (const std::int64_t seed : {1, 2, 3}) {
    write("g" + std::to_string(seed), "gaia", seed, 0.8 + 0.05 * static_cast<double>(seed));
  }
  write("f", "fedavg", 1);
  read();
  choose({"g1", "g2", "g3", "f"});
  EXPECT_THAT(names(), ElementsAre("gaia", "fedavg"));
  EXPECT_EQ(page_.seedsChip().text(), "mean of 3 seeds");
  ASSERT_EQ(page_.overlay().lineCount(), 4);  // two lines, two edges of the band
  EXPECT_EQ(page_.overlay().line(3).role, LineRole::BandUpper);
  const double mean = 100.0 *
                      static_cast<double>(row("g1").summary.meanAccuracy + row("g2").summary.meanAccuracy +
                                          row("g3").summary.meanAccuracy) /
                      3;
  EXPECT_THAT(result(0, 1), HasSubstr(QLocale{}.toString(mean, 'f', 1).toStdString()));

  page_.seedsChip().setChecked(false);
  EXPECT_THAT(names(), ElementsAre("gaia · seed 1", "gaia · seed 2", "gaia · seed 3", "fedavg"));
  EXPECT_EQ(page_.seedsChip().text(), "3 seeds apart");
}

TEST_F(Compare, ARunKeepsItsColourWhileItIsChosen) {
  write("a", "gaia", 1);
  write("b", "fedavg", 1);
  write("c", "dgc", 1);
  read();
  choose({"a", "b"});
  const auto colour = page_.entries()[1].style.colour;
  EXPECT_NE(page_.entries()[0].style.colour, colour);
  choose({"b", "c"});
  EXPECT_EQ(page_.entries()[0].style.colour, colour);
  EXPECT_NE(page_.entries()[1].style.colour, colour);
}

TEST_F(Compare, TheFrontHoldsWhatNothingBeats) {
  write("a", "gaia", 1, 0.9, 10);
  write("b", "fedavg", 1, 0.7, 5);  // dearer and worse than gaia
  write("c", "dgc", 1, 0.6, 100);
  read();
  choose({"a", "b", "c"});
  EXPECT_EQ(page_.scatter().pointCount(), 3U);
  EXPECT_THAT(page_.scatter().front(), ElementsAre(2, 0));
  EXPECT_THAT(page_.scatter().tip(0).toStdString(), HasSubstr("cheaper and better"));
}

TEST_F(Compare, OtherTestImagesAreSaidAndNotSubtracted) {
  write("b", "bsp", 1);
  test::RecordedRunFile other;
  other.spec.algorithm = {"gaia", {}};
  other.spec.evaluation.test =
      other.spec.evaluation.test == TestMode::Full ? TestMode::Slices : TestMode::Full;
  test::writeRun(sandbox_.runs() / "o.h5", other);
  read();
  page_.pin(row("b").summary.path);
  choose({"o"});
  EXPECT_THAT(page_.note().toStdString(), HasSubstr("different images"));
  EXPECT_THAT(result(1, 1), testing::Not(HasSubstr("\n")));
  EXPECT_THAT(page_.scatter().front(), IsEmpty());
}

TEST_F(Compare, OverEveryAxisTheLinesHaveTheirPoints) {
  write("a", "gaia", 1);
  read();
  choose({"a"});
  for (const auto axis : {XAxis::Epoch, XAxis::Seconds, XAxis::Bytes, XAxis::Iteration}) {
    page_.setXAxis(axis);
    EXPECT_EQ(page_.overlay().pointCount(0), 3U);  // iterations 0, 60, 100
  }
  EXPECT_EQ(page_.overlay().newestX(), 100);
}

TEST_F(Compare, SaysWhereEachRunFirstReachedAnAccuracy) {
  write("a", "gaia", 1, 0.5, 10);
  write("b", "bsp", 1, 1.0, 1);
  read();
  choose({"a"});
  // Evaluated at 0, 60 and 100: the baseline is there at 60, the other, half as good, never.
  const int target = static_cast<int>(row("a").summary.bestAccuracy * 100.0F) + 5;
  page_.target().setValue(target);
  EXPECT_EQ(page_.results().horizontalHeaderItem(3)->text(), QStringLiteral("To %1 %").arg(target));
  EXPECT_EQ(result(0, 3), "60");
  EXPECT_EQ(result(1, 3), "\u2013");
  page_.target().setValue(5);
  EXPECT_EQ(result(0, 3), "0");
}

TEST_F(Compare, AFileThatIsGoneIsSaid) {
  write("a", "gaia", 1);
  read();
  QSignalSpy problems{&page_, &ComparePage::problem};
  std::filesystem::remove(row("a").summary.path);
  page_.setRuns({row("a")});
  EXPECT_TRUE(eventually([&] { return !problems.isEmpty(); }));
}

TEST_F(Compare, MoreThanCanBeToldApartAreLeftOutAndCounted) {
  std::vector<std::string> all;
  for (int i = 0; i < 14; ++i) {
    all.push_back("r" + std::to_string(i));
    write(all.back(), "gaia", i, 1, 5 + i);
  }
  read();
  page_.seedsChip().setChecked(false);
  choose(all);
  EXPECT_EQ(page_.entries().size(), ComparePage::kMost);
  EXPECT_THAT(page_.note().toStdString(), HasSubstr("first 12 of 14"));
}

TEST_F(Compare, AllSettingsCanBeSeen) {
  write("a", "gaia", 1);
  write("b", "fedavg", 1);
  read();
  choose({"a", "b"});
  const auto few = settings().size();
  page_.settings().all().setChecked(true);
  EXPECT_GT(settings().size(), few);
  EXPECT_THAT(settings(), Contains("dataset.id"));
  EXPECT_THAT(settings(), testing::Not(Contains("name")));
}

TEST(Delta, IsWordedWithItsDirection) {
  EXPECT_EQ(pointsDelta(84.3, 82), (DeltaText{"\u25b2 +2.3", Verdict::Better}));
  EXPECT_EQ(pointsDelta(80, 82), (DeltaText{"\u25bc \u22122.0", Verdict::Worse}));
  EXPECT_EQ(pointsDelta(82.01, 82).verdict, Verdict::Same);
  EXPECT_EQ(costDelta(10, 120), (DeltaText{"\u25b2 12\u00d7 less", Verdict::Better}));
  EXPECT_EQ(costDelta(30, 20), (DeltaText{"\u25bc 1.5\u00d7 more", Verdict::Worse}));
  EXPECT_EQ(costDelta(0, 20).text, "");
}

}  // namespace
}  // namespace lab::ui
