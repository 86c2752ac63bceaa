#include "engine/data/idx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/data_files.h"

namespace lab::test {
namespace {

using dataset::Expectation;
using dataset::InputFile;
using dataset::readIdx;
using dataset::readIdxLabels;
using testing::ElementsAre;

const Expectation kTwoImages{.shape = {.channels = 1, .height = 2, .width = 3}, .classes = 4, .count = 2};

TEST(Idx, ReadsImagesAndLabels) {
  const TempFolder folder;
  const InputFile images{folder.write("i", idx({2, 2, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255}))};
  const InputFile labels{folder.write("l", idx({2}, {3, 0}))};
  const ImageSet set = readIdx(images, labels, kTwoImages);
  EXPECT_THAT(set.pixels, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255));
  EXPECT_THAT(set.labels, ElementsAre(3, 0));
  EXPECT_THAT(readIdxLabels(labels, kTwoImages), ElementsAre(3, 0));
}

TEST(Idx, ReadsCompressedFiles) {
  const TempFolder folder;
  const Bytes pixels{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  const InputFile images{folder.write("i.gz", gzipped(idx({2, 2, 3}, pixels)))};
  const InputFile labels{folder.write("l.gz", gzipped(idx({2}, {3, 0})))};
  EXPECT_EQ(readIdx(images, labels, kTwoImages).pixels, pixels);
}

// The checksum is that of the content, whether the file is compressed or not; here of 00 00 08 01 00 00 00 02
// 03 00, as sha256sum gives it.
TEST(Idx, ComparesTheChecksumOfTheUncompressedContent) {
  const TempFolder folder;
  const std::string checksum = "616d9949e90b5740001ec1986657e2c204e9d1052ef05393afcebd222bdc253a";
  const InputFile plain{folder.write("l", idx({2}, {3, 0})), checksum};
  const InputFile packed{folder.write("l.gz", gzipped(idx({2}, {3, 0}))), checksum};
  EXPECT_THAT(readIdxLabels(plain, kTwoImages), ElementsAre(3, 0));
  EXPECT_THAT(readIdxLabels(packed, kTwoImages), ElementsAre(3, 0));
}

// The file's rows are the image's columns: {{1, 4}, {2, 5}, {3, 6}} is {{1, 2, 3}, {4, 5, 6}} transposed.
TEST(Idx, TurnsTransposedImagesUpright) {
  const TempFolder folder;
  Expectation expected = kTwoImages;
  expected.transposed = true;
  const InputFile images{folder.write("i", idx({2, 3, 2}, {1, 4, 2, 5, 3, 6, 11, 14, 12, 15, 13, 16}))};
  const InputFile labels{folder.write("l", idx({2}, {3, 0}))};
  EXPECT_THAT(readIdx(images, labels, expected).pixels,
              ElementsAre(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16));
}

TEST(Idx, ReadsSeveralChannelsFromAFourthDimension) {
  const TempFolder folder;
  const Expectation expected{.shape = {.channels = 3, .height = 1, .width = 2}, .classes = 2, .count = 1};
  const InputFile images{folder.write("i", idx({1, 3, 1, 2}, {1, 2, 3, 4, 5, 6}))};
  const InputFile labels{folder.write("l", idx({1}, {1}))};
  EXPECT_THAT(readIdx(images, labels, expected).pixels, ElementsAre(1, 2, 3, 4, 5, 6));
}

}  // namespace
}  // namespace lab::test
