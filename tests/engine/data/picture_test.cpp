#include "engine/data/picture.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/image_files.h"

namespace lab::test {
namespace {

using dataset::Picture;
using testing::Each;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

Bytes fitted(const ImageShape& shape, const Picture& picture) {
  Bytes image(static_cast<std::size_t>(shape.size()));
  dataset::fitInto(image, shape, picture);
  return image;
}

Picture ramp(std::int64_t channels, std::int64_t height, std::int64_t width) {
  Picture picture{.channels = channels, .height = height, .width = width, .pixels = {}};
  for (std::int64_t i = 0; i < channels * height * width; ++i) {
    picture.pixels.push_back(static_cast<std::uint8_t>(i * 37 % 256));
  }
  return picture;
}

Bytes half(const Bytes& content) {
  return without(content, content.size() / 2);
}

std::string messageFor(const std::filesystem::path& file) {
  const Error error = errorOf([&] { static_cast<void>(dataset::readPicture(file)); });
  EXPECT_EQ(error.kind(), ErrorKind::Data);
  return error.what();
}

TEST(Png, ComesBackAsItWasWritten) {
  const TempFolder folder;
  for (const std::int64_t channels : {1, 3}) {
    const Picture written = ramp(channels, 5, 7);
    const Picture read = dataset::readPicture(folder.write("a.png", png(written)));
    EXPECT_EQ(read.channels, channels);
    EXPECT_EQ(read.height, 5);
    EXPECT_EQ(read.width, 7);
    EXPECT_THAT(read.pixels, ElementsAreArray(written.pixels));
  }
}

// A JPEG of one colour loses at most a level or two of it.
TEST(Jpeg, KeepsSizeAndColour) {
  const TempFolder folder;
  const Picture read = dataset::readPicture(folder.write("a.jpg", jpeg(plain(9, 4, {200, 40, 90}))));
  EXPECT_EQ(read.channels, 3);
  EXPECT_EQ(read.height, 9);
  EXPECT_EQ(read.width, 4);
  for (std::size_t i = 0; i < read.pixels.size(); ++i) {
    EXPECT_NEAR(read.pixels[i], (std::array{200, 40, 90}[i % 3]), 2) << i;
  }
  EXPECT_THAT(dataset::readPicture(folder.write("b.jpg", jpeg(plain(2, 2, {77})))).pixels,
              ElementsAre(77, 77, 77, 77));
}

TEST(Picture, IsKnownByItsContentAndNotByItsName) {
  const TempFolder folder;
  EXPECT_EQ(dataset::readPicture(folder.write("a.jpg", png(plain(2, 3, {9})))).width, 3);
}

TEST(Picture, ThatIsBrokenIsNamed) {
  const TempFolder folder;
  const Picture large = ramp(3, 64, 64);
  EXPECT_THAT(messageFor(folder.write("a.png", half(png(large)))),
              HasSubstr("a.png: the PNG image is broken ("));
  EXPECT_THAT(messageFor(folder.write("a.jpg", half(jpeg(large)))),
              HasSubstr("a.jpg: the JPEG image is broken (Premature end of JPEG file)"));
  EXPECT_THAT(messageFor(folder.write("b.jpg", Bytes{0xff, 0xd8, 0xff, 0xe0})),
              HasSubstr("b.jpg: the JPEG image is broken ("));
  EXPECT_THAT(messageFor(folder.write("a.gif", std::string{"GIF89a"})),
              HasSubstr("a.gif: the file is neither a PNG nor a JPEG image; expected one of them"));
  EXPECT_THAT(messageFor(folder.path() / "none.png"), HasSubstr("none.png: there is no such file"));
}

TEST(FitInto, LeavesAPictureOfTheRightSizeAsItIs) {
  const Picture picture = ramp(1, 4, 3);
  EXPECT_THAT(fitted({1, 4, 3}, picture), ElementsAreArray(picture.pixels));
}

// Halves: the mean of four. 3 to 2: a whole pixel and half of the middle one, (10 + 40 / 2) / 1.5 = 20.
TEST(FitInto, TakesTheMeanOfTheAreaThatAPixelCovers) {
  const Picture halved{.channels = 1, .height = 2, .width = 4, .pixels = {1, 3, 10, 20, 5, 7, 30, 40}};
  EXPECT_THAT(fitted({1, 1, 2}, halved), ElementsAre(4, 25));
  const Picture three{.channels = 1, .height = 1, .width = 3, .pixels = {10, 40, 100}};
  EXPECT_THAT(fitted({1, 1, 2}, three), ElementsAre(20, 80));
}

TEST(FitInto, RepeatsPixelsOfASmallerPicture) {
  const Picture small{.channels = 1, .height = 1, .width = 2, .pixels = {10, 40}};
  EXPECT_THAT(fitted({1, 2, 4}, small), ElementsAre(10, 10, 40, 40, 10, 10, 40, 40));
}

// Luma of (100, 50, 200): 29.9 + 29.35 + 22.8 = 82.05.
TEST(FitInto, TurnsColoursIntoGreyAndGreyIntoColours) {
  EXPECT_THAT(fitted({1, 1, 1}, plain(3, 3, {100, 50, 200})), ElementsAre(82));
  EXPECT_THAT(fitted({3, 1, 1}, plain(3, 3, {100, 50, 200})), ElementsAre(100, 50, 200));
  EXPECT_THAT(fitted({3, 2, 2}, plain(3, 3, {7})), Each(7));
}

}  // namespace
}  // namespace lab::test
