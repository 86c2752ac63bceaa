// The paper's larger networks as plans: parameter counts, shapes, fillers and factors of paper.md section 5.

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/nn/model.h"
#include "engine/nn/norm.h"
#include "tests/engine/nn/plan_words.h"

namespace lab {
namespace {

using test::kindsOf;
using test::parameterOf;
using test::sidesOf;
using ::testing::Each;
using ::testing::ElementsAre;

constexpr ImageShape kCifar{3, 32, 32};
const Choice kStandardResnet20{"resnet20", {{"variant", static_cast<double>(model::Variant::Standard)}}};

Plan planOf(const Choice& network, const std::string& norm) {
  return model::plan(network, {norm}, kCifar, 10);
}

void expectUniform(const Plan& plan, const std::string& name, double halfWidth) {
  const auto& filler = parameterOf(plan, name).filler;
  EXPECT_EQ(filler.kind, Filler::Kind::Uniform) << name;
  EXPECT_DOUBLE_EQ(filler.value, halfWidth) << name;
}

// lr_mult and decay_mult.
std::pair<double, double> factorsOf(const Plan& plan, const std::string& name) {
  const auto& info = parameterOf(plan, name);
  return {info.rateFactor, info.decayFactor};
}

// Channels behind every operation of one kind.
template <class Operation>
std::vector<std::int64_t> channelsBehind(const Plan& plan) {
  std::vector<std::int64_t> channels;
  for (const auto& node : plan.nodes) {
    if (std::holds_alternative<Operation>(node.operation)) channels.push_back(node.output.channels);
  }
  return channels;
}

TEST(AlexNet, HasThePublishedNumberOfParameters) {
  EXPECT_EQ(planOf({"alexnet"}, "none").parameterCount(), 765738);
  EXPECT_EQ(planOf({"alexnet"}, "none").statistics, 0);
}

TEST(AlexNet, HasTheAuthorsOrderOfLayersAndSizes) {
  const auto plan = planOf({"alexnet"}, "none");
  EXPECT_THAT(kindsOf(plan),
              ElementsAre("conv", "relu", "max", "conv", "relu", "max", "conv", "relu", "conv", "relu",
                          "conv", "relu", "max", "linear", "relu", "dropout", "linear"));
  EXPECT_THAT(channelsBehind<Convolution>(plan), ElementsAre(24, 64, 96, 96, 64));
  EXPECT_THAT(sidesOf(plan), ElementsAre(32, 16, 8, 4, 1));
}

TEST(AlexNet, StartsFromTheAuthorsFillers) {
  const auto plan = planOf({"alexnet"}, "none");
  expectUniform(plan, "conv1.weight", std::sqrt(3.0 / (3 * 49)));
  expectUniform(plan, "conv5.weight", std::sqrt(3.0 / (96 * 9)));
  expectUniform(plan, "fc1.weight", std::sqrt(3.0 / 1024));
  EXPECT_EQ(parameterOf(plan, "fc2.weight").filler.kind, Filler::Kind::Constant);
  EXPECT_EQ(parameterOf(plan, "fc2.weight").filler.value, 0);
  EXPECT_EQ(factorsOf(plan, "conv3.weight"), (std::pair{1.0, 1.0}));
  EXPECT_EQ(factorsOf(plan, "conv3.bias"), (std::pair{2.0, 1.0}));
  EXPECT_EQ(factorsOf(plan, "fc2.bias"), (std::pair{2.0, 1.0}));
}

TEST(AlexNet, PutsAChosenNormalizationBeforeEachConvolutionsRelu) {
  const auto plan = planOf({"alexnet"}, "group");
  EXPECT_THAT(kindsOf(plan), ElementsAre("conv", "group", "relu", "max", "conv", "group", "relu", "max",
                                         "conv", "group", "relu", "conv", "group", "relu", "conv", "group",
                                         "relu", "max", "linear", "relu", "dropout", "linear"));
  // A scale and a shift for every channel, and no biases.
  EXPECT_EQ(plan.parameterCount(), 765738 + 24 + 64 + 96 + 96 + 64);
}

TEST(GoogLeNet, HasThePublishedNumberOfParameters) {
  EXPECT_EQ(planOf({"googlenet"}, "none").parameterCount(), 6401870);
}

TEST(GoogLeNet, StacksTheBranchesOfThePapersTable) {
  const auto plan = planOf({"googlenet"}, "none");
  EXPECT_THAT(channelsBehind<Concat>(plan), ElementsAre(256, 480, 512, 512, 512, 528, 832, 832, 1024));
  EXPECT_THAT(sidesOf(plan), ElementsAre(32, 16, 8, 4, 2, 1));
  for (const auto& node : plan.nodes) {
    if (!std::holds_alternative<Concat>(node.operation)) continue;
    std::int64_t sum = 0;
    for (const int input : node.inputs) sum += plan.nodes.at(static_cast<std::size_t>(input)).output.channels;
    EXPECT_EQ(node.inputs.size(), 4U);
    EXPECT_EQ(sum, node.output.channels);
  }
}

TEST(GoogLeNet, HasTwoAuxiliaryHeadsThatNobodyPredictsWith) {
  const auto plan = planOf({"googlenet"}, "none");
  ASSERT_EQ(plan.heads.size(), 2U);
  for (const auto& head : plan.heads) {
    EXPECT_EQ(head.weight, 0.3);
    const auto& node = plan.nodes.at(static_cast<std::size_t>(head.node));
    EXPECT_TRUE(node.auxiliary);
    EXPECT_EQ(node.output, (ImageShape{10, 1, 1}));
  }
  EXPECT_FALSE(plan.nodes.back().auxiliary);
  EXPECT_THAT(channelsBehind<Dropout>(plan), ElementsAre(1024, 1024));
  // 128 x 512 + 128, 1024 x 128 + 1024, 10 x 1024 + 10
  EXPECT_EQ(parameterOf(plan, "head1.conv.weight").size(), 128 * 512);
  EXPECT_EQ(parameterOf(plan, "head2.conv.weight").size(), 128 * 528);
}

TEST(GoogLeNet, StartsFromTheAuthorsFillers) {
  const auto plan = planOf({"googlenet"}, "none");
  expectUniform(plan, "4c.3x3.weight", std::sqrt(3.0 / (128 * 9)));
  EXPECT_EQ(parameterOf(plan, "4c.3x3.bias").filler.value, 0.2);
  EXPECT_EQ(parameterOf(plan, "head1.fc1.bias").filler.value, 0.2);
  EXPECT_EQ(parameterOf(plan, "fc.bias").filler.value, 0);
  EXPECT_EQ(factorsOf(plan, "4c.3x3.bias"), (std::pair{2.0, 0.0}));
}

TEST(GoogLeNet, IsRefusedWhereItsImagesBecomeTooSmall) {
  EXPECT_THROW((void)model::plan({"googlenet"}, {"none"}, {1, 28, 28}, 10), Error);
}

TEST(ResNet20, HasThePublishedNumberOfParametersAndStatistics) {
  EXPECT_EQ(planOf({"resnet20"}, "batch").parameterCount(), 280938);
  EXPECT_EQ(planOf({"resnet20"}, "batch").statistics, 1589);
  EXPECT_EQ(planOf({"resnet20"}, "group").parameterCount(), 280938);
  EXPECT_EQ(planOf({"resnet20"}, "group").statistics, 0);
}

TEST(ResNet20, OfThePaperAddsWithoutAReluBehind) {
  const auto kinds = kindsOf(planOf({"resnet20"}, "batch"));
  const std::vector<std::string> stem{"conv", "batch", "relu"};
  const std::vector<std::string> block{"conv", "batch", "relu", "conv", "batch", "add"};
  std::vector<std::string> expected = stem;
  for (int i = 0; i < 9; ++i) {
    expected.insert(expected.end(), block.begin(), block.end());
    if (i == 3 || i == 6) expected.insert(expected.end() - 1, {"conv", "batch"});  // the shortcut
  }
  expected.insert(expected.end(), {"global", "linear"});
  EXPECT_EQ(kinds, expected);
}

TEST(ResNet20, OfThePaperDecaysWeightsTwice) {
  const auto plan = planOf({"resnet20"}, "batch");
  expectUniform(plan, "block21.conv1.weight", std::sqrt(3.0 / 144));
  EXPECT_THAT(parameterOf(plan, "block21.shortcut.weight").shape, ElementsAre(32, 16, 2, 2));
  EXPECT_EQ(factorsOf(plan, "block21.conv1.weight"), (std::pair{1.0, 2.0}));
  EXPECT_EQ(factorsOf(plan, "block21.conv1.bias"), (std::pair{1.0, 0.0}));
  EXPECT_EQ(factorsOf(plan, "norm1.scale"), (std::pair{1.0, 1.0}));
  EXPECT_EQ(factorsOf(plan, "fc.weight"), (std::pair{1.0, 2.0}));
  EXPECT_EQ(factorsOf(plan, "fc.bias"), (std::pair{1.0, 0.0}));
}

TEST(ResNet20, OfTheStandardHasReluBehindTheAdditionsAndSmallShortcuts) {
  const auto plan = planOf(kStandardResnet20, "batch");
  // 432 + 6 2304 + 4608 + 5 9216 + 512 + 18432 + 5 36864 + 2048, fc 650, two for each of 784 channels
  EXPECT_EQ(plan.parameterCount(), 432 + 13824 + 51200 + 204800 + 650 + 2 * 784);
  EXPECT_THAT(parameterOf(plan, "block21.shortcut.weight").shape, ElementsAre(32, 16, 1, 1));
  EXPECT_EQ(factorsOf(plan, "block21.conv1.weight"), (std::pair{1.0, 1.0}));
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (!std::holds_alternative<Add>(plan.nodes[i].operation)) continue;
    EXPECT_TRUE(std::holds_alternative<Relu>(plan.nodes.at(i + 1).operation)) << i;
  }
}

TEST(ResNet20, HalvesTheSidesTwice) {
  EXPECT_THAT(sidesOf(planOf({"resnet20"}, "batch")), ElementsAre(32, 16, 8, 1));
  EXPECT_THAT(sidesOf(model::plan({"resnet20"}, {"batch"}, {1, 28, 28}, 10)), ElementsAre(28, 14, 7, 1));
}

TEST(ResNet20, OfThePaperIsRefusedWhereASideCannotBeHalved) {
  EXPECT_THROW((void)model::plan({"resnet20"}, {"batch"}, {3, 30, 30}, 10), Error);
  EXPECT_NO_THROW((void)model::plan(kStandardResnet20, {"batch"}, {3, 30, 30}, 10));
}

TEST(ResNet10, HasThePublishedNumberOfParametersAndStatistics) {
  const auto plan = model::plan({"resnet10"}, {"batch"}, {3, 224, 224}, 1000);
  EXPECT_EQ(plan.parameterCount(), 5417070);
  EXPECT_EQ(plan.statistics, 3984);
  EXPECT_THAT(sidesOf(plan), ElementsAre(224, 112, 56, 28, 14, 7, 1));
}

TEST(ResNet10, NormalizesItsImagesOnlyOverAMinibatch) {
  EXPECT_EQ(planOf({"resnet10"}, "batch").normLayers.front().channels, 3);
  EXPECT_EQ(planOf({"resnet10"}, "group").normLayers.front().channels, 64);
}

TEST(ResNet10, FollowsThePublicDefinition) {
  const auto plan = planOf({"resnet10"}, "batch");
  EXPECT_EQ(factorsOf(plan, "conv1.bias"), (std::pair{2.0, 1.0}));
  EXPECT_EQ(factorsOf(plan, "norm2.scale"), (std::pair{1.0, 1.0}));
  EXPECT_EQ(factorsOf(plan, "norm2.shift"), (std::pair{2.0, 1.0}));
  EXPECT_DOUBLE_EQ(parameterOf(plan, "conv1.weight").filler.value, std::sqrt(2.0 / 3136));
  EXPECT_DOUBLE_EQ(parameterOf(plan, "block128.conv1.weight").filler.value, std::sqrt(2.0 / 576));
  EXPECT_EQ(parameterOf(plan, "fc.weight").filler.kind, Filler::Kind::Constant);
}

// --- The builder's rules

ImageShape behindPool(std::int64_t side, std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
  const ParamValues none;
  PlanBuilder net{{1, side, side}, norm::named("none"), none};
  net.maxPool(kernel, stride, padding);
  return net.shape();
}

TEST(Pooling, FollowsCaffesRule) {
  EXPECT_EQ(behindPool(4, 3, 1, 1).height, 4);
  EXPECT_EQ(behindPool(2, 3, 2, 0).height, 1);  // the window reaches over the edge
  EXPECT_EQ(behindPool(5, 2, 2, 1).height,
            3);  // ceil(5 / 2) + 1 = 4, but the fourth would start at the padding's end
  EXPECT_THROW((void)behindPool(1, 3, 2, 0), Error);
}

TEST(Builder, GoesOnFromWhereAPathBegan) {
  const ParamValues none;
  PlanBuilder net{{2, 4, 4}, norm::named("none"), none};
  net.auxiliaryHead(0.5, [&] { net.globalAveragePool(); });
  net.concat({[&] { net.relu(); }, [] {}});
  const auto plan = net.finish();
  ASSERT_EQ(plan.nodes.size(), 3U);
  EXPECT_THAT(plan.nodes[1].inputs, ElementsAre(kImages));
  EXPECT_THAT(plan.nodes[2].inputs, ElementsAre(1, kImages));
  EXPECT_EQ(plan.nodes[2].output, (ImageShape{4, 4, 4}));
}

}  // namespace
}  // namespace lab
