#include "ui/series/mean_line.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

TEST(MeanLine, LeavesGapsAndEndsOut) {
  const std::vector<double> a{1, kGap, 3, kGap}, b{3, 5};
  const std::vector<std::span<const double>> lines{a, b};
  const auto mean = meanLine(lines);
  ASSERT_EQ(mean.size(), 4U);
  EXPECT_EQ(mean[0], 2);
  EXPECT_EQ(mean[1], 5);
  EXPECT_EQ(mean[2], 3);
  EXPECT_TRUE(std::isnan(mean[3]));
}

TEST(MeanLine, OfNothingIsNothing) {
  EXPECT_TRUE(meanLine({}).empty());
}

}  // namespace
}  // namespace lab::ui
