#include "engine/data/partition/skew_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab {
namespace {

using testing::ElementsAre;

using Counts = std::vector<std::int64_t>;

TEST(LabelCounts, CountsTheLabelsOfEachPartition) {
  const std::vector<std::int64_t> labels{2, 0, 1, 2, 2};
  EXPECT_THAT(labelCounts({{0, 3}, {}, {1, 2, 4}}, labels, 3), ElementsAre(0, 0, 2, 0, 0, 0, 1, 1, 1));
}

TEST(SkewNumbers, AreZeroForLikePartitions) {
  const SkewNumbers skew = skewNumbers(Counts{3, 5, 3, 5, 3, 5}, 3, 2);
  EXPECT_EQ(skew.totalVariation, 0);
  EXPECT_NEAR(skew.jensenShannon, 0, 1e-12);
  EXPECT_EQ(skew.hellinger, 0);
  EXPECT_NEAR(skew.emd, 0, 1e-12);
  EXPECT_EQ(skew.gini, 0);
}

// q = (1, 0) and (0, 1), pi = (1/2, 1/2): every distance is at its maximum, and |q - pi| is 1/2 + 1/2.
TEST(SkewNumbers, AreLargestForPartitionsWithNothingInCommon) {
  const SkewNumbers skew = skewNumbers(Counts{7, 0, 0, 7}, 2, 2);
  EXPECT_DOUBLE_EQ(skew.totalVariation, 1);
  EXPECT_DOUBLE_EQ(skew.jensenShannon, 1);
  EXPECT_DOUBLE_EQ(skew.hellinger, 1);
  EXPECT_DOUBLE_EQ(skew.emd, 1);
  EXPECT_EQ(skew.gini, 0);
}

// The paper's setting, five partitions with two labels of ten each: pairs share nothing; the label says all
// about the partition, so the divergence is H(p) = log 5; |q - pi| = 2 * 0.4 + 8 * 0.1.
TEST(SkewNumbers, OfThePapersSkewedSetting) {
  Counts counts(50);
  for (std::size_t label = 0; label < 10; ++label) counts[label % 5 * 10 + label] = 5000;
  const SkewNumbers skew = skewNumbers(counts, 5, 10);
  EXPECT_NEAR(skew.totalVariation, 1, 1e-12);
  EXPECT_NEAR(skew.jensenShannon, 1, 1e-12);
  EXPECT_NEAR(skew.hellinger, 1, 1e-12);
  EXPECT_NEAR(skew.emd, 1.6, 1e-12);
  EXPECT_EQ(skew.gini, 0);
}

// Sizes 1 and 3 of 4: the mean absolute difference is (2 * 2) / 4 = 1, half of it relative to the mean 2 is
// 1/4.
TEST(SkewNumbers, GiniMeasuresTheSizesAlone) {
  const SkewNumbers skew = skewNumbers(Counts{10, 30}, 2, 1);
  EXPECT_DOUBLE_EQ(skew.gini, 0.25);
  EXPECT_EQ(skew.totalVariation, 0);
  EXPECT_EQ(skew.jensenShannon, 0) << "with one class there is no divergence to divide by";
}

TEST(SkewNumbers, AreZeroForOnePartition) {
  const SkewNumbers skew = skewNumbers(Counts{1, 2, 3}, 1, 3);
  EXPECT_EQ(skew.totalVariation, 0);
  EXPECT_EQ(skew.jensenShannon, 0);
  EXPECT_EQ(skew.hellinger, 0);
  EXPECT_EQ(skew.emd, 0);
  EXPECT_EQ(skew.gini, 0);
}

TEST(SkewNumbers, OfNothingAreZero) {
  const SkewNumbers skew = skewNumbers(Counts{0, 0, 0, 0}, 2, 2);
  EXPECT_EQ(skew.totalVariation, 0);
  EXPECT_EQ(skew.jensenShannon, 0);
  EXPECT_EQ(skew.emd, 0);
  EXPECT_EQ(skew.gini, 0);
}

// Expected values from tests/golden/skew_numbers.py.
TEST(SkewNumbers, AgreeWithNumPy) {
  const SkewNumbers skew = skewNumbers(Counts{30, 10, 0, 5, 2, 40, 8, 0, 5, 5, 5, 85}, 3, 4);
  EXPECT_NEAR(skew.totalVariation, 0.795555555555556, 1e-12);
  EXPECT_NEAR(skew.jensenShannon, 0.542460855935551, 1e-12);
  EXPECT_NEAR(skew.hellinger, 0.495199331352751, 1e-12);
  EXPECT_NEAR(skew.emd, 0.932018408941486, 1e-12);
  EXPECT_NEAR(skew.gini, 0.188034188034188, 1e-12);
}

TEST(SkewNumbers, LeaveAnEmptyPartitionOutOfThePairs) {
  const SkewNumbers skew = skewNumbers(Counts{12, 3, 0, 0, 1, 8, 4, 4}, 4, 2);
  EXPECT_NEAR(skew.totalVariation, 0.459259259259259, 1e-12);
  EXPECT_NEAR(skew.jensenShannon, 0.267235197760163, 1e-12);
  EXPECT_NEAR(skew.hellinger, 0.143056118843849, 1e-12);
  EXPECT_NEAR(skew.emd, 0.503906250000000, 1e-12);
  EXPECT_NEAR(skew.gini, 0.359375000000000, 1e-12);
}

// From tests/golden/skew_numbers.py.
TEST(IndexMapHash, IsThatOfOffsetsAndIndices) {
  EXPECT_EQ(indexMapHash({{0, 2, 300}, {1}, {}}),
            "bf6ed72c0a1c4214e721e4902654e1030cb62f4f27745862d4cd3c13e1fb9d5c");
}

TEST(IndexMapHash, TellsTheSameIndicesInOtherPartitionsApart) {
  EXPECT_NE(indexMapHash({{0, 1}, {2}}), indexMapHash({{0}, {1, 2}}));
}

}  // namespace
}  // namespace lab
