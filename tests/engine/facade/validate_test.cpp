#include "engine/validate.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue.h"
#include "engine/core/error.h"

namespace lab {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;
using ::testing::UnorderedElementsAre;

// The synthetic set: ten classes, 1,000 training and 200 test images.
ExperimentSpec sound(std::initializer_list<std::string_view> assignments = {}) {
  ExperimentSpec spec;
  setField(spec, "dataset.id=synthetic", catalogue::vocabulary());
  setField(spec, "model.variant=standard", catalogue::vocabulary());
  for (const auto assignment : assignments) setField(spec, assignment, catalogue::vocabulary());
  return spec;
}

auto problemAt(const std::string& field, const std::string& text = "") {
  return AllOf(Field(&Problem::field, field), Field(&Problem::text, HasSubstr(text)));
}

TEST(Validate, TheDefaultsCanRun) {
  const ExperimentSpec spec;
  EXPECT_THAT(validate(spec), IsEmpty());
}

TEST(Validate, EveryFieldIsHeldAgainstItsRange) {
  auto spec = sound();
  spec.partitions = 0;
  spec.training.momentum = 1;
  spec.training.learningRate = std::numeric_limits<double>::quiet_NaN();
  spec.evaluation.every = -5;
  spec.algorithm.params["threshold"] = -1;
  EXPECT_THAT(
      validate(spec),
      UnorderedElementsAre(problemAt("partition.count", "from 1 to 256"), problemAt("training.momentum"),
                           problemAt("training.learning_rate", "nan"), problemAt("evaluation.every"),
                           problemAt("algorithm.threshold", "a number from 0")));
}

TEST(Validate, AColumnMustBeOneOfTheDataSets) {
  EXPECT_THAT(validate(sound({"partition.scheme=attribute", "partition.column=label"})), IsEmpty());
  EXPECT_THAT(validate(sound({"partition.scheme=attribute", "partition.column=place"})),
              ElementsAre(problemAt("partition.column", "\"place\" is not possible; expected \"label\"")));
}

TEST(Validate, ATableAndAFileAreTriedOnTheData) {
  EXPECT_THAT(validate(sound({"partition.scheme=matrix", "partition.count=2", "partition.table=[[1, 2]]"})),
              ElementsAre(problemAt("partition.table", "1 rows, but partition.count is 2")));
  EXPECT_THAT(validate(sound({"partition.scheme=index-map", "partition.file=nowhere.txt"})),
              ElementsAre(problemAt("partition.file", "nowhere.txt cannot be opened")));
}

TEST(Validate, TheColumnLabelSplitsEveryDataSetByClass) {
  const auto preview =
      previewPartition(sound({"partition.scheme=attribute", "partition.column=label", "partition.count=10"}));
  for (std::size_t k = 0; k < 10; ++k) {
    const auto row = std::span{preview.labelCounts}.subspan(k * 10, 10);
    EXPECT_EQ(std::ranges::count(row, 0), 9) << k;
  }
}

TEST(Validate, UnknownEntriesNameTheNearest) {
  auto spec = sound();
  spec.dataset.id = "sinthetic";
  spec.partition.id = "modulus";
  spec.task.id = "verificate";
  spec.model.id = "lenett";
  spec.normalization.id = "bacth";
  spec.algorithm.id = "fedavgg";
  EXPECT_THAT(validate(spec), UnorderedElementsAre(problemAt("dataset.id", "\"synthetic\""),
                                                   problemAt("partition.scheme", "\"modulo\""),
                                                   problemAt("task.id", "\"verification\""),
                                                   problemAt("model.architecture", "\"lenet\""),
                                                   problemAt("model.normalization", "\"batch\""),
                                                   problemAt("algorithm.id", "\"fedavg\"")));
}

TEST(Validate, AParameterOfAnotherEntryIsAProblem) {
  auto spec = sound();
  spec.algorithm = {"bsp", {{"threshold", 0.1}}};
  EXPECT_THAT(validate(spec), ElementsAre(problemAt("algorithm.threshold", "belongs to algorithm \"gaia\"")));
}

TEST(Validate, MorePartitionsThanClassesLeaveSomeEmptyUnderModulo) {
  EXPECT_THAT(validate(sound({"partition.scheme=modulo", "partition.count=10"})), IsEmpty());
  EXPECT_THAT(validate(sound({"partition.scheme=modulo", "partition.count=12"})),
              ElementsAre(problemAt(
                  "partition.count",
                  "12 partitions, but label-skew 'modulo' on a data set of 10 classes leaves 2 empty")));
}

TEST(Validate, AMinibatchMustFitIntoAPartition) {
  EXPECT_THAT(validate(sound({"training.batch_size=200"})), IsEmpty());
  EXPECT_THAT(validate(sound({"training.batch_size=201"})),
              ElementsAre(problemAt("training.batch_size", "1000 training images; use at most 200")));
}

TEST(Validate, TheTrainingLimitCounts) {
  EXPECT_THAT(validate(sound({"dataset.train_limit=50", "training.batch_size=11"})),
              ElementsAre(problemAt("training.batch_size", "use at most 10")));
}

TEST(Validate, EveryPartitionNeedsATestSlice) {
  EXPECT_THAT(validate(sound({"dataset.test_limit=4"})),
              ElementsAre(problemAt("partition.count", "cannot share 4 test images")));
  EXPECT_THAT(validate(sound({"dataset.test_limit=4", "evaluation.test=full"})), IsEmpty());
}

TEST(Validate, GroupsMustDivideTheChannels) {
  EXPECT_THAT(validate(sound({"model.groups=4"})), IsEmpty());
  EXPECT_THAT(validate(sound({"model.groups=5"})), Contains(Field(&Problem::field, "model.normalization")));
}

TEST(Validate, VerificationNeedsPairsAndFeatures) {
  const std::string verification = "task.id=verification";
  const std::string mlp = "model.architecture=mlp";
  EXPECT_THAT(validate(sound({verification, mlp})), IsEmpty());
  EXPECT_THAT(validate(sound({verification})), ElementsAre(problemAt("task.id", "this network has no feature layer")));
  EXPECT_THAT(validate(sound({verification, mlp, "dataset.id=fashion-mini"})),
              ElementsAre(problemAt("task.id", "data set \"fashion-mini\" has none")));
  EXPECT_THAT(validate(sound({verification, "dataset.id=fashion-mini"})),
              UnorderedElementsAre(problemAt("task.id", "has none"), problemAt("task.id", "no feature layer")));
  EXPECT_THAT(validate(sound({verification, "model.architecture=face-net", "model.normalization=none"})),
              ElementsAre(problemAt("model.architecture", "meets an image of")));
  EXPECT_THAT(validate(sound({verification, mlp, "task.centre_weight=-1"})),
              ElementsAre(problemAt("task.centre_weight", "from 0")));
}

TEST(Validate, MilestonesMustAscend) {
  EXPECT_THAT(validate(sound({"training.schedule.milestones=[0.25, 0.5, 1000]"})), IsEmpty());
  for (const auto* bad :
       {"training.schedule.milestones=[0.75, 0.5]", "training.schedule.milestones=[0.5, 0.5]",
        "training.schedule.milestones=[0, 0.5]"}) {
    EXPECT_THAT(validate(sound({bad})), ElementsAre(problemAt("training.schedule.milestones"))) << bad;
  }
}

TEST(Validate, WordsOfClosedListsMustBeKnown) {
  EXPECT_THAT(validate(sound({"dataset.augment=rotate", "training.executor=fast", "network.profile=moon"})),
              UnorderedElementsAre(problemAt("dataset.augment", "\"none\" or \"mirror\" or \"crop\" or \"mirror+crop\""),
                                   problemAt("training.executor", "\"auto\" or \"autograd\""),
                                   problemAt("network.profile", "\"wan\" or \"lan\" or \"custom\"")));
}

TEST(Validate, SkewScoutNeedsSomethingToTurnAndSomebodyToVisit) {
  const std::string on = "skewscout.enabled=true";
  EXPECT_THAT(validate(sound({on, "algorithm.id=gaia"})), IsEmpty());
  EXPECT_THAT(validate(sound({on, "algorithm.id=bsp"})),
              ElementsAre(problemAt("skewscout.enabled", "use one of gaia, fedavg, dgc")));
  EXPECT_THAT(validate(sound({on, "algorithm.id=gaia", "partition.count=1"})),
              ElementsAre(problemAt("skewscout.enabled", "at least 2 partitions")));
}

TEST(Validate, ALadderHoldsLegalSettingsFromTalkativeToSilent) {
  const std::string on = "skewscout.enabled=true";
  EXPECT_THAT(validate(sound({on, "algorithm.id=gaia", "skewscout.ladder=[0, 0.1, 0.2]"})), IsEmpty());
  EXPECT_THAT(validate(sound({on, "algorithm.id=gaia", "skewscout.ladder=[0.2, 0.1]"})),
              ElementsAre(problemAt("skewscout.ladder", "ascend")));
  EXPECT_THAT(validate(sound({on, "algorithm.id=fedavg", "skewscout.ladder=[1, 2.5]"})),
              ElementsAre(problemAt("skewscout.ladder", "2.5 is not possible")));
  EXPECT_THAT(validate(sound({on, "algorithm.id=fedavg", "skewscout.start=0"})),
              ElementsAre(problemAt("skewscout.start", "0 is not possible")));
}

TEST(Validate, WordsOfSkewScoutMustBeKnown) {
  EXPECT_THAT(validate(sound({"skewscout.search=magic", "skewscout.order=star", "skewscout.loss=none"})),
              UnorderedElementsAre(problemAt("skewscout.search", "\"simulated-annealing\""),
                                   problemAt("skewscout.order", "\"rotating\""),
                                   problemAt("skewscout.loss", "\"host-minus-guest\"")));
}

TEST(RequireValid, ListsAllProblems) {
  EXPECT_NO_THROW(requireValid(sound()));
  EXPECT_THAT(
      [] {
        requireValid(sound({"training.batch_size=201", "algorithm.id=bsp", "skewscout.enabled=true"}));
      },
      ThrowsMessage<Error>(AllOf(HasSubstr("2 problems"), HasSubstr("\n  skewscout.enabled: "),
                                 HasSubstr("\n  training.batch_size: "))));
}

TEST(RequireValid, DataThatIsNotHereIsADataErrorWithARemedy) {
  const auto entries = catalogue::datasets();
  const auto missing = std::ranges::find(entries, false, &CatalogueEntry::available);
  if (missing == entries.end()) GTEST_SKIP() << "every data set of the catalogue is on this machine";
  auto spec = sound();
  spec.dataset.id = missing->id;
  try {
    requireValid(spec);
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Data);
    EXPECT_THAT(error.what(), HasSubstr("skewlab datasets import FOLDER --id " + missing->id));
  }
}

