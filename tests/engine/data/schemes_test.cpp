#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/engine/data/partition_fixture.h"

namespace lab::test {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Ge;
using testing::HasSubstr;
using testing::Le;
using testing::SizeIs;

std::string messageOf(const std::string& id, const std::vector<std::int64_t>& labels, std::int64_t partitions,
                      const ParamValues& params = {}) {
  try {
    static_cast<void>(splitOf(id, labels, partitions, params));
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Usage);
    return error.what();
  }
  return "no Error was thrown";
}

// A table of 5 x 10 cells with even margins has 36 degrees of freedom: mean 36, standard deviation 8.5.
constexpr double kGenerousChiSquare = 36 + 6 * 8.5;

TEST(Iid, LooksIid) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Split split = splitOf("iid", cyclingLabels(10'000), 5, {}, seed);
    EXPECT_LT(chiSquare(split), kGenerousChiSquare) << seed;
    EXPECT_GT(chiSquare(split), 5) << "too even to be random, seed " << seed;
  }
}

TEST(Iid, PartitionsDifferInSizeByAtMostOne) {
  EXPECT_THAT(splitOf("iid", cyclingLabels(1003), 7).partition, Each(SizeIs(AllOf(Ge(143U), Le(144U)))));
}

TEST(Modulo, GivesThePapersLabelSets) {
  const Split split = splitOf("modulo", cyclingLabels(50'000), 5);
  for (std::size_t k = 0; k < 5; ++k) {
    const auto label = static_cast<std::int64_t>(k);
    EXPECT_EQ(split.labelsOf(k), (std::set<std::int64_t>{label, label + 5}));
    EXPECT_EQ(split.partition[k].size(), 10'000U);
  }
}

TEST(Modulo, SeparatesEvenFromOddLabelsWithTwoPartitionsAndEachLabelWithTen) {
  EXPECT_EQ(splitOf("modulo", cyclingLabels(100), 2).labelsOf(1), (std::set<std::int64_t>{1, 3, 5, 7, 9}));
  EXPECT_EQ(splitOf("modulo", cyclingLabels(100), 10).labelsOf(7), (std::set<std::int64_t>{7}));
}

TEST(Modulo, SaysWhatToDoWithMorePartitionsThanClasses) {
  EXPECT_EQ(messageOf("modulo", cyclingLabels(1000), 12),
            "partition.count: 12 partitions, but label-skew 'modulo' on a data set of 10 classes leaves 2 "
            "empty; use at "
            "most 10 or scheme \"skew-fraction\"");
}

TEST(Modulo, RefusesAPartitionWhoseLabelsDoNotOccur) {
  EXPECT_EQ(
      messageOf("modulo", cyclingLabels(100, 3), 4),
      "partition.count: partition 3 of 4 would get no samples; expected at least one for each; none of the "
      "training samples has one of its labels: use a larger dataset.train_limit or fewer partitions");
}

TEST(SkewFraction, FullSkewIsModuloForEverySeed) {
  for (const std::int64_t partitions : {1, 2, 3, 5, 10}) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      EXPECT_EQ(splitOf("skew-fraction", cyclingLabels(1000), partitions, {{"skew", 1}}, seed).partition,
                splitOf("modulo", cyclingLabels(1000), partitions).partition);
    }
  }
}

// By label 0.2 * 5,000 of each own class, and of every class a fifth of the remaining 4,000.
TEST(SkewFraction, MixesByTheDegreeOfSkew) {
  const Split mild = splitOf("skew-fraction", cyclingLabels(50'000), 5, {{"skew", 0.2}});
  const Split strong = splitOf("skew-fraction", cyclingLabels(50'000), 5, {{"skew", 0.6}});
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_EQ(mild.partition[k].size(), 10'000U);
    EXPECT_EQ(strong.partition[k].size(), 10'000U);
    for (std::size_t label = 0; label < 10; ++label) {
      EXPECT_EQ(mild.count(k, label), label % 5 == k ? 1'800 : 800);
      EXPECT_EQ(strong.count(k, label), label % 5 == k ? 3'400 : 400);
    }
  }
}

TEST(SkewFraction, NoSkewLooksIid) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Split split = splitOf("skew-fraction", cyclingLabels(10'000), 5, {{"skew", 0}}, seed);
    EXPECT_LT(chiSquare(split), kGenerousChiSquare);
    for (const auto& samples : split.partition) {
      double mean = 0;
      for (const auto sample : samples)
        mean += static_cast<double>(sample) / static_cast<double>(samples.size());
      EXPECT_NEAR(mean, 5000, 350) << "the places of 2,000 of 10,000 samples have a standard error of 58";
    }
  }
}

TEST(SkewFraction, DifferentSeedsChooseOtherSamplesForTheSameProportions) {
  const Split first = splitOf("skew-fraction", cyclingLabels(1000), 5, {{"skew", 0.4}}, 1);
  const Split second = splitOf("skew-fraction", cyclingLabels(1000), 5, {{"skew", 0.4}}, 2);
  EXPECT_NE(first.partition, second.partition);
  EXPECT_EQ(first.counts, second.counts);
}

// Classes 0 to 4 have two owners each, k and k + 10, and 5 to 9 one.
TEST(SkewFraction, SharesAClassAmongItsOwnersWithMorePartitionsThanClasses) {
  const Split split = splitOf("skew-fraction", cyclingLabels(1000), 15, {{"skew", 1}});
  for (std::size_t k = 0; k < 15; ++k) {
    EXPECT_EQ(split.labelsOf(k), (std::set<std::int64_t>{static_cast<std::int64_t>(k % 10)}));
    EXPECT_EQ(split.partition[k].size(), k % 10 < 5 ? 50U : 100U);
  }
}

TEST(SkewFraction, IsEvenWhenThePartitionsAreAMultipleOfTheClasses) {
  EXPECT_THAT(splitOf("skew-fraction", cyclingLabels(1000), 20, {{"skew", 0.5}}).partition, Each(SizeIs(50)));
}

// 997 samples, 7 partitions: what is dealt round adds at most one to any partition.
TEST(SkewFraction, SpreadsTheRestEvenly) {
  const Split split = splitOf("skew-fraction", cyclingLabels(997), 7, {{"skew", 0}});
  EXPECT_THAT(split.partition, Each(SizeIs(AllOf(Ge(142U), Le(143U)))));
}

TEST(SkewFraction, RefusesAPartitionWithoutSamples) {
  EXPECT_THAT(
      messageOf("skew-fraction", std::vector<std::int64_t>(100, 0), 2),
      HasSubstr("partition 1 of 2 would get no samples; expected at least one for each; there are too few "
                "samples of its label: use a smaller partition.skew"));
}

TEST(DirichletOverPartitions, EndsForTinyAlphaAndManyPartitionsWithTheMinimum) {
  for (const double balancing : {0.0, 1.0}) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const Split split = splitOf("dirichlet-over-partitions", cyclingLabels(2000), 100,
                                  {{"alpha", 0.001}, {"balancing", balancing}, {"minimum", 10}}, seed);
      EXPECT_THAT(split.partition, Each(SizeIs(Ge(10U))));
    }
  }
}

TEST(DirichletOverPartitions, MeetsAMinimumThatLeavesNoChoice) {
  EXPECT_THAT(splitOf("dirichlet-over-partitions", cyclingLabels(100), 10, {{"alpha", 0.1}}).partition,
              Each(SizeIs(10)));
}

TEST(DirichletOverPartitions, SaysWhenTheMinimumCannotBeMet) {
  EXPECT_EQ(messageOf("dirichlet-over-partitions", cyclingLabels(60), 8),
            "partition.minimum: 10 samples for each of 8 partitions, but there are only 60 training samples; "
            "expected "
            "at most 7; lower it or use fewer partitions");
}

// Dir(10^6): shares deviate from 1/5 by about 2 in 10,000.
TEST(DirichletOverPartitions, IsNearlyEvenForHugeAlpha) {
  const Split split =
      splitOf("dirichlet-over-partitions", cyclingLabels(50'000), 5, {{"alpha", 1e6}, {"balancing", 0}});
  for (const auto count : split.counts) EXPECT_NEAR(static_cast<double>(count), 1000, 10);
}

TEST(DirichletOverPartitions, SkewGrowsAsAlphaFalls) {
  double before = -1;
  for (const double alpha : {100.0, 1.0, 0.05}) {
    double emd = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const Split split =
          splitOf("dirichlet-over-partitions", cyclingLabels(5000), 5, {{"alpha", alpha}}, seed);
      emd += skewNumbers(split.counts, 5, 10).emd / 10;
    }
    EXPECT_GT(emd, before + 0.1) << alpha;
    before = emd;
  }
}

// A partition that holds n/K = 200 or more gets nothing further, so at most 199 and one whole class of 100.
TEST(DirichletOverPartitions, BalancingBoundsTheLargestPartition) {
  std::size_t largestWithout = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const ParamValues on{{"alpha", 0.01}, {"balancing", 1}, {"minimum", 1}};
    const ParamValues off{{"alpha", 0.01}, {"balancing", 0}, {"minimum", 1}};
    EXPECT_THAT(splitOf("dirichlet-over-partitions", cyclingLabels(1000), 5, on, seed).partition,
                Each(SizeIs(Le(299U))));
    for (const auto& samples :
         splitOf("dirichlet-over-partitions", cyclingLabels(1000), 5, off, seed).partition) {
      largestWithout = std::max(largestWithout, samples.size());
    }
  }
  EXPECT_GT(largestWithout, 299U);
}

TEST(DirichletOverPartitions, PassesOverClassesWithoutSamples) {
  const Split split = splitOf("dirichlet-over-partitions", cyclingLabels(100, 3), 4);
  EXPECT_THAT(split.partition, Each(SizeIs(Ge(10U))));
}

TEST(DirichletOverClasses, KeepsPartitionsEqualInSize) {
  EXPECT_THAT(splitOf("dirichlet-over-classes", cyclingLabels(1003), 7, {{"alpha", 0.01}}).partition,
              Each(SizeIs(AllOf(Ge(143U), Le(144U)))));
}

TEST(DirichletOverClasses, SkewGrowsAsAlphaFalls) {
  const auto emd = [](double alpha) {
    return skewNumbers(splitOf("dirichlet-over-classes", cyclingLabels(5000), 5, {{"alpha", alpha}}).counts,
                       5, 10)
        .emd;
  };
  EXPECT_LT(emd(1e6), 0.1);
  EXPECT_GT(emd(0.5), emd(1e6) + 0.2);
  EXPECT_GT(emd(0.01), emd(0.5));
}

TEST(ClassesPerPartition, GivesEveryPartitionSoManyLabels) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Split split = splitOf("classes-per-partition", cyclingLabels(1000), 10, {{"classes", 3}}, seed);
    for (std::size_t k = 0; k < 10; ++k) {
      EXPECT_THAT(split.labelsOf(k), SizeIs(3));
      EXPECT_TRUE(split.labelsOf(k).contains(static_cast<std::int64_t>(k)))
          << "partition k holds class k mod C";
    }
  }
}

TEST(ClassesPerPartition, CutsAClassEquallyAmongItsOwners) {
  const Split split = splitOf("classes-per-partition", cyclingLabels(1000), 10, {{"classes", 3}});
  for (std::size_t label = 0; label < 10; ++label) {
    std::set<std::int64_t> sizes;
    std::int64_t owners = 0;
    for (std::size_t k = 0; k < 10; ++k) {
      if (split.count(k, label) == 0) continue;
      sizes.insert(split.count(k, label));
      ++owners;
    }
    EXPECT_EQ(*sizes.begin(), 100 / owners);
    EXPECT_LE(*sizes.rbegin() - *sizes.begin(), 1);
  }
}

// 3 partitions with 4 classes each can hold 10 classes only when few are held twice.
TEST(ClassesPerPartition, FindsAnOwnerForEveryClassWithFewPartitions) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Split split = splitOf("classes-per-partition", cyclingLabels(1000), 3, {{"classes", 4}}, seed);
    std::set<std::int64_t> held;
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_THAT(split.labelsOf(k), SizeIs(4));
      held.merge(split.labelsOf(k));
    }
    EXPECT_THAT(held, SizeIs(10));
  }
}

TEST(ClassesPerPartition, SaysWhatToDoWhenClassesWouldHaveNoOwner) {
  EXPECT_EQ(messageOf("classes-per-partition", cyclingLabels(1000), 3),
            "partition.classes: 3 partitions with 2 classes each hold only 6 of the 10 classes; expected "
            "every class to "
            "be held by someone; use at least 4 classes per partition, at least 5 partitions, or scheme "
            "\"skew-fraction\"");
  EXPECT_EQ(messageOf("classes-per-partition", cyclingLabels(1000), 3, {{"classes", 11}}),
            "partition.classes: 11 classes per partition, but the data set has only 10; expected at most 10");
}

// 10 shards of 100 samples are exactly the 10 classes.
TEST(Shards, DealsWholeShards) {
  const Split split = splitOf("shards", cyclingLabels(1000), 5);
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_THAT(split.labelsOf(k), SizeIs(2));
    EXPECT_EQ(split.partition[k].size(), 200U);
  }
}

