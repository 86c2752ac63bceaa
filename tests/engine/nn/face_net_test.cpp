// The paper's network for faces as a plan: its shapes, parameters, fillers and factors (paper.md section 5.5
// and the authors' prototxt file), counted by hand.

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/nn/model.h"
#include "tests/engine/nn/plan_words.h"

namespace lab {
namespace {

using test::kindsOf;
using test::parameterOf;
using ::testing::ElementsAre;

constexpr ImageShape kFace{3, 96, 112};
constexpr std::int64_t kIdentities = 10575;

Plan faceNet(const std::string& norm = "none") {
  return model::plan({"face-net"}, {norm}, kFace, kIdentities);
}

void expectFactors(const Plan& plan, const std::string& name, double rate, double decay) {
  EXPECT_EQ(parameterOf(plan, name).rateFactor, rate) << name;
  EXPECT_EQ(parameterOf(plan, name).decayFactor, decay) << name;
}

// Weights of the 3x3 convolutions, 9 x in x out each:
//   conv1a 9 x 3 x 32 = 864, conv1b 9 x 32 x 64 = 18,432, conv2 9 x 64 x 128 = 73,728,
//   conv3 9 x 128 x 256 = 294,912, conv4 9 x 256 x 512 = 1,179,648;
//   units: 2 x 36,864 at 64, 4 x 147,456 at 128, 10 x 589,824 at 256, 6 x 2,359,296 at 512.
// Channels: 32 + 3 x 64 + 5 x 128 + 11 x 256 + 7 x 512 = 7,264, each with a bias and a slope.
// fc5: 512 x (512 x 4 x 5) + 512. fc6: 10,575 x 512 + 10,575.
TEST(FaceNet, HasTheNumberOfParametersOfTheFile) {
  constexpr std::int64_t kStages = 864 + 18432 + 73728 + 294912 + 1179648;
  constexpr std::int64_t kUnits = 2 * 36864 + 4 * 147456 + 10 * 589824 + 6 * 2359296;
  constexpr std::int64_t kLinear = 512 * 10240 + 512 + 10575 * 512 + 10575;
  EXPECT_EQ(kStages + kUnits + 2 * 7264 + kLinear, 32968047);
  EXPECT_EQ(faceNet().parameterCount(), 32968047);
  EXPECT_EQ(faceNet().statistics, 0);
}

TEST(FaceNet, HalvesWhatUnpaddedConvolutionsLeave) {
  std::vector<std::string> shapes;
  for (const auto& node : faceNet().nodes) {
    const auto& [channels, height, width] = node.output;
    auto text = std::to_string(channels) + "x" + std::to_string(height) + "x" + std::to_string(width);
    if (shapes.empty() || shapes.back() != text) shapes.push_back(std::move(text));
  }
  EXPECT_THAT(shapes, ElementsAre("32x94x110", "64x92x108", "64x46x54", "128x44x52", "128x22x26", "256x20x24",
                                  "256x10x12", "512x8x10", "512x4x5", "512x1x1", "10575x1x1"));
}

TEST(FaceNet, HasAPReluBehindEveryConvolutionAndAddsWithoutOneBehind) {
  std::vector<std::string> expected{"conv", "prelu"};
  for (const int units : {1, 2, 5, 3}) {
    expected.insert(expected.end(), {"conv", "prelu", "max"});
    for (int unit = 0; unit < units; ++unit) {
      expected.insert(expected.end(), {"conv", "prelu", "conv", "prelu", "add"});
    }
  }
  expected.insert(expected.end(), {"linear", "linear"});
  EXPECT_EQ(kindsOf(faceNet()), expected);
}

TEST(FaceNet, NamesTheLayerBeforeTheIdentitiesAsItsFeature) {
  const auto plan = faceNet();
  ASSERT_TRUE(plan.feature.has_value());
  EXPECT_EQ(*plan.feature, static_cast<int>(plan.nodes.size()) - 2);
  EXPECT_EQ(plan.nodes[plan.nodes.size() - 2].output.size(), 512);
}

TEST(FaceNet, StartsFromTheAuthorsFillers) {
  const auto plan = faceNet();
  for (const auto& [name, fanIn] :
       {std::pair{"conv1a", 27.0}, {"conv1b", 288.0}, {"conv4", 2304.0}, {"fc5", 10240.0}, {"fc6", 512.0}}) {
    const auto& filler = parameterOf(plan, std::string{name} + ".weight").filler;
    EXPECT_EQ(filler.kind, Filler::Kind::Uniform) << name;
    EXPECT_DOUBLE_EQ(filler.value, std::sqrt(3 / fanIn)) << name;
  }
  const auto& unit = parameterOf(plan, "conv3.unit5b.weight").filler;
  EXPECT_EQ(unit.kind, Filler::Kind::Gaussian);
  EXPECT_DOUBLE_EQ(unit.value, 0.01);
  EXPECT_DOUBLE_EQ(parameterOf(plan, "conv2.slope").filler.value, 0.25);
  EXPECT_THAT(parameterOf(plan, "conv2.slope").shape, ElementsAre(128));
}

TEST(FaceNet, FreezesTheBiasesOfItsUnitsOnly) {
  const auto plan = faceNet();
  expectFactors(plan, "conv2.unit2a.bias", 0, 0);
  expectFactors(plan, "conv2.unit2b.bias", 0, 0);
  expectFactors(plan, "conv2.unit2a.weight", 1, 1);
  expectFactors(plan, "conv2.bias", 2, 0);
  expectFactors(plan, "fc5.bias", 2, 0);
  expectFactors(plan, "fc6.bias", 2, 0);
  expectFactors(plan, "conv2.unit2a.slope", 1, 1);
}

TEST(FaceNet, PutsAChosenNormalizationBeforeEachPReluInPlaceOfTheBiases) {
  // A scale and a shift instead of a bias for each of the 7,264 channels.
  EXPECT_EQ(faceNet("batch").parameterCount(), 32968047 + 7264);
}

TEST(FaceNet, OfAnEighthHasAnEighthOfTheChannels) {
  const auto plan = model::plan({"face-net", {{"width", 0.125}}}, {"none"}, {3, 33, 33}, 7);
  EXPECT_THAT(parameterOf(plan, "conv1a.weight").shape, ElementsAre(4, 3, 3, 3));
  EXPECT_THAT(parameterOf(plan, "conv4.unit3b.weight").shape, ElementsAre(64, 64, 3, 3));
  EXPECT_THAT(parameterOf(plan, "fc5.weight").shape, ElementsAre(64, 64));
  EXPECT_THAT(parameterOf(plan, "fc6.weight").shape, ElementsAre(7, 64));
}

TEST(FaceNet, IsRefusedWhereItsImagesBecomeTooSmall) {
  EXPECT_THROW((void)model::plan({"face-net"}, {"none"}, {3, 32, 32}, 10), Error);
  EXPECT_NO_THROW((void)model::plan({"face-net"}, {"none"}, {3, 33, 33}, 10));
}

TEST(FaceNet, PrefersChannelsLastAsAllConvolutionsDo) {
  EXPECT_TRUE(faceNet().channelsLast);
}

}  // namespace
}  // namespace lab
