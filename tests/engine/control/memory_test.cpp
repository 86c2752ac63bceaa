// What a controller remembers of the settings it has tried, and for how long.

#include "engine/control/memory.h"

#include <optional>

#include <gtest/gtest.h>

namespace lab {
namespace {

TEST(Memory, KnowsNothingAtFirst) {
  const Memory memory{3, 4};
  for (std::size_t rung = 0; rung < 3; ++rung) EXPECT_EQ(memory.recall(rung, 0), std::nullopt);
}

TEST(Memory, KeepsTheLatestPriceOfASetting) {
  Memory memory{3, 4};
  memory.remember(1, 0.7, 0);
  memory.remember(1, 0.3, 1);
  EXPECT_EQ(memory.recall(1, 1), 0.3);
  EXPECT_EQ(memory.recall(0, 1), std::nullopt);
}

TEST(Memory, ForgetsAPriceThatIsTooOld) {
  Memory memory{2, 4};
  memory.remember(0, 0.5, 10);
  EXPECT_EQ(memory.recall(0, 14), 0.5);
  EXPECT_EQ(memory.recall(0, 15), std::nullopt);
}

TEST(Memory, KnowsAPriceForGood) {
  Memory memory{2, 4};
  memory.know(0, 1);
  EXPECT_EQ(memory.recall(0, 100), 1);
  memory.remember(0, 0.5, 100);
  memory.forget();
  EXPECT_EQ(memory.recall(0, 100), 1);
  EXPECT_EQ(memory.recall(1, 100), std::nullopt);
}

TEST(Memory, ForgetsEverythingWhenTold) {
  Memory memory{2, 100};
  memory.remember(0, 0.5, 1);
  memory.remember(1, 0.6, 2);
  memory.forget();
  EXPECT_EQ(memory.recall(0, 2), std::nullopt);
  EXPECT_EQ(memory.recall(1, 2), std::nullopt);
}

TEST(Memory, IsWhatItWasAfterACheckpoint) {
  Memory memory{2, 4};
  memory.remember(1, 0.25, 7);
  Memory restored{2, 4};
  restored.restore(memory.objectives(), memory.decisions());
  EXPECT_EQ(restored.recall(1, 8), 0.25);
  EXPECT_EQ(restored.recall(0, 8), std::nullopt);
}

}  // namespace
}  // namespace lab
