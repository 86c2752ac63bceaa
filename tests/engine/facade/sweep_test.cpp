#include "engine/sweep.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/presets.h"
#include "engine/validate.h"

namespace lab {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;
using ::testing::UnorderedElementsAre;

// A file with these members beside name, title and why.
std::string file(const std::string& members) {
  return R"({"name": "s", "title": "S", "why": "To see.", )" + members + "}";
}

Sweep read(const std::string& members, std::string_view scale = "full") {
  return expand(sweepFileFromJson(file(members), "s.json"), scale, "s.json");
}

std::vector<std::string> files(const Sweep& sweep) {
  std::vector<std::string> names;
  for (const auto& run : sweep.runs) names.push_back(run.file);
  return names;
}

constexpr auto kTwoByTwo = R"("axes": {
    "data": [{"label": "IID", "set": {"partition.scheme": "iid"}},
             {"label": "Non-IID", "set": {"partition.scheme": "modulo"}}],
    "algorithm.threshold": [0.05, 0.2]}, "seeds": [4, 7])";

TEST(Sweep, IsEveryCombinationOfItsAxesAndSeeds) {
  EXPECT_THAT(files(read(kTwoByTwo)),
              ElementsAre("IID_threshold-0.05_seed4.h5", "IID_threshold-0.05_seed7.h5",
                          "IID_threshold-0.2_seed4.h5", "IID_threshold-0.2_seed7.h5",
                          "Non-IID_threshold-0.05_seed4.h5", "Non-IID_threshold-0.05_seed7.h5",
                          "Non-IID_threshold-0.2_seed4.h5", "Non-IID_threshold-0.2_seed7.h5"));
}

TEST(Sweep, ARunHasLabelsNameAndSpec) {
  const auto sweep = read(kTwoByTwo);
  EXPECT_THAT(sweep.columns, ElementsAre("data", "algorithm.threshold"));
  const auto& last = sweep.runs.back();
  EXPECT_THAT(last.labels, UnorderedElementsAre(Pair("data", "Non-IID"), Pair("algorithm.threshold", "0.2")));
  EXPECT_EQ(last.name, "Non-IID, 0.2, seed 7");
  EXPECT_EQ(last.spec.name, last.name);
  EXPECT_EQ(last.spec.seed, 7);
  EXPECT_EQ(last.spec.partition.id, "modulo");
  EXPECT_EQ(last.spec.algorithm.params.at("threshold"), 0.2);
}

TEST(Sweep, WithoutAxesAndRunsItIsOneRunForEachSeed) {
  EXPECT_THAT(files(read(R"("seeds": 3)")), ElementsAre("seed1.h5", "seed2.h5", "seed3.h5"));
  EXPECT_THAT(files(read(R"("base": {"seed": 9})")), ElementsAre("seed1.h5"));
}

TEST(Sweep, KeysOfASetMayComeInAnyOrder) {
  const auto sweep = read(R"("runs": [{"label": "a", "set": {"algorithm.local_iterations": 5,
                                                             "algorithm.id": "fedavg"}}])");
  EXPECT_EQ(sweep.runs.front().spec.algorithm.params.at("local_iterations"), 5);
}

TEST(Sweep, TheBaseIsAnExperimentAPresetOrAChangedPreset) {
  EXPECT_EQ(read(R"("base": {"partition": {"count": 3}})").runs.front().spec.partitions, 3);
  auto expected = preset("signature").spec;
  expected.name = "seed 1";
  EXPECT_EQ(read(R"("base": "signature")").runs.front().spec, expected);
  expected.training.batchSize = 7;
  EXPECT_EQ(read(R"("base": {"preset": "signature", "set": {"training.batch_size": 7}})").runs.front().spec,
            expected);
}

TEST(Sweep, NamedRunsAreCombinedWithTheAxesTheyAreOver) {
  const auto sweep = read(R"("axes": {"partition.skew": [0, 1], "training.batch_size": [5]},
      "runs": [{"label": "reference", "group": "reference", "over": ["training.batch_size"]},
               {"label": "once", "over": [], "seeds": [3]},
               {"label": "all", "set": {"algorithm.id": "bsp"}}])");
  EXPECT_THAT(files(sweep),
              ElementsAre("batch-size-5_reference_seed1.h5", "once_seed3.h5",
                          "skew-0_batch-size-5_all_seed1.h5", "skew-1_batch-size-5_all_seed1.h5"));
  EXPECT_THAT(sweep.columns, ElementsAre("partition.skew", "training.batch_size", "run"));
  EXPECT_EQ(sweep.runs.front().group, "reference");
  EXPECT_THAT(sweep.runs[1].labels, ElementsAre(Pair("run", "once")));
}

