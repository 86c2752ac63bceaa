#include "app/sweep_queue.h"

#include <gtest/gtest.h>

namespace lab::app {
namespace {

constexpr std::int64_t kGigabyte = 1'000'000'000;

TEST(SweepQueue, StartsARunThatFitsBesideWhatTheOthersWillTakeYet) {
  EXPECT_TRUE(
      mayStart({.available = 4 * kGigabyte, .promised = kGigabyte, .wanted = kGigabyte, .running = 1}));
  EXPECT_FALSE(
      mayStart({.available = 2 * kGigabyte, .promised = kGigabyte, .wanted = kGigabyte, .running = 1}));
}

TEST(SweepQueue, LeavesSomethingToEverybodyElse) {
  EXPECT_FALSE(mayStart({.available = kGigabyte, .promised = 0, .wanted = kGigabyte, .running = 1}));
}

TEST(SweepQueue, StartsTheFirstRunWhateverTheMemory) {
  EXPECT_TRUE(mayStart({.available = 1, .promised = 0, .wanted = kGigabyte, .running = 0}));
}

}  // namespace
}  // namespace lab::app
