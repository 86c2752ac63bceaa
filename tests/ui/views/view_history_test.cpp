#include "ui/plot/view_history.h"

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

SeenRange at(double lower) {
  return {{lower, lower + 1}, {0, 1}, false};
}

TEST(ViewHistory, GoesBackTheWayItCameAndForwardAgain) {
  ViewHistory history;
  history.leave(at(1));
  history.leave(at(2));
  EXPECT_EQ(history.back(at(3)), at(2));
  EXPECT_EQ(history.back(at(2)), at(1));
  EXPECT_EQ(history.back(at(1)), std::nullopt);
  EXPECT_EQ(history.forward(at(1)), at(2));
  EXPECT_EQ(history.forward(at(2)), at(3));
  EXPECT_EQ(history.forward(at(3)), std::nullopt);
}

TEST(ViewHistory, ForgetsWhatLayAheadOnceTheUserGoesElsewhere) {
  ViewHistory history;
  history.leave(at(1));
  ASSERT_EQ(history.back(at(2)), at(1));
  EXPECT_TRUE(history.canGoForward());
  history.leave(at(1));
  EXPECT_FALSE(history.canGoForward());
}

TEST(ViewHistory, KeepsNoViewTwiceInARow) {
  ViewHistory history;
  history.leave(at(1));
  history.leave(at(1));
  ASSERT_TRUE(history.back(at(2)).has_value());
  EXPECT_FALSE(history.canGoBack());
}

TEST(ViewHistory, ForgetsTheOldestWhenItGrowsLong) {
  ViewHistory history;
  for (int i = 0; i < 150; ++i) history.leave(at(i));
  int steps = 0;
  while (history.canGoBack()) {
    ASSERT_TRUE(history.back(at(200)).has_value());
    ++steps;
  }
  EXPECT_EQ(steps, 100);
}

}  // namespace
}  // namespace lab::ui
