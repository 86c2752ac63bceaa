#include "ui/series/smoothing.h"

#include <cmath>
#include <vector>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

std::vector<double> smoothed(const std::vector<double>& values, double weight) {
  ExponentialMean mean{weight};
  std::vector<double> result;
  for (const double value : values) result.push_back(mean.add(value));
  return result;
}

// s = 0
// for n, y in enumerate([1, 2, 4, 0], 1): s = 0.9 * s + 0.1 * y; print(s / (1 - 0.9 ** n))
TEST(ExponentialMean, IsTheBiasCorrectedMeanOfItsFormula) {
  EXPECT_THAT(smoothed({1, 2, 4, 0}, 0.9),
              ElementsAre(DoubleNear(1, 1e-12), DoubleNear(0.29 / 0.19, 1e-12),
                          DoubleNear(0.661 / 0.271, 1e-12), DoubleNear(0.5949 / 0.3439, 1e-12)));
}

TEST(ExponentialMean, LeavesConstantsExactlyAsTheyAre) {
  for (const double value : smoothed(std::vector<double>(1000, 0.1), 0.9)) EXPECT_EQ(value, 0.1);
}

TEST(ExponentialMean, NeverLeavesWhatItHasSeen) {
  for (const double value : smoothed({3, 7, 5, 3, 7, 7, 7}, 0.9)) {
    EXPECT_GE(value, 3);
    EXPECT_LE(value, 7);
  }
}

TEST(ExponentialMean, PassesGapsOnAndForgetsNothingOverThem) {
  const auto mean = smoothed({1, NAN, INFINITY, 2}, 0.9);
  EXPECT_TRUE(std::isnan(mean[1]));
  EXPECT_TRUE(std::isnan(mean[2]));
  EXPECT_NEAR(mean[3], 0.29 / 0.19, 1e-12);
}

TEST(ExponentialMean, WithoutWeightIsTheLineItself) {
  EXPECT_THAT(smoothed({1, 5, 2}, 0), ElementsAre(1, 5, 2));
}

}  // namespace
}  // namespace lab::ui
