#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/engine/data/partition_fixture.h"

// What every scheme of the catalogue promises.
namespace lab::test {
namespace {

using testing::HasSubstr;

// Settings under which the scheme is random and possible for any number of partitions up to 10 on 10 classes.
ParamValues settingsFor(const PartitionerEntry& entry) {
  if (entry.id == "skew-fraction") return {{"skew", 0.5}};
  if (entry.id == "classes-per-partition") return {{"classes", 10}};
  return {};
}

class EveryScheme : public testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] const PartitionerEntry& scheme() const { return partition::all()[GetParam()]; }

  [[nodiscard]] Partition split(const std::vector<std::int64_t>& labels, std::int64_t partitions,
                                std::uint64_t seed) const {
    return scheme().split(
        {.labels = labels, .classes = 10, .partitions = partitions, .params = settingsFor(scheme())},
        Seed{seed});
  }
};

TEST_P(EveryScheme, DealsEverySampleExactlyOnceAndSomethingToEveryone) {
  const auto labels = cyclingLabels(1003);
  for (std::int64_t partitions = 1; partitions <= 7; ++partitions) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const auto partition = split(labels, partitions, seed);
      ASSERT_EQ(std::ssize(partition), partitions);
      std::vector<std::int64_t> dealt;
      for (const auto& samples : partition) {
        EXPECT_FALSE(samples.empty());
        EXPECT_TRUE(std::ranges::is_sorted(samples));
        dealt.insert(dealt.end(), samples.begin(), samples.end());
      }
      std::ranges::sort(dealt);
      std::vector<std::int64_t> everyone(labels.size());
      std::iota(everyone.begin(), everyone.end(), std::int64_t{0});
      ASSERT_EQ(dealt, everyone) << partitions << " partitions, seed " << seed;
    }
  }
}

TEST_P(EveryScheme, IsAFunctionOfItsSeed) {
  const auto labels = cyclingLabels(500);
  EXPECT_EQ(split(labels, 4, 11), split(labels, 4, 11));
}

TEST_P(EveryScheme, GivesAnotherSplitForAnotherSeedWhereSomethingIsRandom) {
  const auto labels = cyclingLabels(500);
  EXPECT_EQ(split(labels, 4, 11) == split(labels, 4, 12), scheme().id == "modulo");
}

TEST_P(EveryScheme, RefusesMorePartitionsThanSamples) {
  const std::vector<std::int64_t> labels{0, 1, 2};
  try {
    static_cast<void>(split(labels, 4, 1));
    FAIL() << "no Error was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Usage);
    EXPECT_THAT(error.what(), HasSubstr("partition.count: 4 partitions, but only 3 training samples"));
  }
}

TEST_P(EveryScheme, RefusesNoPartitionsAtAll) {
  const std::vector<std::int64_t> labels{0, 1, 2};
  EXPECT_THROW(static_cast<void>(split(labels, 0, 1)), Error);
}

TEST_P(EveryScheme, IsDescribedForTheForm) {
  EXPECT_FALSE(scheme().title.empty());
  EXPECT_FALSE(scheme().summary.empty());
  EXPECT_FALSE(scheme().source.empty());
  for (const auto& param : scheme().params) {
    EXPECT_FALSE(param.title.empty()) << param.key;
    EXPECT_FALSE(param.help.empty()) << param.key;
    EXPECT_FALSE(param.source.empty()) << param.key;
    EXPECT_EQ(problemWith(param, param.fallback), "") << param.key;
  }
}

std::string nameOf(const testing::TestParamInfo<std::size_t>& info) {
  std::string name = partition::all()[info.param].id;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryScheme, testing::Range(std::size_t{0}, partition::all().size()),
                         nameOf);

TEST(SchemeCatalogue, IsInMenuOrder) {
  std::vector<std::string> ids;
  for (const auto& entry : partition::all()) ids.push_back(entry.id);
  EXPECT_THAT(ids,
              testing::ElementsAre("iid", "modulo", "skew-fraction", "dirichlet-over-partitions",
                                   "dirichlet-over-classes", "classes-per-partition", "shards", "quantity"));
}

TEST(SchemeCatalogue, NamesTheKnownIdsForAnUnknownOne) {
  try {
    static_cast<void>(partition::named("shard"));
    FAIL() << "no Error was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::Usage);
    EXPECT_THAT(error.what(),
                HasSubstr("partition.scheme: \"shard\" is not known; expected one of iid, modulo, "));
    EXPECT_THAT(error.what(), HasSubstr("did you mean \"shards\"?"));
  }
}

}  // namespace
}  // namespace lab::test
