// Networks as data: shapes, parameter counts, fillers and factors of every model, without a tensor. Expected
// numbers are those of the paper's networks (section 5.1 and the authors' prototxt files), counted by hand.

#include "engine/nn/plan.h"

#include <cmath>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/nn/model.h"
#include "engine/nn/norm.h"
#include "tests/engine/nn/plan_words.h"

namespace lab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using test::kindsOf;
using test::parameterOf;
using test::sidesOf;

constexpr ImageShape kCifar{3, 32, 32};
constexpr ImageShape kMnist{1, 28, 28};
const Choice kStandardLenet{"lenet", {{"variant", static_cast<double>(model::Variant::Standard)}}};

Plan planOf(const Choice& network, const Choice& normalization, const ImageShape& input = kCifar) {
  return model::plan(network, normalization, input, 10);
}

// What is wrong with a network that cannot be built.
std::string refusal(const Choice& network, const Choice& normalization, const ImageShape& input) {
  try {
    (void)planOf(network, normalization, input);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Usage);
    return error.what();
  }
  return {};
}

TEST(PaperLenet, HasThePublishedNumberOfParameters) {
  EXPECT_EQ(planOf({"lenet"}, {"none"}).parameterCount(), 89578);
  for (const std::string norm : {"batch", "group", "layer", "instance"}) {
    EXPECT_EQ(planOf({"lenet"}, {norm}).parameterCount(), 89450) << norm;
  }
}

TEST(PaperLenet, HasStatisticsWithBatchNormOnly) {
  EXPECT_EQ(planOf({"lenet"}, {"batch"}).statistics, 2 * (32 + 32 + 64) + 3);
  for (const std::string norm : {"none", "group", "layer", "instance"}) {
    EXPECT_EQ(planOf({"lenet"}, {norm}).statistics, 0) << norm;
  }
}

TEST(PaperLenet, HasTheAuthorsOrderOfLayers) {
  EXPECT_THAT(kindsOf(planOf({"lenet"}, {"none"})),
              ElementsAre("conv", "max", "relu", "lrn", "conv", "relu", "average", "lrn", "conv", "relu",
                          "average", "linear"));
  EXPECT_THAT(kindsOf(planOf({"lenet"}, {"batch"})),
              ElementsAre("conv", "max", "batch", "relu", "conv", "batch", "relu", "average", "conv", "batch",
                          "relu", "average", "linear"));
}

TEST(PaperLenet, PoolsAsCaffeDoes) {
  EXPECT_THAT(sidesOf(planOf({"lenet"}, {"none"}, kCifar)), ElementsAre(32, 16, 8, 4, 1));
  EXPECT_THAT(sidesOf(planOf({"lenet"}, {"none"}, kMnist)), ElementsAre(28, 14, 7, 3, 1));
}

TEST(PaperLenet, StartsFromTheAuthorsFillers) {
  for (const std::string norm : {"none", "batch", "group"}) {
    const auto plan = planOf({"lenet"}, {norm});
    for (const auto& [name, deviation] :
         {std::pair{"conv1", 1e-4}, {"conv2", 0.01}, {"conv3", 0.01}, {"fc", 0.01}}) {
      const auto& weight = parameterOf(plan, std::string{name} + ".weight");
      EXPECT_EQ(weight.filler.kind, Filler::Kind::Gaussian) << name;
      EXPECT_DOUBLE_EQ(weight.filler.value, deviation) << name;
    }
    const auto& bias = parameterOf(plan, "fc.bias");
    EXPECT_EQ(bias.filler.kind, Filler::Kind::Constant);
    EXPECT_EQ(bias.filler.value, 0);
  }
}

TEST(PaperLenet, NormalizesWithoutScaleAndShift) {
  const auto plan = planOf({"lenet"}, {"batch"});
  EXPECT_EQ(plan.parameters.size(), 5U);  // three convolutions without bias, and fc
  for (const auto& node : plan.nodes) {
    if (const auto* norm = std::get_if<BatchNorm>(&node.operation)) {
      EXPECT_EQ(norm->scale, -1);
      EXPECT_EQ(norm->shift, -1);
    }
  }
}

TEST(PaperLenet, UsesTwoGroupsUnlessToldOtherwise) {
  const auto groups = [](const Plan& plan) {
    std::vector<std::int64_t> all;
    for (const auto& node : plan.nodes) {
      if (const auto* norm = std::get_if<GroupNorm>(&node.operation)) all.push_back(norm->groups);
    }
    return all;
  };
  EXPECT_THAT(groups(planOf({"lenet"}, {"group"})), ElementsAre(2, 2, 2));
  EXPECT_THAT(groups(planOf({"lenet"}, {"group", {{"groups", 8}}})), ElementsAre(8, 8, 8));
  EXPECT_THAT(groups(planOf({"lenet"}, {"layer"})), ElementsAre(1, 1, 1));
  EXPECT_THAT(groups(planOf({"lenet"}, {"instance"})), ElementsAre(32, 32, 64));
}

