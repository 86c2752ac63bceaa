#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/engine/data/partition_fixture.h"

// Schemes that follow what they are given: a table, a column, a file.
namespace lab::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string errorOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no Error was thrown";
}

// Ten samples of each of two classes. Class 0: 3 to 1 of 10 is 7.5 and 2.5, and of two equal remainders the
// first wins: 8 and 2.
TEST(Matrix, DealsEachClassInTheProportionsOfItsColumn) {
  const Split split = splitWith("matrix", {.labels = cyclingLabels(20, 2),
                                           .classes = 2,
                                           .partitions = 2,
                                           .tables = {{"table", {{3, 0}, {1, 1}}}}});
  EXPECT_THAT(split.counts, ElementsAre(8, 0, 2, 10));
}

TEST(Matrix, SaysWhatIsWrongWithATable) {
  const auto labels = cyclingLabels(20, 2);
  const auto message = [&](const ParamTable& table) {
    return errorOf([&] {
      (void)splitWith("matrix",
                      {.labels = labels, .classes = 2, .partitions = 2, .tables = {{"table", table}}});
    });
  };
  EXPECT_EQ(message({}),
            "partition.table: 0 rows, but partition.count is 2; expected one row for each partition");
  EXPECT_EQ(message({{1, 1}, {1}}),
            "partition.table: the row of partition 1 has 1 numbers; expected 2, one for each class");
  EXPECT_EQ(message({{1, -1}, {1, 1}}),
            "partition.table: the row of partition 0 holds an amount that is not possible; expected numbers "
            "from 0 up");
  EXPECT_EQ(
      message({{1, 0}, {1, 0}}),
      "partition.table: nobody holds class 1: its column adds up to 0; expected a positive, finite sum for "
      "every class");
  EXPECT_THAT(message({{1, 1}, {0, 0}}), HasSubstr("partition 1 of 2 would get no samples"));
}

// Sizes 4, 3, 2, 1: 4 | 3, then 2 to the 3, then 1 to the 4: both 5.
TEST(Attribute, DealsTheLargestValueFirstToTheSmallestPartition) {
  const std::vector<std::string> places{"d", "c", "c", "b", "b", "b", "a", "a", "a", "a"};
  const auto labels = cyclingLabels(10);
  EXPECT_THAT(splitWith("attribute", {.labels = labels, .classes = 10, .partitions = 2, .attribute = places})
                  .partition,
              ElementsAre(ElementsAre(0, 6, 7, 8, 9), ElementsAre(1, 2, 3, 4, 5)));
}

TEST(Attribute, RefusesMorePartitionsThanValues) {
  const std::vector<std::string> places(10, "here");
  EXPECT_EQ(errorOf([&] {
              (void)splitWith("attribute",
                              {.labels = cyclingLabels(10), .partitions = 2, .attribute = places});
            }),
            "partition.count: 2 partitions, but the column has only 1 different values; expected at most 1");
}

TEST(IndexMap, FollowsTheFile) {
  const TextFile map{"1 0\n1\t0 2\n"};
  EXPECT_THAT(
      splitWith("index-map", {.labels = cyclingLabels(5), .partitions = 3, .texts = {{"file", map.path()}}})
          .partition,
      ElementsAre(ElementsAre(1, 3), ElementsAre(0, 2), ElementsAre(4)));
}

TEST(IndexMap, SaysWhatIsWrongWithAFile) {
  const auto message = [](const std::string& text) {
    const TextFile map{text};
    auto said = errorOf([&] {
      (void)splitWith("index-map",
                      {.labels = cyclingLabels(4), .partitions = 2, .texts = {{"file", map.path()}}});
    });
    const auto at = said.find(map.path());
    return at == std::string::npos ? said : said.replace(at, map.path().size(), "MAP");
  };
  const std::string remedy = "; use the file of this data set and this dataset.train_limit";
  EXPECT_EQ(message("0 1 0"),
            "partition.file: MAP is too short: it holds 3 numbers; expected one number for each of "
            "the 4 training images" +
                remedy);
  EXPECT_EQ(
      message("0 1 0 1 0"),
      "partition.file: MAP is too long; expected one number for each of the 4 training images" + remedy);
  EXPECT_EQ(message("0 1 2 1"),
            "partition.file: entry 2 of MAP is 2, which is no partition; expected a number from 0 "
            "to 1; mend the file or set partition.count");
  EXPECT_EQ(message("0 -1 0 1"),
            "partition.file: entry 1 of MAP is -1, which is no partition; expected a number from "
            "0 to 1; mend the file or set partition.count");
  EXPECT_EQ(message("0 1 1x 1"),
            "partition.file: entry 2 of MAP is \"1x\", which is not a number; expected a number "
            "from 0 to 1; mend the file");
  EXPECT_THAT(message("0 0 0 0"), HasSubstr("partition 1 of 2 would get no samples"));
}

TEST(IndexMap, NeedsAFile) {
  EXPECT_THAT(errorOf([] { (void)splitWith("index-map", {.labels = cyclingLabels(4), .partitions = 2}); }),
              HasSubstr("partition.file: no file is named"));
  EXPECT_THAT(errorOf([] {
                (void)splitWith(
                    "index-map",
                    {.labels = cyclingLabels(4), .partitions = 2, .texts = {{"file", "nowhere.txt"}}});
              }),
              HasSubstr("nowhere.txt cannot be opened"));
}

}  // namespace
}  // namespace lab::test
