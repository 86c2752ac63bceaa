// The price of a setting, with the numbers of the paper's constants computed by hand.

#include "engine/control/objective.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace lab {
namespace {

constexpr Objective kPaper{.lambdaAl = 50, .sigmaAl = 0.05, .lambdaC = 1};

TEST(Objective, ToleratedLossIsFree) {
  const Price price = kPaper.price({.accuracyLoss = 0.05, .communication = 0.4});
  EXPECT_EQ(price.loss, 0);
  EXPECT_DOUBLE_EQ(price.total(), 0.4);
}

TEST(Objective, ExcessLossIsWeighted) {
  const Price price = kPaper.price({.accuracyLoss = 0.15, .communication = 0.4});
  EXPECT_DOUBLE_EQ(price.loss, 5.0);
  EXPECT_DOUBLE_EQ(price.traffic, 0.4);
  EXPECT_DOUBLE_EQ(price.total(), 5.4);
}

TEST(Objective, TwoPointsBeyondTheToleranceCostAsMuchAsAllOfBsp) {
  EXPECT_DOUBLE_EQ(kPaper.price({.accuracyLoss = 0.07, .communication = 0}).total(),
                   kPaper.price({.accuracyLoss = 0, .communication = 1}).total());
}

TEST(Objective, LeniencyMultipliesWhatIsTolerated) {
  const TravelReport lenient{.accuracyLoss = 0.25, .communication = 0.4, .leniency = 4};
  EXPECT_DOUBLE_EQ(kPaper.tolerated(lenient), 0.2);
  EXPECT_DOUBLE_EQ(kPaper.price(lenient).loss, 2.5);
  EXPECT_DOUBLE_EQ(kPaper.tolerated({.accuracyLoss = 0.25, .leniency = 100}), 1);  // there is no more to lose
}

TEST(Objective, NeverToleratesMoreThanTheLimit) {
  constexpr Objective limited{.lambdaAl = 50, .sigmaAl = 0.05, .lambdaC = 1, .sigmaAlLimit = 0.12};
  EXPECT_DOUBLE_EQ(limited.tolerated({.leniency = 2}), 0.1);
  EXPECT_DOUBLE_EQ(limited.tolerated({.leniency = 4}), 0.12);
  EXPECT_DOUBLE_EQ(limited.price({.accuracyLoss = 0.14, .leniency = 4}).loss, 1);
}

TEST(Objective, TrafficHasAWeightOfItsOwn) {
  constexpr Objective dear{.lambdaAl = 50, .sigmaAl = 0.05, .lambdaC = 3};
  EXPECT_DOUBLE_EQ(dear.price({.accuracyLoss = 0.01, .communication = 0.25}).total(), 0.75);
}

TEST(Objective, ALossThatCouldNotBeMeasuredHasNoPrice) {
  const Price price =
      kPaper.price({.accuracyLoss = std::numeric_limits<double>::quiet_NaN(), .communication = 0.4});
  EXPECT_TRUE(std::isnan(price.loss));
  EXPECT_TRUE(std::isnan(price.total()));
  EXPECT_DOUBLE_EQ(price.traffic, 0.4);
}

}  // namespace
}  // namespace lab