struct Stretch {
  std::int64_t begin, end;
  double rate, decay;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

std::vector<Stretch> stretchesOf(const Plan& plan) {
  std::vector<Stretch> stretches;
  for (const auto& s : segments(plan)) stretches.push_back({s.begin, s.end, s.rateFactor, s.decayFactor});
  return stretches;
}

TEST(Segments, HoldThePapersMultipliersOfPlainLenet) {
  EXPECT_THAT(stretchesOf(planOf({"lenet"}, {"none"})),
              ElementsAre(Stretch{0, 2400, 1, 1},         // conv1.weight 32 x 3 x 5 x 5
                          Stretch{2400, 2432, 2, 1},      // conv1.bias
                          Stretch{2432, 28032, 1, 1},     // conv2.weight 32 x 32 x 5 x 5
                          Stretch{28032, 28064, 2, 1},    // conv2.bias
                          Stretch{28064, 79328, 1, 1},    // conv3.weight 64 x 32 x 5 x 5 and its bias
                          Stretch{79328, 89568, 1, 250},  // fc.weight 10 x 1024
                          Stretch{89568, 89578, 2, 0}));  // fc.bias
}

TEST(Segments, MergeNeighboursWithEqualFactors) {
  EXPECT_THAT(stretchesOf(planOf({"lenet"}, {"group"})),
              ElementsAre(Stretch{0, 89440, 1, 1}, Stretch{89440, 89450, 1, 0}));
}

TEST(Segments, CoverEveryParameterOnceForEveryModelAndNormalization) {
  for (const auto& network : model::all()) {
    for (const auto& norm : norm::all()) {
      SCOPED_TRACE(network.id + " " + norm.id);
      if (test::refused(network.id, norm.id)) continue;
      const auto plan = planOf({network.id}, {norm.id}, test::imagesFor(network.id));
      std::int64_t next = 0;
      for (const auto& segment : segments(plan)) {
        EXPECT_EQ(segment.begin, next);
        EXPECT_LT(segment.begin, segment.end);
        next = segment.end;
      }
      EXPECT_EQ(next, plan.parameterCount());
    }
  }
}

TEST(StandardLenet, AddsAffineNormalizationOrBiases) {
  EXPECT_EQ(planOf(kStandardLenet, {"none"}).parameterCount(), 89450 + 32 + 32 + 64);
  EXPECT_EQ(planOf(kStandardLenet, {"group"}).parameterCount(), 89450 + 2 * (32 + 32 + 64));
  EXPECT_EQ(planOf(kStandardLenet, {"batch"}).parameterCount(), 89450 + 2 * (32 + 32 + 64));
}

TEST(StandardLenet, StartsFromHeFillersAndUnitScales) {
  const auto plan = planOf(kStandardLenet, {"group"});
  EXPECT_DOUBLE_EQ(parameterOf(plan, "conv1.weight").filler.value, std::sqrt(2.0 / 75));
  EXPECT_DOUBLE_EQ(parameterOf(plan, "conv2.weight").filler.value, std::sqrt(2.0 / 800));
  EXPECT_DOUBLE_EQ(parameterOf(plan, "norm1.scale").filler.value, 1);
  EXPECT_DOUBLE_EQ(parameterOf(plan, "norm1.shift").filler.value, 0);
  const auto& fc = parameterOf(plan, "fc.weight");
  EXPECT_EQ(fc.filler.kind, Filler::Kind::Uniform);
  EXPECT_DOUBLE_EQ(fc.filler.value, std::sqrt(3.0 / 1024));
}

TEST(SimpleCnn, HasThePublishedNumberOfParameters) {
  EXPECT_EQ(planOf({"simple-cnn"}, {"none"}).parameterCount(), 62006);
  EXPECT_THAT(sidesOf(planOf({"simple-cnn"}, {"none"})), ElementsAre(32, 28, 14, 10, 5, 1));
}

TEST(SimpleCnn, StartsWeightsAndBiasesAsPyTorchDoes) {
  const auto plan = planOf({"simple-cnn"}, {"none"});
  for (const auto& [name, fanIn] :
       {std::pair{"conv1", 75.0}, {"conv2", 150.0}, {"fc1", 400.0}, {"fc2", 120.0}, {"fc3", 84.0}}) {
    for (const std::string what : {".weight", ".bias"}) {
      const auto& filler = parameterOf(plan, name + what).filler;
      EXPECT_EQ(filler.kind, Filler::Kind::Uniform) << name << what;
      EXPECT_DOUBLE_EQ(filler.value, 1 / std::sqrt(fanIn)) << name << what;
    }
  }
}

TEST(Mlp, HasThePublishedNumberOfParameters) {
  EXPECT_EQ(planOf({"mlp"}, {"none"}, kMnist).parameterCount(), 199210);
  EXPECT_EQ(planOf({"mlp", {{"hidden", 7}}}, {"none"}, kMnist).parameterCount(), 7 * 785 + 7 * 8 + 10 * 8);
}

TEST(Plan, NamesItsNormalizationLayersInOrder) {
  const auto plan = planOf({"lenet"}, {"batch"});
  ASSERT_EQ(plan.normLayers.size(), 3U);
  EXPECT_EQ(plan.normLayers[0].name, "norm1");
  EXPECT_EQ(plan.normLayers[2].name, "norm3");
  EXPECT_EQ(plan.normLayers[0].channels, 32);
  EXPECT_EQ(plan.normLayers[2].channels, 64);
  EXPECT_TRUE(planOf({"lenet"}, {"none"}).normLayers.empty());
}

TEST(Plan, GivesEachBatchNormItsOwnStatistics) {
  std::vector<std::int64_t> places;
  for (const auto& node : planOf({"lenet"}, {"batch"}).nodes) {
    if (const auto* norm = std::get_if<BatchNorm>(&node.operation)) places.push_back(norm->statistics);
  }
  EXPECT_THAT(places, ElementsAre(0, 65, 130));
}

TEST(Plan, EndsWithOneNumberPerClass) {
  for (const auto& network : model::all()) {
    const auto plan = model::plan({network.id}, {"none"}, test::imagesFor(network.id), 47);
    EXPECT_EQ(plan.nodes.back().output, (ImageShape{47, 1, 1})) << network.id;
  }
}

TEST(Plan, PrefersChannelsLastWhereThereAreConvolutions) {
  EXPECT_TRUE(planOf({"lenet"}, {"group"}).channelsLast);
  EXPECT_TRUE(planOf({"simple-cnn"}, {"none"}).channelsLast);
  EXPECT_FALSE(planOf({"mlp"}, {"none"}).channelsLast);
}

TEST(Plan, NamesItsParametersUniquely) {
  for (const auto& network : model::all()) {
    const auto plan = planOf({network.id}, {"batch"}, test::imagesFor(network.id));
    std::set<std::string> names;
    for (const auto& info : plan.parameters) EXPECT_TRUE(names.insert(info.name).second) << info.name;
  }
}

TEST(Refusal, SaysThatGroupsMustDivideTheChannels) {
  EXPECT_THAT(refusal({"lenet"}, {"group", {{"groups", 3}}}, kCifar),
              HasSubstr("3 groups over 32 channels of 16x16"));
  EXPECT_THAT(refusal({"mlp", {{"hidden", 201}}}, {"group"}, kMnist),
              HasSubstr("2 groups over 201 channels of 1x1"));
}

TEST(Refusal, SaysThatAGroupMustHoldMoreThanOneNumber) {
  EXPECT_THAT(refusal({"mlp"}, {"instance"}, kMnist), HasSubstr("200 groups over 200 channels of 1x1"));
  EXPECT_EQ(refusal({"mlp"}, {"layer"}, kMnist), "");
}

TEST(Refusal, SaysThatAnImageIsTooSmall) {
  EXPECT_THAT(refusal({"simple-cnn"}, {"none"}, {1, 12, 12}),
              HasSubstr("conv2 of size 5 meets an image of 6x4x4"));
  EXPECT_EQ(refusal({"lenet"}, {"none"}, {1, 12, 12}), "");
}

TEST(Refusal, NamesWhatIsKnown) {
  EXPECT_THAT(refusal({"vgg"}, {"none"}, kCifar), HasSubstr("one of lenet, alexnet, googlenet, resnet20, resnet10, simple-cnn, mlp"));
  EXPECT_THAT(refusal({"lenet"}, {"batchnorm"}, kCifar),
              HasSubstr("one of none, batch, group, layer, instance, batch-renorm, sync-batch, weight"));
}

TEST(StatisticsPolicy, IsTheParameterOfBatchNormAndAverageForAllOthers) {
  const ParamValues asInCode{{"statistics", static_cast<double>(StatisticsPolicy::AsInCode)}};
  EXPECT_EQ(norm::statisticsPolicy(norm::named("batch"), {}), StatisticsPolicy::Average);
  EXPECT_EQ(norm::statisticsPolicy(norm::named("batch"), asInCode), StatisticsPolicy::AsInCode);
  EXPECT_EQ(norm::statisticsPolicy(norm::named("group"), {}), StatisticsPolicy::Average);
  EXPECT_EQ(norm::statisticsPolicy(norm::named("none"), {}), StatisticsPolicy::Average);
}

TEST(Fillers, FollowTheirDefinitions) {
  EXPECT_DOUBLE_EQ(xavier(12).value, 0.5);  // sqrt(3 / 12)
  EXPECT_DOUBLE_EQ(he(8).value, 0.5);       // sqrt(2 / 8)
  EXPECT_DOUBLE_EQ(torchDefault(4).value, 0.5);
  EXPECT_EQ(he(8).kind, Filler::Kind::Gaussian);
  EXPECT_EQ(xavier(12).kind, Filler::Kind::Uniform);
}

}  // namespace
}  // namespace lab