TEST(PreviewPartition, ModuloGivesEveryPartitionItsOwnLabels) {
  const auto split = previewPartition(sound({"partition.scheme=modulo", "partition.count=5"}));
  ASSERT_EQ(split.partitions, 5);
  ASSERT_EQ(split.classNames.size(), 10U);
  for (std::size_t k = 0; k < 5; ++k) {
    for (std::size_t label = 0; label < 10; ++label) {
      EXPECT_EQ(split.labelCounts[k * 10 + label], label % 5 == k ? 100 : 0) << k << ", " << label;
    }
  }
  EXPECT_DOUBLE_EQ(split.skew.totalVariation, 1);
  EXPECT_EQ(split.indexMapHash.size(), 64U);
}

TEST(PreviewPartition, DealsEverySampleOnceAndFollowsTheSeed) {
  const auto split = previewPartition(sound({"partition.scheme=iid"}));
  std::vector<std::int64_t> dealt;
  for (const auto& samples : split.indices) dealt.insert(dealt.end(), samples.begin(), samples.end());
  std::ranges::sort(dealt);
  std::vector<std::int64_t> all(1000);
  std::iota(all.begin(), all.end(), 0);
  EXPECT_EQ(dealt, all);
  EXPECT_EQ(previewPartition(sound({"partition.scheme=iid"})).indexMapHash, split.indexMapHash);
  EXPECT_NE(previewPartition(sound({"partition.scheme=iid", "seed=2"})).indexMapHash, split.indexMapHash);
}

TEST(PreviewPartition, RefusesWhatItCannotSplit) {
  auto spec = sound();
  spec.partition.id = "modulus";
  EXPECT_THAT([&] { (void)previewPartition(spec); }, ThrowsMessage<Error>(HasSubstr("partition.scheme")));
}

TEST(PreviewPartition, DoesNotMindABadModel) {
  auto spec = sound();
  spec.model.id = "lenett";
  EXPECT_NO_THROW((void)previewPartition(spec));
}

}  // namespace
}  // namespace lab
