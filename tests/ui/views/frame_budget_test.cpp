#include "ui/plot/frame_budget.h"

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

TEST(FrameBudget, APlotLosesItsSmoothEdgesAboveItsShare) {
  EXPECT_TRUE(shallBeSmooth(true, 12, 1));
  EXPECT_FALSE(shallBeSmooth(true, 12.1, 1));
  EXPECT_TRUE(shallBeSmooth(true, 3, 4));
  EXPECT_FALSE(shallBeSmooth(true, 3.1, 4));
}

TEST(FrameBudget, APlotGetsThemBackBelowAThirdOfIt) {
  EXPECT_FALSE(shallBeSmooth(false, 4, 1));
  EXPECT_TRUE(shallBeSmooth(false, 3.9, 1));
  EXPECT_FALSE(shallBeSmooth(false, 1, 4));
  EXPECT_TRUE(shallBeSmooth(false, 0.9, 4));
}

// As while a window is being put together.
TEST(FrameBudget, APlotThatIsNotSeenYetCountsAsOne) {
  EXPECT_TRUE(shallBeSmooth(true, 12, 0));
}

}  // namespace
}  // namespace lab::ui
