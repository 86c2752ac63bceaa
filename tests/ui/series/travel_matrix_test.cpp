#include "ui/series/travel_matrix.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace lab::ui {
namespace {

RunStarted startOf(int partitions, const std::string& specJson = {}) {
  RunStarted started;
  started.specJson = specJson;
  started.partitions = partitions;
  return started;
}

SkewScoutDecision travel(std::int64_t iteration, std::vector<std::int32_t> hosts, std::vector<float> pairs) {
  SkewScoutDecision decision;
  decision.iteration = iteration;
  decision.hosts = std::move(hosts);
  decision.pairAccuracy = std::move(pairs);
  return decision;
}

TEST(TravelMatrix, KeepsTheLatestVisitOfEveryPair) {
  TravelMatrix matrix;
  matrix.add(startOf(3));
  EXPECT_EQ(matrix.visited(), 0);
  matrix.add(travel(100, {1, 2, 0}, {1.0F, 0.5F, 0.75F, 0.5F, 0.5F, 0.75F}));
  matrix.add(travel(200, {2, 0, 1}, {1.0F, 0.25F, 0.5F, 0.5F, 0.5F, 0.5F}));
  matrix.add(travel(300, {1, 2, 0}, {0.5F, 0.25F, 0.5F, 0.25F, 0.5F, 0.25F}));
  EXPECT_EQ(matrix.visited(), 6);
  ASSERT_TRUE(matrix.visit(0, 1).has_value());
  EXPECT_EQ(matrix.visit(0, 1)->iteration, 300);
  EXPECT_DOUBLE_EQ(matrix.visit(0, 1)->lost, 25);
  EXPECT_DOUBLE_EQ(matrix.visit(0, 1)->atHome, 50);
  EXPECT_DOUBLE_EQ(matrix.visit(0, 1)->away, 25);
  EXPECT_EQ(matrix.visit(0, 2)->iteration, 200);
  EXPECT_DOUBLE_EQ(matrix.visit(0, 2)->lost, 75);
  EXPECT_FALSE(matrix.visit(0, 0).has_value());
  EXPECT_EQ(matrix.latest(), 300);
  ASSERT_TRUE(matrix.worst().has_value());
  EXPECT_EQ(matrix.worst()->home, 0);
  EXPECT_EQ(matrix.worst()->host, 2);
  EXPECT_DOUBLE_EQ(matrix.worst()->lost, 75);
}

// Where the mean of all models visits everyone, or nobody leaves home, every partition is its own host.
TEST(TravelMatrix, HasItsVisitsOnTheDiagonalWhereNoModelLeavesHome) {
  for (const std::string loss : {"home-minus-mean", "home-minus-shared"}) {
    SCOPED_TRACE(loss);
    TravelMatrix matrix;
    matrix.add(startOf(2, R"({"skewscout": {"loss": ")" + loss + R"("}})"));
    EXPECT_EQ(matrix.pairs(), 2);
    EXPECT_TRUE(matrix.possible(1, 1));
    EXPECT_FALSE(matrix.possible(0, 1));
    matrix.add(travel(100, {0, 1}, {1.0F, 0.75F, 0.5F, 0.5F}));
    EXPECT_EQ(matrix.visited(), 2);
    ASSERT_TRUE(matrix.visit(0, 0).has_value());
    EXPECT_DOUBLE_EQ(matrix.visit(0, 0)->lost, 25);
    EXPECT_FALSE(matrix.visit(0, 1).has_value());
  }
}

TEST(TravelMatrix, CountsThePairsOfDifferentPartitionsThatAModelCanTravelBetween) {
  TravelMatrix matrix;
  EXPECT_EQ(matrix.pairs(), 0);
  matrix.add(startOf(5));
  EXPECT_EQ(matrix.pairs(), 20);
  EXPECT_TRUE(matrix.possible(0, 1));
  EXPECT_FALSE(matrix.possible(1, 1));
}

TEST(TravelMatrix, SkipsHostsAndAccuraciesThatDoNotFit) {
  TravelMatrix matrix;
  matrix.add(startOf(2));
  matrix.add(travel(1, {5, -1}, {1.0F, 0.5F, 1.0F, 0.5F}));
  matrix.add(travel(2, {1, 0}, {}));
  matrix.add(travel(3, {}, {1.0F, 0.5F}));
  EXPECT_EQ(matrix.visited(), 0);
  EXPECT_FALSE(matrix.worst().has_value());
  matrix.add(travel(4, {1, 0, 0}, {std::nanf(""), 0.5F, 1.0F, 0.5F, 1.0F, 0.5F}));
  EXPECT_EQ(matrix.visited(), 2);
  EXPECT_TRUE(std::isnan(matrix.visit(0, 1)->lost));
  EXPECT_EQ(matrix.worst()->home, 1);
}

TEST(TravelMatrix, IsEmptyOutsideTheTableAndWithOnePartition) {
  TravelMatrix matrix;
  matrix.add(startOf(1));
  matrix.add(travel(1, {0}, {1.0F, 1.0F}));
  EXPECT_FALSE(matrix.visit(-1, 0).has_value());
  EXPECT_FALSE(matrix.visit(0, 1).has_value());
  matrix.add(startOf(-3));
  EXPECT_EQ(matrix.partitions(), 0);
  EXPECT_EQ(matrix.visited(), 0);
}

TEST(TravelMatrix, TakesTheNumberOfPartitionsFromItsFirstTravelWhenItMissedTheStart) {
  TravelMatrix matrix;
  matrix.add(travel(1, {1, 0}, {1.0F, 0.5F, 1.0F, 0.5F}));
  EXPECT_EQ(matrix.partitions(), 2);
  EXPECT_EQ(matrix.visited(), 2);
}

TEST(TravelMatrix, LeavesOutWhatAResumedRunRepeats) {
  TravelMatrix matrix;
  matrix.add(startOf(2));
  matrix.add(travel(200, {1, 0}, {1.0F, 0.5F, 1.0F, 0.5F}));
  matrix.add(travel(100, {1, 0}, {1.0F, 1.0F, 1.0F, 1.0F}));
  EXPECT_DOUBLE_EQ(matrix.visit(0, 1)->lost, 50);
}

}  // namespace
}  // namespace lab::ui
