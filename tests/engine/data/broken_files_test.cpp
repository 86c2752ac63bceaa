#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/data/cifar.h"
#include "engine/data/idx.h"
#include "tests/engine/data/data_files.h"

// Every way in which a file of a data set can be broken is one sentence that names the file, what is wrong
// with it, what was expected and what to do.
namespace lab::test {
namespace {

using dataset::CifarKind;
using dataset::Expectation;
using dataset::InputFile;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

const Expectation kExpected{.shape = {.channels = 1, .height = 2, .width = 3}, .classes = 4, .count = 2};
const Bytes kPixels{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

class BrokenIdx : public testing::Test {
 protected:
  /// The message for these files; each is checked to be a Data error that starts with the file's path.
  std::string message(const Bytes& images, const Bytes& labels, const std::string& culprit) {
    folder_.write("images", images);
    folder_.write("labels", labels);
    const Error error = errorOf([&] {
      static_cast<void>(
          dataset::readIdx({folder_.path() / "images"}, {folder_.path() / "labels"}, kExpected));
    });
    EXPECT_EQ(error.kind(), ErrorKind::Data);
    const std::string start = (folder_.path() / culprit).string() + ": ";
    EXPECT_THAT(error.what(), StartsWith(start));
    return std::string{error.what()}.substr(start.size());
  }

  const Bytes images_ = idx({2, 2, 3}, kPixels);
  const Bytes labels_ = idx({2}, {3, 0});
  TempFolder folder_;
};

TEST_F(BrokenIdx, MissingFile) {
  const auto file = folder_.path() / "nothing-here";
  const Error error = errorOf([&] { static_cast<void>(dataset::readIdxLabels({file}, kExpected)); });
  EXPECT_EQ(error.kind(), ErrorKind::Data);
  EXPECT_EQ(error.what(),
            file.string() + ": there is no such file; expected a file with the data; get the file again");
}

TEST_F(BrokenIdx, FolderInPlaceOfTheFile) {
  const Error error =
      errorOf([&] { static_cast<void>(dataset::readIdxLabels({folder_.path()}, kExpected)); });
  EXPECT_THAT(error.what(), HasSubstr("there is no such file"));
}

TEST_F(BrokenIdx, EmptyFile) {
  EXPECT_EQ(message({}, labels_, "images"), "the file is empty; expected data; get the file again");
}

TEST_F(BrokenIdx, EndInsideTheHeader) {
  EXPECT_EQ(message(images_, {0, 0, 8, 1, 0}, "labels"),
            "the file is cut off after 5 bytes, inside its header; expected at least 8; get the file again");
}

TEST_F(BrokenIdx, EndInsideTheImages) {
  EXPECT_EQ(message(without(images_, 1), labels_, "images"),
            "the file is cut off after 27 bytes; expected 28; get the file again");
}

TEST_F(BrokenIdx, DataBehindTheEnd) {
  EXPECT_EQ(
      message(joined(images_, {0}), labels_, "images"),
      "there is more data behind the end that its header announces; expected 28 bytes; get the file again");
}

TEST_F(BrokenIdx, ImagesAndLabelsExchanged) {
  EXPECT_EQ(
      message(labels_, images_, "images").substr(0, 118),
      "the file is cut off after 10 bytes, inside its header; expected at least 16; get the file again");
  EXPECT_EQ(message(images_, images_, "labels"),
            "the file starts with the bytes 00 00 08 03; expected 00 00 08 01, the mark of an IDX file of "
            "bytes with 1 "
            "dimension; check that images and labels have not been exchanged, or get the file again");
}

TEST_F(BrokenIdx, WrongMagicNumber) {
  Bytes floats = images_;
  floats[2] = 0x0d;
  EXPECT_THAT(
      message(floats, labels_, "images"),
      StartsWith("the file starts with the bytes 00 00 0d 03; expected 00 00 08 03, the mark of an IDX file "
                 "of bytes with 3 dimensions; "));
}

// 2^96 bytes: neither computed nor allocated.
TEST_F(BrokenIdx, HeaderWhoseSizesOverflow) {
  EXPECT_EQ(
      message(idx({0xffffffff, 0xffffffff, 0xffffffff}, kPixels), labels_, "images"),
      "its header announces 4294967295x4294967295x4294967295 bytes; expected at most 68,719,476,736; get the "
      "file again");
}

// 2^66 is 4 after an overflow to 64 bits.
TEST_F(BrokenIdx, HeaderWhoseSizesOverflowToSomethingSmall) {
  EXPECT_THAT(message(idx({0x80000001, 0x80000000, 0x10}, kPixels), labels_, "images"),
              StartsWith("its header announces 2147483649x2147483648x16 bytes; "));
}

TEST_F(BrokenIdx, HeaderThatAnnouncesMoreThanThereIs) {
  EXPECT_EQ(message(idx({2'000'000'000, 2, 3}, kPixels), idx({2'000'000'000}, {3, 0}), "images"),
            "it holds 2,000,000,000 images; expected 2; use the files that belong to this data set");
}

TEST_F(BrokenIdx, NoImagesAtAll) {
  EXPECT_EQ(message(idx({0, 2, 3}, {}), idx({0}, {}), "images"),
            "it holds 0 images; expected 2; use the files that belong to this data set");
}

TEST_F(BrokenIdx, FewerLabelsThanImages) {
  EXPECT_EQ(
      message(images_, idx({1}, {3}), "labels"),
      "it holds 1 labels for 2 images in images; expected one label for each image; use files that belong "
      "together");
}

TEST_F(BrokenIdx, ImagesOfAnotherSize) {
  EXPECT_EQ(message(idx({2, 3, 2}, kPixels), labels_, "images"),
            "it holds images of 3x2 pixels; expected 2x3; use the files that belong to this data set");
}

TEST_F(BrokenIdx, LabelThatIsNoClass) {
  EXPECT_EQ(message(images_, idx({2}, {3, 4}), "labels"),
            "image 1 has the label 4; expected 0 to 3; use the files that belong to this data set");
}

TEST_F(BrokenIdx, AnotherChecksum) {
  const std::string expected(64, '0');
  const auto file = folder_.write("labels", labels_);
  const Error error = errorOf([&] {
    static_cast<void>(dataset::readIdxLabels({file, expected}, kExpected));
  });
  EXPECT_EQ(error.kind(), ErrorKind::Data);
  EXPECT_THAT(
      error.what(),
      AllOf(StartsWith(file.string() + ": the content has the SHA-256 checksum 616d9949"),
            EndsWith("; expected " + expected + "; the file is damaged or another version; get it again")));
}

// 64 MB of zeros in 64 kB. Its own damaged check sum would be the message if it were inflated to the end.
TEST_F(BrokenIdx, CompressedFileThatGrowsWithoutEnd) {
  Bytes bomb = gzipped(joined(images_, Bytes(std::size_t{1} << 26U, 0)));
  bomb[bomb.size() - 8] ^= 0xffU;
  const auto images = folder_.write("images.gz", bomb);
  const auto labels = folder_.write("labels", labels_);
  const Error error = errorOf([&] { static_cast<void>(dataset::readIdx({images}, {labels}, kExpected)); });
  EXPECT_THAT(error.what(),
              HasSubstr("images.gz: there is more data behind the end that its header announces"));
}

class BrokenCifar : public testing::Test {
 protected:
  std::string message(const Bytes& content, CifarKind kind = CifarKind::Cifar10) {
    const auto file = folder_.write("batch.bin", content);
    const std::vector<InputFile> batches{{file}};
    const Error error = errorOf([&] { static_cast<void>(dataset::readCifar(batches, kind, kExpected)); });
    EXPECT_EQ(error.kind(), ErrorKind::Data);
    const std::string start = file.string() + ": ";
    EXPECT_THAT(error.what(), StartsWith(start));
    return std::string{error.what()}.substr(start.size());
  }

  const Bytes batch_{3, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12};
  TempFolder folder_;
};

TEST_F(BrokenCifar, EndInsideAnImage) {
  EXPECT_EQ(message(without(batch_, 1)),
            "the file has 13 bytes and ends inside an image; expected a multiple of 7; the file is cut off "
            "or not the "
            "binary version; get it again");
}

TEST_F(BrokenCifar, EmptyBatch) {
  EXPECT_EQ(message({}), "the file is empty; expected data; get the file again");
}

TEST_F(BrokenCifar, LabelThatIsNoClass) {
  Bytes batch = batch_;
  batch[7] = 10;
  EXPECT_EQ(message(batch),
            "image 1 has the label 10; expected 0 to 3; use the files that belong to this data set");
}

TEST_F(BrokenCifar, FewerImagesThanExpected) {
  EXPECT_EQ(
      message(without(batch_, 7)),
      "it and the batches before it hold 1 images; expected 2; use the files that belong to this data set");
}

TEST_F(BrokenCifar, MoreImagesThanExpected) {
  EXPECT_EQ(
      message(joined(batch_, batch_)),
      "there is more data than the 2 images of the whole set; expected at most 14 bytes; use the files that "
      "belong to this data set");
}

// A batch of CIFAR-10 has no room for the second label byte.
TEST_F(BrokenCifar, BatchOfTheOtherKind) {
  EXPECT_THAT(message(batch_, CifarKind::Cifar100), HasSubstr("expected a multiple of 8"));
}

TEST_F(BrokenCifar, AnotherChecksum) {
  const std::vector<InputFile> batches{{folder_.write("batch.bin", batch_), std::string(64, 'f')}};
  const auto read = [&] { static_cast<void>(dataset::readCifar(batches, CifarKind::Cifar10, kExpected)); };
  EXPECT_THAT(errorOf(read).what(), HasSubstr("batch.bin: the content has the SHA-256 checksum "));
}

}  // namespace
}  // namespace lab::test
