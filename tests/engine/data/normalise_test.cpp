#include "engine/data/normalise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::dataset {
namespace {

using testing::ElementsAre;
using testing::FloatEq;
using testing::IsEmpty;

// Two images of two channels and 1x2 pixels.
const ImageSet kImages{.pixels = {0, 10, 100, 100, 20, 30, 101, 103}, .labels = {0, 1}};
const ImageShape kShape{.channels = 2, .height = 1, .width = 2};

TEST(Normalisation, TakesTheManifestsNumbers) {
  const auto result = normalisation({.mean = {0.5F, 0.25F}, .deviation = {0.1F, 0.2F}}, kImages, kShape);
  EXPECT_EQ(result.scale, 255.0F);
  EXPECT_THAT(result.mean, ElementsAre(0.5F, 0.25F));
  EXPECT_THAT(result.deviation, ElementsAre(0.1F, 0.2F));
}

TEST(Normalisation, AveragesEachPixelForAMeanImage) {
  const auto result = normalisation({.kind = NormalisationKind::MeanImage}, kImages, kShape);
  EXPECT_EQ(result.scale, 1.0F);
  EXPECT_THAT(result.mean, ElementsAre(10.0F, 20.0F, 100.5F, 101.5F));
  EXPECT_THAT(result.deviation, IsEmpty());
}

TEST(Normalisation, CentredOnSomeImagesSubtractsTheirMeanAlone) {
  const std::vector<std::int64_t> second{1};
  const Normalisation whole{.scale = 10, .mean = {1, 2}, .deviation = {3, 4}};
  const auto result = centredOn(second, kImages, kShape, whole);
  EXPECT_EQ(result.scale, 10.0F);
  EXPECT_THAT(result.mean, ElementsAre(FloatEq(2.0F), FloatEq(3.0F), FloatEq(10.1F), FloatEq(10.3F)));
  EXPECT_THAT(result.deviation, ElementsAre(3.0F, 4.0F));
}

// Channel 0: 0, 10, 20, 30 has mean 15 and variance 125; channel 1: 100, 100, 101, 103 has mean 101,
// variance 1.5.
TEST(Normalisation, ComputesMeanAndDeviationPerChannelWhenThereAreNone) {
  const auto result = normalisation({}, kImages, kShape);
  EXPECT_THAT(result.mean, ElementsAre(FloatEq(15.0F / 255), FloatEq(101.0F / 255)));
  EXPECT_THAT(result.deviation, ElementsAre(FloatEq(11.1803399F / 255), FloatEq(1.2247449F / 255)));
}

TEST(Normalisation, LeavesConstantPixelsUnscaled) {
  const auto result =
      normalisation({}, {.pixels = {51, 51}, .labels = {0}}, {.channels = 1, .height = 1, .width = 2});
  EXPECT_THAT(result.mean, ElementsAre(FloatEq(0.2F)));
  EXPECT_THAT(result.deviation, ElementsAre(1.0F));
}

}  // namespace
}  // namespace lab::dataset
