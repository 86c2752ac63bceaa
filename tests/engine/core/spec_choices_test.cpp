#include "engine/core/spec_choices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/core/vocabulary.h"

namespace lab {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_vocabulary::vocabulary;

std::string problem(std::string_view key, const ExperimentSpec& spec) {
  return unknownKey(key, spec, vocabulary());
}

// With the default spec: skew-fraction, lenet, group, gaia.
std::string problem(std::string_view key) {
  const ExperimentSpec spec;
  return problem(key, spec);
}

TEST(KnownKeys, AreTheFixedOnesAndThoseOfTheChosenEntries) {
  const ExperimentSpec spec;
  const auto keys = knownKeys(spec, vocabulary());
  EXPECT_THAT(keys,
              AllOf(Contains("seed"), Contains("training.schedule.kind"), Contains("algorithm.id"),
                    Contains("algorithm.threshold"), Contains("model.groups"), Contains("model.variant"),
                    Contains("partition.skew"), Not(Contains("algorithm.local_iterations"))));
}

TEST(UnknownKey, OfAnotherAlgorithmSaysWhose) {
  ExperimentSpec spec;
  spec.algorithm = {"bsp", {}};
  EXPECT_EQ(problem("algorithm.threshold", spec),
            "belongs to algorithm \"gaia\", but algorithm.id is \"bsp\"; remove it or set algorithm.id to "
            "\"gaia\"");
}

TEST(UnknownKey, OfAnotherNormalizationSaysWhose) {
  ExperimentSpec spec;
  spec.normalization = {"none", {}};
  EXPECT_THAT(problem("model.groups", spec), HasSubstr("belongs to normalization \"group\""));
}

TEST(UnknownKey, NamesTheNearestOfItsSection) {
  EXPECT_THAT(problem("algorithm.treshold"), HasSubstr("\"algorithm.threshold\""));
  EXPECT_THAT(problem("training.schedule.milestone"), HasSubstr("\"training.schedule.milestones\""));
}

TEST(UnknownKey, NamesTheNearestSection) {
  EXPECT_THAT(problem("algoritm"), HasSubstr("\"algorithm\""));
}

TEST(UnknownKey, FindsTheNameInAnotherSection) {
  EXPECT_THAT(problem("learning_rate"), HasSubstr("\"training.learning_rate\""));
  EXPECT_THAT(problem("training.count"), HasSubstr("\"partition.count\""));
}

TEST(UnknownKey, ListsTheSectionWhenNothingIsNear) {
  EXPECT_THAT(problem("stop.xxxxxxxxxxxxxxxxxxxx"),
              HasSubstr("expected one of target_accuracy, on_divergence"));
}

TEST(UnknownId, NamesTheNearestOrListsAll) {
  EXPECT_EQ(unknownId("gaja", vocabulary().algorithms), "\"gaja\" is not known; the nearest is \"gaia\"");
  EXPECT_EQ(unknownId("something-else", vocabulary().algorithms),
            "\"something-else\" is not known; expected one of bsp, gaia, fedavg, dgc");
}

}  // namespace
}  // namespace lab
