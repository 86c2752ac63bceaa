#include "ui/series/points.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

const std::vector<double> kX{0, 10, 20, 20, 50};
const std::vector<double> kY{1, 2, 3, 4, 5};

TEST(Points, TellsAValueOnlyWhereThereIsAPoint) {
  EXPECT_EQ(valueAt(kX, kY, 10), 2);
  EXPECT_EQ(valueAt(kX, kY, 20), 3) << "the first of several";
  EXPECT_TRUE(std::isnan(valueAt(kX, kY, 11)));
  EXPECT_TRUE(std::isnan(valueAt(kX, kY, 60)));
  EXPECT_TRUE(std::isnan(valueAt({}, {}, 0)));
}

TEST(Points, SnapsToTheNearestOne) {
  EXPECT_EQ(nearestPoint(kX, 14), 10);
  EXPECT_EQ(nearestPoint(kX, 15), 20) << "the later of two";
  EXPECT_EQ(nearestPoint(kX, -5), 0);
  EXPECT_EQ(nearestPoint(kX, 90), 50);
  EXPECT_EQ(nearestPoint({}, 3), std::nullopt);
}

TEST(Points, InterpolatesFromTheStartToTheLastPoint) {
  const std::vector<double> x{10, 30};
  const std::vector<double> y{20, 100};
  EXPECT_EQ(interpolated(x, y, 0), 0);
  EXPECT_EQ(interpolated(x, y, 5), 10);
  EXPECT_EQ(interpolated(x, y, 20), 60);
  EXPECT_EQ(interpolated(x, y, 30), 100);
  EXPECT_TRUE(std::isnan(interpolated(x, y, 31)));
}

TEST(Points, StepsFromOneToTheNextInBothDirections) {
  EXPECT_EQ(nextPoint(kX, 10, 1), 20);
  EXPECT_EQ(nextPoint(kX, 20, 1), 50) << "past all that lie at the same place";
  EXPECT_EQ(nextPoint(kX, 50, 1), std::nullopt);
  EXPECT_EQ(nextPoint(kX, 20, -1), 10);
  EXPECT_EQ(nextPoint(kX, 15, -1), 10);
  EXPECT_EQ(nextPoint(kX, 0, -1), std::nullopt);
}

}  // namespace
}  // namespace lab::ui