constexpr auto kScales = R"("base": {"training": {"iterations": 1000}},
    "axes": {"algorithm": [{"label": "DGC", "set": {"algorithm.id": "dgc",
                                                    "algorithm.warmup_stage_iterations": 105}},
                           {"label": "BSP", "set": {"algorithm.id": "bsp"}}]},
    "scales": {"full": {}, "short": {"training.iterations": 100,
                                     "times": {"algorithm.warmup_stage_iterations": 0.1}}})";

TEST(Sweep, AScaleChangesTheLengthAndTheKnobsItNames) {
  const auto full = read(kScales);
  EXPECT_EQ(full.runs[0].spec.training.iterations, 1000);
  EXPECT_EQ(full.runs[0].spec.algorithm.params.at("warmup_stage_iterations"), 105);
  const auto brief = read(kScales, "short");
  EXPECT_EQ(brief.scale, "short");
  EXPECT_EQ(brief.runs[0].spec.training.iterations, 100);
  EXPECT_EQ(brief.runs[0].spec.algorithm.params.at("warmup_stage_iterations"), 11);  // 10.5, rounded
  EXPECT_EQ(brief.runs[1].spec.training.iterations, 100);
  EXPECT_EQ(full.runs[0].spec.training.schedule, brief.runs[0].spec.training.schedule);
}

TEST(Sweep, AScaledKnobStaysAtLeastOne) {
  const auto sweep = read(R"("base": {"algorithm": {"id": "fedavg", "local_iterations": 3}},
      "scales": {"full": {"times": {"algorithm.local_iterations": 0.01}}})");
  EXPECT_EQ(sweep.runs.front().spec.algorithm.params.at("local_iterations"), 1);
}

TEST(Sweep, AnUnknownScaleIsNamedWithThoseThereAre) {
  EXPECT_THAT([] { (void)read(kScales, "tiny"); },
              ThrowsMessage<Error>(AllOf(HasSubstr("--scale tiny"), HasSubstr(R"("full", "short")"))));
}

TEST(Sweep, EveryProblemOfAFileIsListed) {
  EXPECT_THAT(
      [] {
        (void)read(R"("axis": {}, "seeds": 0, "runs": [{"label": "a", "sett": {}, "over": ["b"]}],
                      "report": {"knd": "table"})");
      },
      ThrowsMessage<Error>(AllOf(HasSubstr("s.json: 5 problems"),
                                 HasSubstr("axis: is not a known key; the nearest is \"axes\""),
                                 HasSubstr("seeds: must be how many"),
                                 HasSubstr("runs.1.sett: is not a known key; the nearest is \"set\""),
                                 HasSubstr("runs.1.over: must be a list of names of axes"),
                                 HasSubstr("report.knd: is not a known key; the nearest is \"kind\""))));
}

TEST(Sweep, AProblemNamesTheFirstRunItBelongsTo) {
  EXPECT_THAT([] { (void)read(R"("axes": {"training.batch_sise": [5, 6]}, "seeds": 2)"); },
              ThrowsMessage<Error>(
                  AllOf(HasSubstr("5, seed 1 (and 3 other runs): training.batch_sise: is not a known key"),
                        HasSubstr("the nearest is \"training.batch_size\""))));
}

TEST(Sweep, RunsWithOneFileNameAreRefused) {
  EXPECT_THAT([] { (void)read(R"("runs": [{"label": "T 5"}, {"label": "t/5"}])"); },
              ThrowsMessage<Error>(HasSubstr("t-5_seed1.h5: is the file of \"T 5, seed 1\" too")));
}

TEST(Sweep, AFactorThatNoRunHasIsRefused) {
  EXPECT_THAT([] { (void)read(R"("scales": {"full": {"times": {"algorithm.local_iterations": 2}}})"); },
              ThrowsMessage<Error>(HasSubstr("algorithm.local_iterations: is not a number that any")));
}

