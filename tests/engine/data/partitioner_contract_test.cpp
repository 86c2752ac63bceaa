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

// Uneven amounts, some of them 0, with something of every class for someone and of some class for everyone.
ParamTable unevenTable(std::int64_t partitions) {
  ParamTable table;
  for (std::int64_t k = 0; k < partitions; ++k) {
    auto& row = table.emplace_back();
    for (std::int64_t label = 0; label < 10; ++label) {
      row.push_back(partitions == 1 ? 1 : static_cast<double>((k + label) % 3) / 7);
    }
  }
  return table;
}

// 25 values of different frequencies, in no order.
std::vector<std::string> places(std::size_t count) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back("place " + std::to_string(i * i % 61 % 25));
  return values;
}

std::string cyclingMap(std::size_t count, std::int64_t partitions) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += std::to_string(static_cast<std::int64_t>(i * 11) % partitions) + ' ';
  return text;
}

// What draws nothing: the labels, the column or the file say it all.
bool isFixed(const PartitionerEntry& entry) {
  return entry.id == "modulo" || entry.id == "attribute" || entry.id == "index-map";
}

class EveryScheme : public testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] const PartitionerEntry& scheme() const { return partition::all()[GetParam()]; }

  [[nodiscard]] Partition split(const std::vector<std::int64_t>& labels, std::int64_t partitions,
                                std::uint64_t seed) const {
    const TextFile map{cyclingMap(labels.size(), std::max<std::int64_t>(partitions, 1))};
    return splitWith(scheme().id, {.labels = labels,
                                   .partitions = partitions,
                                   .params = settingsFor(scheme()),
                                   .texts = {{"file", map.path()}},
                                   .tables = {{"table", unevenTable(partitions)}},
                                   .attribute = places(labels.size()),
                                   .seed = seed})
        .partition;
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
  EXPECT_EQ(split(labels, 4, 11) == split(labels, 4, 12), isFixed(scheme()));
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
                                   "dirichlet-over-classes", "classes-per-partition", "shards", "quantity",
                                   "attribute", "matrix", "index-map"));
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
