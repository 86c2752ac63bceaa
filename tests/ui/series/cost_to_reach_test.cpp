#include "ui/series/cost_to_reach.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

/// Evaluated at iterations 0, 50, 100 and 150; 10 bytes are sent in each iteration.
Places places() {
  Places made;
  for (const std::int64_t iteration : {0, 50, 100, 150}) {
    made.add({.iteration = iteration,
              .epoch = static_cast<double>(iteration) / 10,
              .seconds = static_cast<double>(iteration) / 5,
              .bytes = 10.0 * static_cast<double>(iteration)});
  }
  return made;
}

/// BSP would have sent 80 bytes in each iteration, known up to iteration 100.
CostToReach cost() {
  CostToReach made;
  for (const std::int64_t iteration : {40, 100}) {
    CommunicationPoint point;
    point.iteration = iteration;
    point.bytes = {10 * iteration};
    point.bspBytes = 80 * iteration;
    made.add(point);
  }
  return made;
}

TEST(CostToReach, IsThatOfTheFirstRecordedPointAtOrAboveTheTarget) {
  const std::vector<double> line{10, 70, 60, 80};
  const auto reach = cost().reach(line, places(), 70, XAxis::Epoch);
  ASSERT_TRUE(reach.has_value());
  EXPECT_EQ(reach->point, 1U);
  EXPECT_EQ(reach->x, 5);
  EXPECT_EQ(reach->bytes, 500);
  EXPECT_EQ(reach->saving, 8) << "BSP: 80 * 50 bytes, between two points";
}

TEST(CostToReach, MakesUpNoPointBetweenTwo) {
  const std::vector<double> line{0, 0, 100, 100};
  EXPECT_EQ(cost().reach(line, places(), 1, XAxis::Iteration)->x, 100);
}

TEST(CostToReach, IsNothingForALineThatNeverGetsThere) {
  const std::vector<double> line{10, 20, NAN, 69.9};
  EXPECT_FALSE(cost().reach(line, places(), 70, XAxis::Iteration).has_value());
  EXPECT_FALSE(cost().reach({}, places(), 70, XAxis::Iteration).has_value());
}

TEST(CostToReach, KnowsNoFactorWithoutBytesOrBeforeBspIsKnown) {
  const std::vector<double> atOnce{70, 70, 70, 70};
  EXPECT_TRUE(std::isnan(cost().reach(atOnce, places(), 70, XAxis::Iteration)->saving)) << "0 bytes";
  const std::vector<double> late{0, 0, 0, 70};
  EXPECT_TRUE(std::isnan(cost().reach(late, places(), 70, XAxis::Iteration)->saving));
  const std::vector<double> line{0, 70, 70, 70};
  EXPECT_TRUE(std::isnan(CostToReach{}.reach(line, places(), 70, XAxis::Iteration)->saving));
}

TEST(CostToReach, StartsAfreshWithEveryRun) {
  CostToReach series = cost();
  series.add(RunStarted{});
  const std::vector<double> line{0, 70, 70, 70};
  EXPECT_TRUE(std::isnan(series.reach(line, places(), 70, XAxis::Iteration)->saving));
}

}  // namespace
}  // namespace lab::ui
