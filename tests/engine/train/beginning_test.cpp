// What twins have in common, and that a change of seed, data or batch size would be noticed.

#include "engine/train/beginning.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/train/device.h"
#include "tests/engine/train/run_for_test.h"

namespace lab {
namespace {

using test::shortRun;

RunBeginning beginningOf(const ExperimentSpec& spec) {
  return beginningOf(Setup{spec, resolveDevice("cpu")}, spec.training.batchSize);
}

ExperimentSpec convolutions(const std::string& normalization) {
  auto spec = shortRun();
  spec.model = {"lenet", {}};
  spec.normalization = {normalization, {}};
  return spec;
}

TEST(Beginning, IsTheSameForEveryAlgorithm) {
  const auto bsp = beginningOf(shortRun("bsp"));
  EXPECT_FALSE(bsp.weights.empty());
  EXPECT_EQ(bsp.minibatches.size(), 3U);
  for (const auto& other : test::talkativeAndSilent()) {
    const auto beginning = beginningOf(shortRun(other.id, other.params));
    EXPECT_EQ(beginning.weights, bsp.weights) << other.id;
    EXPECT_EQ(beginning.minibatches, bsp.minibatches) << other.id;
  }
}

TEST(Beginning, SharesConvolutionsAndLinearLayersBetweenNormalizations) {
  const auto batch = beginningOf(convolutions("batch"));
  for (const auto* other : {"group", "layer", "none"}) {
    const auto beginning = beginningOf(convolutions(other));
    EXPECT_EQ(beginningProblem(batch, beginning), "") << other;
    int weights = 0;
    for (const auto& [name, hash] : batch.weights) {
      if (!name.ends_with(".weight") || name.find("norm") != std::string::npos) continue;
      ++weights;
      ASSERT_TRUE(beginning.weights.contains(name)) << name << " with " << other;
      EXPECT_EQ(beginning.weights.at(name), hash) << name << " with " << other;
    }
    EXPECT_GE(weights, 3);
  }
}

TEST(Beginning, DoesNotDependOnTheMemoryFormat) {
  auto spec = convolutions("batch");
  spec.training.memoryFormat = MemoryFormat::Contiguous;
  const auto contiguous = beginningOf(spec);
  spec.training.memoryFormat = MemoryFormat::ChannelsLast;
  EXPECT_EQ(beginningOf(spec).weights, contiguous.weights);
}

TEST(Beginning, ChangesWithSeedSplitAndMinibatch) {
  const auto spec = shortRun();
  const auto before = beginningOf(spec);
  const std::pair<std::string, std::function<void(ExperimentSpec&)>> changes[]{
      {"the initial weights of", [](ExperimentSpec& other) { other.seed = 2; }},
      {"the minibatches of partition",
       [](ExperimentSpec& other) {
         other.partition = {"iid", {}};
       }},
      {"the minibatches of partition", [](ExperimentSpec& other) { other.training.batchSize = 9; }},
      {"the numbers of partitions", [](ExperimentSpec& other) { other.partitions = 4; }},
  };
  for (const auto& [problem, change] : changes) {
    auto other = spec;
    change(other);
    EXPECT_THAT(beginningProblem(before, beginningOf(other)), ::testing::HasSubstr(problem));
  }
}

}  // namespace
}  // namespace lab
