#include "engine/data/synthetic.h"

#include <algorithm>
#include <array>
#include <span>

#include <gtest/gtest.h>

namespace lab {
namespace {

TEST(Synthetic, IsBuiltInAndHasTheSizesItAnnounces) {
  const DatasetEntry entry = dataset::syntheticEntry();
  EXPECT_TRUE(entry.available());
  const Dataset set = dataset::load("synthetic");
  EXPECT_EQ(set.shape, (ImageShape{.channels = 1, .height = 12, .width = 12}));
  EXPECT_EQ(set.classes(), 10);
  EXPECT_EQ(set.train.size(), entry.trainCount);
  EXPECT_EQ(set.test.size(), entry.testCount);
  EXPECT_EQ(std::ssize(set.train.pixels), entry.trainCount * 144);
  for (std::int64_t label = 0; label < 10; ++label)
    EXPECT_EQ(std::ranges::count(set.train.labels, label), 100);
}

TEST(Synthetic, IsAlwaysTheSame) {
  const Dataset first = dataset::load("synthetic");
  const Dataset second = dataset::load("synthetic");
  EXPECT_EQ(first.train.pixels, second.train.pixels);
  EXPECT_EQ(first.sha256, second.sha256);
}

TEST(Synthetic, ALimitTakesTheFirstImages) {
  const Dataset whole = dataset::load("synthetic");
  const Dataset part = dataset::load("synthetic", 30, 7);
  EXPECT_EQ(part.train.size(), 30);
  EXPECT_EQ(part.test.size(), 7);
  EXPECT_TRUE(std::ranges::equal(part.train.pixels, std::span{whole.train.pixels}.first(30 * 144)));
  EXPECT_EQ(dataset::trainLabels("synthetic", 30), part.train.labels);
  EXPECT_NE(part.sha256, whole.sha256);
}

TEST(Synthetic, TestImagesAreNotTrainingImages) {
  const Dataset set = dataset::load("synthetic");
  EXPECT_FALSE(
      std::ranges::equal(set.test.pixels, std::span{set.train.pixels}.first(set.test.pixels.size())));
}

TEST(Synthetic, HasPairsInTenFoldsHalfOfThemOfOneClass) {
  const Dataset set = dataset::load("synthetic");
  EXPECT_EQ(std::ssize(set.pairs), dataset::syntheticEntry().pairCount);
  std::array<int, 10> same{}, different{};
  for (const auto& pair : set.pairs) {
    EXPECT_NE(pair.first, pair.second);
    const auto label = [&](std::int64_t image) { return set.test.labels.at(static_cast<std::size_t>(image)); };
    EXPECT_EQ(pair.same, label(pair.first) == label(pair.second));
    ++(pair.same ? same : different).at(static_cast<std::size_t>(pair.fold));
  }
  for (std::size_t fold = 0; fold < 10; ++fold) {
    EXPECT_EQ(same[fold], 10);
    EXPECT_EQ(different[fold], 10);
  }
}

TEST(Synthetic, ALimitLeavesThePairsWhoseImagesAreThere) {
  const Dataset part = dataset::load("synthetic", 0, 31);
  EXPECT_FALSE(part.pairs.empty());
  for (const auto& pair : part.pairs) EXPECT_LT(std::max(pair.first, pair.second), 31);
}

// The class whose mean training image is nearest: no better method is needed on an easy set.
TEST(Synthetic, NearestClassMeanRecognisesEveryTestImage) {
  const Dataset set = dataset::load("synthetic");
  constexpr std::size_t kSize = 144;
  std::array<std::array<double, kSize>, 10> means{};
  for (std::size_t i = 0; i < set.train.labels.size(); ++i) {
    auto& mean = means[static_cast<std::size_t>(set.train.labels[i])];
    for (std::size_t p = 0; p < kSize; ++p) mean[p] += set.train.pixels[i * kSize + p] / 100.0;
  }
  for (std::size_t i = 0; i < set.test.labels.size(); ++i) {
    const auto distance = [&](const std::array<double, kSize>& mean) {
      double sum = 0;
      for (std::size_t p = 0; p < kSize; ++p) {
        const double difference = set.test.pixels[i * kSize + p] - mean[p];
        sum += difference * difference;
      }
      return sum;
    };
    EXPECT_EQ(std::ranges::min_element(means, {}, distance) - means.begin(), set.test.labels[i]);
  }
}

}  // namespace
}  // namespace lab
