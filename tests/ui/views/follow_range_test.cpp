#include "ui/plot/follow_range.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

const double kNan = std::nan("");

TEST(RoundUp, FindsTheNextRoundNumber) {
  EXPECT_DOUBLE_EQ(roundUp(1), 1);
  EXPECT_DOUBLE_EQ(roundUp(1.1), 1.5);
  EXPECT_DOUBLE_EQ(roundUp(2300), 3000);
  EXPECT_DOUBLE_EQ(roundUp(0.05), 0.06);
  EXPECT_DOUBLE_EQ(roundUp(9), 10);
  EXPECT_DOUBLE_EQ(roundUp(0), 0);
  EXPECT_DOUBLE_EQ(roundUp(-3), 0);
  EXPECT_DOUBLE_EQ(roundUp(kNan), 0);
  EXPECT_DOUBLE_EQ(roundUp(std::numeric_limits<double>::infinity()), 0);
}

TEST(FollowX, GrowsInStepsUpToThePlannedEnd) {
  EXPECT_EQ(followX(0, 2000, false), (Range{0, 2000})) << "nothing yet: the whole plan";
  EXPECT_EQ(followX(70, 2000, false), (Range{0, 80}));
  EXPECT_EQ(followX(1700, 2000, false), (Range{0, 2000}));
  EXPECT_EQ(followX(1990, 2000, false), (Range{0, 2000}));
}

TEST(FollowX, ShowsPointsBeyondThePlan) {
  EXPECT_EQ(followX(2500, 2000, false), (Range{0, 2500}));
}

TEST(FollowX, EndsWithTheRun) {
  EXPECT_EQ(followX(1234, 2000, true), (Range{0, 1234}));
}

TEST(FollowX, IsNeverEmpty) {
  EXPECT_EQ(followX(0, 0, false), (Range{0, 1}));
  EXPECT_EQ(followX(kNan, 0, true), (Range{0, 1}));
}

TEST(FollowY, StartsAtZero) {
  EXPECT_EQ(followY({.lowest = 0.3, .highest = 2.3, .lowestPositive = 0.3}, false), (Range{0, 3}));
  EXPECT_EQ(followY({.lowest = -2, .highest = 1, .lowestPositive = 1}, false), (Range{-2, 1.5}));
}

TEST(FollowY, CoversWholeDecades) {
  EXPECT_EQ(followY({.lowest = 0, .highest = 2.3, .lowestPositive = 0.03}, true), (Range{0.01, 10}));
  EXPECT_EQ(followY({.lowest = 1, .highest = 1, .lowestPositive = 1}, true), (Range{1, 10}));
}

TEST(FollowY, IsNeverEmpty) {
  const Extent none{kNan, kNan, kNan};
  EXPECT_LT(followY(none, false).lower, followY(none, false).upper);
  EXPECT_LT(followY(none, true).lower, followY(none, true).upper);
  EXPECT_GT(followY(none, true).lower, 0);
  const Extent zero{0, 0, kNan};
  EXPECT_LT(followY(zero, false).lower, followY(zero, false).upper);
  EXPECT_GT(followY(zero, true).lower, 0);
}

}  // namespace
}  // namespace lab::ui
