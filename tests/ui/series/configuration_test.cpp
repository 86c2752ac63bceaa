#include "ui/series/configuration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The parts of a spec that matter here.
struct Made {
  std::string name = "a";
  int seed = 1;
  std::string algorithm = R"({"id": "gaia", "threshold": 0.1})";
  std::string dataset = R"({"id": "fashion-mini", "test_limit": 0})";
  double skew = 1;
  double rate = 0.01;
  std::string test = "slices";
};

std::string spec(const Made& made) {
  return R"({"name": ")" + made.name + R"(", "notes": "", "tags": [], "seed": )" + std::to_string(made.seed) +
         R"(, "dataset": )" + made.dataset + R"(, "partition": {"count": 5, "skew": )" +
         std::to_string(made.skew) + R"(}, "model": {"architecture": "lenet"}, "training": {"rate": )" +
         std::to_string(made.rate) + R"(}, "algorithm": )" + made.algorithm +
         R"(, "evaluation": {"every": 100, "test": ")" + made.test + R"("}})";
}

const std::string kBsp = R"({"id": "bsp"})";

TEST(Configuration, SeedsAndNamesDoNotMakeAnother) {
  EXPECT_EQ(configurationKey(spec({})), configurationKey(spec({.name = "b", .seed = 7})));
  EXPECT_NE(configurationKey(spec({})), configurationKey(spec({.rate = 0.02})));
  EXPECT_NE(configurationKey(spec({})), configurationKey(spec({.algorithm = kBsp})));
}

TEST(Configuration, SeedsOfOneConfigurationAreOneGroup) {
  const std::vector<std::string> specs{spec({.seed = 1}), spec({.algorithm = kBsp}), spec({.seed = 2}),
                                       spec({.seed = 3, .skew = 0.5}), spec({.seed = 3})};
  EXPECT_THAT(seedGroups(specs), ElementsAre(ElementsAre(0, 2, 4), ElementsAre(1), ElementsAre(3)));
}

TEST(Configuration, AccuraciesOnOtherImagesAreNotComparable) {
  EXPECT_EQ(testKey(spec({})), testKey(spec({.seed = 2, .algorithm = kBsp, .skew = 0, .rate = 1})));
  EXPECT_NE(testKey(spec({})), testKey(spec({.test = "full"})));
  EXPECT_NE(testKey(spec({})), testKey(spec({.dataset = R"({"id": "cifar10", "test_limit": 0})"})));
  EXPECT_NE(testKey(spec({})), testKey(spec({.dataset = R"({"id": "fashion-mini", "test_limit": 9})"})));
}

TEST(Configuration, TheBaselineIsTheBspRunWithTheSameDataNetworkAndSeed) {
  const std::vector<std::string> none{spec({.seed = 2, .algorithm = kBsp}),
                                      spec({.algorithm = kBsp, .skew = 0}), spec({})};
  EXPECT_EQ(findBaseline(spec({}), none), std::nullopt);
  const std::vector<std::string> some{spec({.algorithm = kBsp, .rate = 0.5}), spec({.algorithm = kBsp}),
                                      spec({.name = "again", .algorithm = kBsp})};
  EXPECT_EQ(findBaseline(spec({}), some), 1U) << "the same training comes first";
  EXPECT_EQ(findBaseline(spec({.rate = 0.3}), some), 0U) << "otherwise any";
}

TEST(Configuration, SettingsStandInTheOrderOfTheFilesWithoutNames) {
  const std::vector<std::string> specs{
      R"({"name": "a", "seed": 1, "algorithm": {"id": "gaia", "t": 0.1}, "z": 1})",
      R"({"name": "b", "seed": 1, "algorithm": {"id": "fedavg", "h": 5}, "z": 1})"};
  const auto rows = compareSettings(specs);
  std::vector<std::string> keys;
  std::vector<std::string> differing;
  for (const auto& row : rows) {
    keys.push_back(row.key);
    if (row.differs) differing.push_back(row.key);
  }
  EXPECT_THAT(keys, ElementsAre("seed", "algorithm.id", "algorithm.h", "algorithm.t", "z"));
  EXPECT_THAT(differing, ElementsAre("algorithm.id", "algorithm.h", "algorithm.t"));
  EXPECT_THAT(rows[1].values, ElementsAre("gaia", "fedavg"));
  EXPECT_THAT(rows[2].values, ElementsAre("", "5"));
}

TEST(Configuration, TextThatIsNoSpecHasNoSettings) {
  EXPECT_THAT(compareSettings(std::vector<std::string>{"", "[1]", "{"}), IsEmpty());
  EXPECT_EQ(configurationKey("nonsense"), "{}");
  EXPECT_EQ(findBaseline("nonsense", std::vector<std::string>{"nonsense"}), std::nullopt);
}

}  // namespace
}  // namespace lab::ui