TEST(Sweep, LabelsOfTheReportMustBeThoseOfOneCombination) {
  const std::string axes = R"("axes": {"partition.skew": [0, 1], "training.batch_size": [5, 6]}, )";
  const auto reportAt = [&](const std::string& at) {
    return axes + R"("report": {"published": [{"accuracy": 70, "at": )" + at + "}]}";
  };
  EXPECT_NO_THROW((void)read(reportAt(R"({"partition.skew": "0", "training.batch_size": "6"})")));
  EXPECT_THAT([&] { (void)read(reportAt(R"({"partition.skew": "0"})")); },
              ThrowsMessage<Error>(HasSubstr("report.published.1: fits 2 different combinations")));
  EXPECT_THAT([&] { (void)read(reportAt(R"({"partition.skew": "0.5"})")); },
              ThrowsMessage<Error>(HasSubstr("report.published.1: has labels that no run has")));
}

TEST(SweepValidation, ListsWhatIsWrongWithAnyRun) {
  const auto sweep = read(R"("axes": {"training.momentum": [0.5, 7, 8]}, "seeds": 2)");
  EXPECT_THAT([&] { requireValid(sweep); },
              ThrowsMessage<Error>(AllOf(HasSubstr("7, seed 1 (and 1 other runs): training.momentum"),
                                         HasSubstr("8, seed 1 (and 1 other runs): training.momentum"))));
}

TEST(SweepValidation, DataThatIsMissingIsOneSentenceOfItsOwnKind) {
  const auto sweep =
      read(R"("base": {"dataset": {"id": "cifar100"}, "partition": {"scheme": "iid"}}, "seeds": 2)");
  try {
    requireValid(sweep);
    GTEST_SKIP() << "cifar100 is on this machine";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Data);
    EXPECT_THAT(error.what(), HasSubstr("skewlab datasets import FOLDER --id cifar100"));
  }
}

std::vector<std::string> unexpected(const std::string& name, std::string_view scale) {
  std::vector<std::string> lines;
  try {
    requireValid(sweepNamed(name, scale));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::Data) return {};  // only the data set is missing
    std::istringstream text(error.what());
    for (std::string line; std::getline(text, line);) {
      if (line.find(" problems") == std::string::npos) lines.push_back(line);
    }
  }
  return lines;
}

TEST(BuiltInSweeps, AreValidAtBothScales) {
  for (const auto& one : builtInSweeps()) {
    for (const auto* scale : {"full", "short"})
      EXPECT_THAT(unexpected(one.name, scale), IsEmpty()) << one.name << " " << scale;
  }
}

TEST(BuiltInSweeps, SayWhatTheyShow) {
  EXPECT_THAT(builtInSweeps(), SizeIs(11));
  for (const auto& one : builtInSweeps()) EXPECT_NE(one.why, "") << one.name;
}

TEST(BuiltInSweeps, FullIsThePapersLengthAndShortASixteenthOnACut) {
  const auto full = sweepNamed("paper/norms", "full").runs;
  ASSERT_THAT(full, SizeIs(2 * 2 * 4 * 3));
  for (const auto& run : full) {
    EXPECT_EQ(run.spec.training.iterations, 64000);
    EXPECT_EQ(run.spec.dataset.trainLimit, 0);
  }
  for (const auto& run : sweepNamed("paper/norms", "short").runs) {
    EXPECT_EQ(run.spec.training.iterations, 4000);
    EXPECT_EQ(run.spec.dataset.trainLimit, 10000);
    EXPECT_EQ(run.spec.dataset.testLimit, 2000);
  }
}

// Hsieh et al. 2020, figure of BatchNorm against GroupNorm, in the order of its bars.
TEST(BuiltInSweeps, TheNumbersOfTheNormsAreThePapers) {
  std::vector<double> numbers;
  for (const auto& one : sweepNamed("paper/norms", "full").report.published)
    numbers.push_back(one.numbers.at("accuracy"));
  EXPECT_THAT(numbers, ElementsAre(79.5, 78.2, 80.3, 63.1, 67.1, 53.8, 50.2, 10.0, 78.9, 77.1, 79.7, 79.7,
                                   79.2, 64.5, 70.0, 70.2));
}

TEST(BuiltInSweeps, AnUnknownNameOffersTheNearest) {
  EXPECT_THAT([] { (void)sweepNamed("paper/norm", "full"); },
              ThrowsMessage<Error>(HasSubstr("expected \"paper/norms\"")));
}

}  // namespace
}  // namespace lab
