#include <algorithm>
#include <cstdlib>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/data/library.h"
#include "engine/data/loader.h"
#include "tests/engine/data/data_files.h"

// The data sets themselves: the one in this repository always, the others where they are on the machine. All
// files are compared with the checksums in their manifests while they load.
namespace lab::test {
namespace {

std::int64_t countOf(const std::vector<std::int64_t>& labels, std::int64_t label) {
  return std::ranges::count(labels, label);
}

/// Finds the repository's data sets and nothing of the user's.
class RealData : public testing::Test {
 protected:
  TempFolder home_;
  Environment datasets_{"SKEWLAB_DATASETS", LAB_SOURCE_DIR "/datasets"};
  Environment data_{"XDG_DATA_HOME", home_.path().string()};
};

// Hashes from tests/golden/dataset_hash.py.
TEST_F(RealData, FashionMiniIsComplete) {
  const Dataset set = dataset::load("fashion-mini");
  EXPECT_EQ(set.shape, (ImageShape{.channels = 1, .height = 28, .width = 28}));
  ASSERT_EQ(set.train.size(), 10'000);
  ASSERT_EQ(set.test.size(), 2'000);
  for (std::int64_t label = 0; label < 10; ++label) {
    EXPECT_EQ(countOf(set.train.labels, label), 1000);
    EXPECT_EQ(countOf(set.test.labels, label), 200);
  }
  EXPECT_EQ(set.sha256, "d5b91c929ef64cdf3fac6a13820932f698037ef77030a9584f3d6499a1ccee00");
  EXPECT_EQ(dataset::trainLabels("fashion-mini"), set.train.labels);
}

TEST_F(RealData, FashionMiniCanBeCut) {
  EXPECT_EQ(dataset::load("fashion-mini", 100, 50).sha256,
            "bd39ea8dc8050d40c38a0ceabc6ad1f9ab3c504e419c63d3cfa44ca452d12603");
}

// 0.28604 and 0.35302 are the numbers in common use for the 60,000 training images.
TEST_F(RealData, FashionMnistHasItsKnownMeanAndDeviation) {
  const auto manifest = dataset::manifestOf("fashion-mnist");
  if (dataset::folderOf(manifest).empty()) GTEST_SKIP() << "Fashion-MNIST is not on this machine";
  const Dataset set = dataset::load("fashion-mnist");
  ASSERT_EQ(set.train.size(), 60'000);
  for (std::int64_t label = 0; label < 10; ++label) EXPECT_EQ(countOf(set.train.labels, label), 6000);
  const Normalisation computed = dataset::normalisation({}, set.train, set.shape);
  EXPECT_NEAR(computed.mean.front(), 0.28604, 1e-5);
  EXPECT_NEAR(computed.deviation.front(), 0.35302, 1e-5);
}

/// Data that the repository does not hold, unpacked in the folder that the environment names.
class SharedData : public testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("SKEWLAB_SHARED_DATA");
    if (folder == nullptr)
      GTEST_SKIP() << "SKEWLAB_SHARED_DATA does not name a folder with CIFAR-10 and MNIST";
    datasets_.emplace("SKEWLAB_DATASETS", folder);
  }

  std::optional<Environment> datasets_;
};

// 125.3, 123.0 and 113.9 are the channel means in common use.
TEST_F(SharedData, Cifar10HasItsKnownMeansAndFirstImages) {
  const Dataset set = dataset::load("cifar10");
  ASSERT_EQ(set.train.size(), 50'000);
  ASSERT_EQ(set.test.size(), 10'000);
  for (std::int64_t label = 0; label < 10; ++label) EXPECT_EQ(countOf(set.train.labels, label), 5000);
  EXPECT_EQ(set.classNames[static_cast<std::size_t>(set.train.labels[0])], "frog");
  EXPECT_EQ(set.classNames[static_cast<std::size_t>(set.test.labels[0])], "cat");
  const auto& mean = set.normalisation.mean;
  ASSERT_EQ(mean.size(), 3072U);
  EXPECT_NEAR(std::accumulate(mean.begin(), mean.begin() + 1024, 0.0) / 1024, 125.3, 0.05);
  EXPECT_NEAR(std::accumulate(mean.begin() + 1024, mean.begin() + 2048, 0.0) / 1024, 123.0, 0.06);
  EXPECT_NEAR(std::accumulate(mean.begin() + 2048, mean.end(), 0.0) / 1024, 113.9, 0.05);
  EXPECT_EQ(dataset::trainLabels("cifar10", 20'000),
            (std::vector(set.train.labels.begin(), set.train.labels.begin() + 20'000)));
}

TEST_F(SharedData, MnistHasItsKnownFirstDigits) {
  const Dataset set = dataset::load("mnist", 10, 4);
  EXPECT_EQ(set.train.labels, (std::vector<std::int64_t>{5, 0, 4, 1, 9, 2, 1, 3, 1, 4}));
  EXPECT_EQ(set.test.labels, (std::vector<std::int64_t>{7, 2, 1, 0}));
}

}  // namespace
}  // namespace lab::test
