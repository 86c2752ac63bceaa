#include "engine/train/pair_accuracy.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lab {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

struct Row {
  float similarity = 0;
  bool same = false;
  int fold = 0;
};

float accuracyOf(const std::vector<Row>& rows) {
  std::vector<float> similarities;
  std::vector<ImagePair> pairs;
  for (const auto& row : rows) {
    similarities.push_back(row.similarity);
    pairs.push_back({.first = 0, .second = 1, .same = row.same, .fold = row.fold});
  }
  return pairAccuracy(similarities, pairs);
}

struct Case {
  std::string name;
  std::vector<Row> rows;
  float expected = 0;
  friend void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }
};

// S: same, D: different. Two folds: the threshold of one is found on the other.
const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"Separable", {{0.9F, true, 0}, {0.1F, false, 0}, {0.8F, true, 1}, {0.2F, false, 1}}, 1.0F},
      // Fold 0 asks for more than 0.5, fold 1 for more than 0.15: fold 1's S at 0.2 and fold 0's D at 0.4 are
      // wrong.
      {"TheThresholdIsThatOfTheOtherFolds",
       {{0.6F, true, 0}, {0.4F, false, 0}, {0.2F, true, 1}, {0.1F, false, 1}},
       0.5F},
      // Folds 0 and 1 have 2 pairs, fold 2 has 4 of which 3 are right: (1 + 1 + 3/4) / 3.
      {"AFoldCountsOnceHoweverLargeItIs",
       {{0.9F, true, 0},
        {0.1F, false, 0},
        {0.9F, true, 1},
        {0.1F, false, 1},
        {0.9F, true, 2},
        {0.1F, false, 2},
        {0.2F, false, 2},
        {0.3F, true, 2}},
       2.75F / 3},
      // Equal similarities cannot be told apart: on either fold everything is called the same, the lowest
      // threshold.
      {"EqualSimilaritiesAreOnOneSide",
       {{0.5F, true, 0}, {0.5F, false, 0}, {0.5F, true, 1}, {0.5F, false, 1}},
       0.5F},
      // More D than S at one similarity: everything is called different.
      {"EqualSimilaritiesGoToTheMajority",
       {{0.5F, true, 0},
        {0.5F, false, 0},
        {0.5F, false, 0},
        {0.5F, true, 1},
        {0.5F, false, 1},
        {0.5F, false, 1}},
       2.0F / 3},
      // On fold 0 (D 0.1, S 0.2, D 0.3, S 0.4) the cuts 0.15 and 0.35 are right three times: 0.15 is taken,
      // and fold 1's D at 0.2 is wrong. Fold 1 (D 0.2, S 0.9) cuts at 0.55: both S of fold 0 are wrong.
      {"OfEquallyGoodThresholdsTheLowest",
       {{0.1F, false, 0},
        {0.2F, true, 0},
        {0.3F, false, 0},
        {0.4F, true, 0},
        {0.2F, false, 1},
        {0.9F, true, 1}},
       0.5F},
      // Fold 1 has no S, so everything of fold 0 is called different; fold 0 cuts at 0.5, and 0.1 and 0.2 are
      // below.
      {"AFoldWithoutPositives",
       {{0.9F, true, 0}, {0.1F, false, 0}, {0.1F, false, 1}, {0.2F, false, 1}},
       0.75F},
      // Fold 1 has no D: everything of fold 0 is called the same, -1 too.
      {"AFoldWithoutNegatives",
       {{0.9F, true, 0}, {-1.0F, false, 0}, {0.7F, true, 1}, {0.8F, true, 1}},
       0.75F},
      // NaN is above no threshold, not even the lowest: "different".
      {"NaNIsNotTheSame", {{kNan, true, 0}, {kNan, false, 0}, {0.9F, true, 1}, {0.1F, false, 1}}, 0.5F},
      {"OnlyNaN", {{kNan, true, 0}, {kNan, false, 0}, {kNan, true, 1}, {kNan, false, 1}}, 0.5F},
      {"ForThreeFoldsTheOtherTwoDecideTogether",
       {{0.9F, true, 0},
        {0.6F, false, 0},
        {0.9F, true, 1},
        {0.1F, false, 1},
        {0.8F, true, 2},
        {0.5F, false, 2}},
       1.0F}};
  return all;
}

class PairAccuracy : public ::testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Table, PairAccuracy, ::testing::ValuesIn(cases()),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(PairAccuracy, IsTheMeanOverFolds) {
  EXPECT_FLOAT_EQ(accuracyOf(GetParam().rows), GetParam().expected);
}

TEST_P(PairAccuracy, DoesNotDependOnTheOrderOfThePairs) {
  auto rows = GetParam().rows;
  std::ranges::reverse(rows);
  EXPECT_FLOAT_EQ(accuracyOf(rows), GetParam().expected);
}

TEST(PairAccuracyOfOneFold, IsUndefined) {
  EXPECT_TRUE(std::isnan(accuracyOf({{0.9F, true, 3}, {0.1F, false, 3}})));
  EXPECT_TRUE(std::isnan(accuracyOf({})));
}

TEST(Cosine, IsThatOfTheAngle) {
  EXPECT_FLOAT_EQ(cosine(std::vector<float>{1, 0}, std::vector<float>{0, 2}), 0);
  EXPECT_FLOAT_EQ(cosine(std::vector<float>{3, 4}, std::vector<float>{4, 3}), 0.96F);
  EXPECT_FLOAT_EQ(cosine(std::vector<float>{1e-3F, 1e-3F}, std::vector<float>{-2e9F, -2e9F}), -1);
  EXPECT_TRUE(std::isnan(cosine(std::vector<float>{0, 0}, std::vector<float>{1, 1})));
  EXPECT_TRUE(std::isnan(cosine(std::vector<float>{kNan, 1}, std::vector<float>{1, 1})));
}

}  // namespace
}  // namespace lab
