#include "engine/data/cifar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/data_files.h"

namespace lab::test {
namespace {

using dataset::CifarKind;
using dataset::Expectation;
using dataset::InputFile;
using testing::ElementsAre;

const Expectation kThreeImages{.shape = {.channels = 3, .height = 1, .width = 1}, .classes = 10, .count = 3};

TEST(Cifar, ReadsBatchAfterBatch) {
  const TempFolder folder;
  const std::vector<InputFile> batches{{folder.write("1", Bytes{9, 10, 11, 12, 0, 20, 21, 22})},
                                       {folder.write("2.gz", gzipped({4, 30, 31, 32}))}};
  const ImageSet set = dataset::readCifar(batches, CifarKind::Cifar10, kThreeImages);
  EXPECT_THAT(set.labels, ElementsAre(9, 0, 4));
  EXPECT_THAT(set.pixels, ElementsAre(10, 11, 12, 20, 21, 22, 30, 31, 32));
}

TEST(Cifar, TakesTheFineLabelsOfCifar100) {
  const TempFolder folder;
  const std::vector<InputFile> batches{
      {folder.write("1", Bytes{19, 2, 10, 11, 12, 3, 9, 20, 21, 22, 0, 7, 1, 2, 3})}};
  const ImageSet set = dataset::readCifar(batches, CifarKind::Cifar100, kThreeImages);
  EXPECT_THAT(set.labels, ElementsAre(2, 9, 7));
  EXPECT_THAT(set.pixels, ElementsAre(10, 11, 12, 20, 21, 22, 1, 2, 3));
}

TEST(Cifar, LabelsAloneAreThoseOfTheImages) {
  const TempFolder folder;
  const std::vector<InputFile> batches{{folder.write("1", Bytes{9, 10, 11, 12, 0, 20, 21, 22})},
                                       {folder.write("2", Bytes{4, 30, 31, 32})}};
  EXPECT_THAT(dataset::readCifarLabels(batches, CifarKind::Cifar10, kThreeImages, 0), ElementsAre(9, 0, 4));
}

TEST(Cifar, LabelsUpToALimitNeedOnlyTheFirstBatches) {
  const TempFolder folder;
  const std::vector<InputFile> batches{{folder.write("1", Bytes{9, 10, 11, 12, 0, 20, 21, 22})},
                                       {folder.path() / "missing"}};
  EXPECT_THAT(dataset::readCifarLabels(batches, CifarKind::Cifar10, kThreeImages, 2), ElementsAre(9, 0));
}

}  // namespace
}  // namespace lab::test