TEST(Shards, AreSpreadAtRandom) {
  std::set<std::set<std::int64_t>> seen;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    seen.insert(splitOf("shards", cyclingLabels(1000), 5, {}, seed).labelsOf(0));
  }
  EXPECT_GT(seen.size(), 3U);
}

TEST(Shards, SaysWhenThereAreTooFewSamples) {
  EXPECT_THAT(
      messageOf("shards", cyclingLabels(50), 10, {{"shards", 6}}),
      HasSubstr(
          "partition.shards: 6 shards for each of 10 partitions, but there are only 50 training samples; "
          "expected at most 5"));
}

TEST(Quantity, MakesUnequalSizesOfLikeMixtures) {
  const Split split = splitOf("quantity", cyclingLabels(10'000), 5, {{"beta", 0.5}, {"minimum", 200}});
  EXPECT_GT(skewNumbers(split.counts, 5, 10).gini, 0.1);
  EXPECT_LT(chiSquare(split), kGenerousChiSquare);
  EXPECT_THAT(split.partition, Each(SizeIs(Ge(200U))));
}

TEST(Quantity, IsNearlyEvenForHugeBeta) {
  EXPECT_THAT(splitOf("quantity", cyclingLabels(10'000), 5, {{"beta", 1e6}}).partition,
              Each(SizeIs(AllOf(Ge(1990U), Le(2010U)))));
}

TEST(Quantity, MeetsTheMinimumForTinyBeta) {
  EXPECT_THAT(splitOf("quantity", cyclingLabels(1000), 50, {{"beta", 0.001}}).partition,
              Each(SizeIs(Ge(10U))));
}

}  // namespace
}  // namespace lab::test
