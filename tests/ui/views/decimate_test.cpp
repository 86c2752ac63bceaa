#include "ui/plot/decimate.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsNan;

const double kNan = std::nan("");

TEST(Decimate, KeepsLowestAndHighestOfEveryColumnInTheirOrder) {
  // Two columns, [0, 10) and [10, 20).
  const std::vector<double> x{0, 2, 4, 6, 10, 12, 14, 16};
  const std::vector<double> y{5, 9, 1, 5, 3, 2, 8, 3};
  const Points kept = decimate(x, y, {0, 20, 2}, Decimation::Extremes);
  EXPECT_THAT(kept.x, ElementsAre(2, 4, 12, 14));
  EXPECT_THAT(kept.y, ElementsAre(9, 1, 2, 8));
}

TEST(Decimate, GivesBothEdgesOfABandTheSamePlaces) {
  const std::vector<double> x{0, 2, 4, 10, 12};
  const std::vector<double> low{5, 3, 4, 7, 6};
  const std::vector<double> high{6, 8, 7, 9, 11};
  const Points lower = decimate(x, low, {0, 20, 2}, Decimation::Lowest);
  const Points upper = decimate(x, high, {0, 20, 2}, Decimation::Highest);
  EXPECT_EQ(lower.x, upper.x);
  EXPECT_THAT(lower.y, ElementsAre(3, 6));
  EXPECT_THAT(upper.y, ElementsAre(8, 11));
}

TEST(Decimate, AveragesForDashedLines) {
  const Points kept =
      decimate(std::vector<double>{1, 3}, std::vector<double>{10, 20}, {0, 10, 1}, Decimation::Mean);
  EXPECT_THAT(kept.x, ElementsAre(2));
  EXPECT_THAT(kept.y, ElementsAre(15));
}

TEST(Decimate, KeepsAGapThatFillsAColumnOnly) {
  const std::vector<double> x{1, 2, 11, 12, 21};
  const std::vector<double> y{5, kNan, kNan, kNan, 6};
  const Points kept = decimate(x, y, {0, 30, 3}, Decimation::Extremes);
  EXPECT_THAT(kept.y, ElementsAre(5, IsNan(), 6));
}

TEST(Decimate, KeepsOneNeighbourOnEitherSideOfTheVisiblePart) {
  const std::vector<double> x{0, 10, 20, 30, 40, 50};
  const Points kept = decimate(x, x, {18, 32, 14}, Decimation::Extremes);
  EXPECT_THAT(kept.x, ElementsAre(10, 20, 30, 40));
}

TEST(Decimate, NeverMakesMoreThanTwoPointsPerColumn) {
  std::vector<double> x(100'000);
  std::iota(x.begin(), x.end(), 0.0);
  std::vector<double> y(x.size());
  std::ranges::transform(x, y.begin(), [](double value) { return std::sin(value); });
  EXPECT_LE(decimate(x, y, {0, 100'000, 500}, Decimation::Extremes).x.size(), 2U * 502U);
}

TEST(Decimate, MakesNothingOfNothing) {
  EXPECT_THAT(decimate({}, {}, {0, 1, 10}, Decimation::Extremes).x, IsEmpty());
  const std::vector<double> one{1};
  EXPECT_THAT(decimate(one, one, {1, 1, 10}, Decimation::Extremes).x, IsEmpty());
}

/// Whatever the growth: gaps, several points at one place, points beyond what is visible.
TEST(Decimate, MakesOfALineThatGrewWhatItMakesOfTheWholeLine) {
  std::vector<double> x, y;
  for (int i = 0; i < 300; ++i) {
    x.push_back(i / 3 * 1.7);
    y.push_back(i % 11 == 0 ? kNan : std::sin(i * 0.9) * i);
  }
  const Columns columns{20, 120, 30};
  for (const auto way : {Decimation::Extremes, Decimation::Mean, Decimation::Lowest, Decimation::Highest}) {
    Points grown;
    for (std::size_t size = 1; size <= x.size(); size += 1 + size % 4) {
      const auto some = std::span{x}.first(size), values = std::span{y}.first(size);
      const Points whole = decimate(some, values, columns, way);
      if (size == 1) grown = whole;
      decimateFurther(grown, some, values, columns, way);
      EXPECT_EQ(grown.x, whole.x) << size;
      EXPECT_THAT(grown.y, testing::Pointwise(testing::NanSensitiveDoubleEq(), whole.y)) << size;
    }
  }
}

TEST(Decimate, KeepsBothEndsOfAStep) {
  const std::vector<double> x{1, 1, 1}, y{2, 5, 3};
  const Points kept = decimate(x, y, {0, 10, 2}, Decimation::Extremes);
  EXPECT_TRUE(std::ranges::find(kept.y, 2) != kept.y.end());
  EXPECT_TRUE(std::ranges::find(kept.y, 5) != kept.y.end());
}

}  // namespace
}  // namespace lab::ui
