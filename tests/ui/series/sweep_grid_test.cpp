#include "ui/series/sweep_grid.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;

std::string run(double skew, double rate, int seed, const std::string& algorithm = "gaia") {
  return R"({"name": "run )" + std::to_string(seed) + R"(", "seed": )" + std::to_string(seed) +
         R"(, "partition": {"skew": )" + std::to_string(skew) + R"(}, "training": {"rate": )" +
         std::to_string(rate) + R"(}, "algorithm": {"id": ")" + algorithm + R"("}})";
}

TEST(SweepGrid, OneNumberMakesAColumnWithTheRangeOfItsSeeds) {
  const std::vector<std::string> specs{run(1, 0.1, 1), run(0, 0.1, 1), run(1, 0.1, 2), run(1, 0.1, 3)};
  const auto grid = sweepGrid(specs, std::vector<double>{70, 90, 76, 73});
  ASSERT_TRUE(grid);
  EXPECT_THAT(grid->keys, ElementsAre("partition.skew"));
  EXPECT_THAT(grid->values, ElementsAre(ElementsAre(0, 1)));
  EXPECT_EQ(grid->at(0).runs, 1);
  EXPECT_EQ(grid->at(0).mean, 90);
  EXPECT_EQ(grid->at(1).runs, 3);
  EXPECT_DOUBLE_EQ(grid->at(1).mean, 73);
  EXPECT_EQ(grid->at(1).lowest, 70);
  EXPECT_EQ(grid->at(1).highest, 76);
}

TEST(SweepGrid, TwoNumbersMakeATableWithGaps) {
  const std::vector<std::string> specs{run(0, 0.1, 1), run(0, 0.2, 1), run(1, 0.2, 1)};
  const auto grid = sweepGrid(specs, std::vector<double>{1, 2, 3});
  ASSERT_TRUE(grid);
  EXPECT_THAT(grid->keys, ElementsAre("partition.skew", "training.rate"));
  EXPECT_EQ(grid->columns(), 2U);
  EXPECT_EQ(grid->at(0, 1).mean, 2);
  EXPECT_EQ(grid->at(1, 0).runs, 0);
  EXPECT_TRUE(std::isnan(grid->at(1, 0).mean));
  EXPECT_EQ(grid->at(1, 1).mean, 3);
}

TEST(SweepGrid, LeavesOutWhatIsNotKnownYet) {
  const std::vector<std::string> specs{run(0, 0.1, 1), run(0, 0.1, 2), run(1, 0.1, 1)};
  const auto grid = sweepGrid(specs, std::vector<double>{80, std::numeric_limits<double>::quiet_NaN(), 60});
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->at(0).runs, 1);
}

TEST(SweepGrid, IsNothingForOtherComparisons) {
  const auto none = [](const std::vector<std::string>& specs) {
    return !sweepGrid(specs, std::vector<double>(specs.size(), 50));
  };
  EXPECT_TRUE(none({}));
  EXPECT_TRUE(none({run(0, 0.1, 1)}));
  EXPECT_TRUE(none({run(0, 0.1, 1), run(0, 0.1, 2)}));                  // seeds alone
  EXPECT_TRUE(none({run(0, 0.1, 1), run(1, 0.1, 1, "bsp")}));           // an algorithm is no number
  EXPECT_TRUE(none({"no experiment", run(0, 0.1, 1)}));
}

}  // namespace
}  // namespace lab::ui
