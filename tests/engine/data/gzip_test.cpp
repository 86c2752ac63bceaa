#include "engine/data/gzip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/data_files.h"

namespace lab::test {
namespace {

using dataset::inflateFile;
using testing::HasSubstr;

// Bytes that compress badly, so that the file is longer than what is read of it at once.
Bytes noise(std::size_t size) {
  Bytes bytes;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 1664525 + 1013904223;
    bytes.push_back(static_cast<std::uint8_t>(state >> 24U));
  }
  return bytes;
}

TEST(Gzip, GivesBackWhatWasPacked) {
  const TempFolder folder;
  for (const std::size_t size : {1U, 1000U, 262'144U, 1'000'003U}) {
    const Bytes content = noise(size);
    EXPECT_EQ(inflateFile(folder.write("a.gz", gzipped(content)), 1 << 20), content) << size;
    EXPECT_EQ(inflateFile(folder.write("a.gz", gzipped(Bytes(size, 7))), 1 << 20), Bytes(size, 7)) << size;
  }
}

// The file is read in pieces of 2^18 bytes. These contents pack to files that end a few bytes before or
// behind the first piece: with the piece's end inside the check sum, or inside a code for much more output
// than there is room.
TEST(Gzip, DoesNotCareWhereAPieceOfTheFileEnds) {
  const TempFolder folder;
  std::vector<Bytes> contents;
  for (std::size_t size = 262'036; size < 262'066; ++size) contents.push_back(noise(size));
  for (std::size_t size = 261'640; size < 262'060; size += 10) {
    contents.push_back(joined(noise(size), Bytes(300'000, 0)));
  }
  bool shorter = false;
  bool longer = false;
  for (const auto& content : contents) {
    const Bytes packed = gzipped(content);
    shorter = shorter || packed.size() < 262'144;
    longer = longer || packed.size() > 262'144;
    EXPECT_EQ(inflateFile(folder.write("a.gz", packed), 1 << 20), content) << packed.size();
  }
  EXPECT_TRUE(shorter && longer) << "the sizes no longer lie around the end of a piece";
}

TEST(Gzip, AcceptsAContentOfExactlyTheLimit) {
  const TempFolder folder;
  EXPECT_EQ(inflateFile(folder.write("a.gz", gzipped(Bytes(100, 1))), 100).size(), 100U);
}

// The damaged check sum at the end would be reported if the file were inflated to its end.
TEST(Gzip, StopsBehindTheLimitWithoutInflatingABomb) {
  const TempFolder folder;
  Bytes bomb = gzipped(Bytes(std::size_t{1} << 26U, 0));
  bomb[bomb.size() - 8] ^= 0xffU;
  EXPECT_EQ(inflateFile(folder.write("bomb.gz", bomb), 100).size(), 101U);
}

std::string messageOf(const std::filesystem::path& file) {
  const Error error = errorOf([&] { static_cast<void>(inflateFile(file, 10'000)); });
  EXPECT_EQ(error.kind(), ErrorKind::Data);
  return error.what();
}

TEST(Gzip, RefusesADamagedCheckSum) {
  const TempFolder folder;
  Bytes packed = gzipped(noise(1000));
  packed[packed.size() - 8] ^= 1U;
  const auto file = folder.write("a.gz", packed);
  EXPECT_EQ(messageOf(file),
            file.string() +
                ": the compressed data is damaged; expected a gzip file with a fitting check sum; get "
                "the file again");
}

TEST(Gzip, RefusesADamagedBody) {
  const TempFolder folder;
  Bytes packed = gzipped(noise(1000));
  for (std::size_t i = 100; i < 140; ++i) packed[i] ^= 0x55U;
  EXPECT_THAT(messageOf(folder.write("a.gz", packed)), HasSubstr("is damaged"));
}

TEST(Gzip, RefusesAStreamThatIsCutOffAnywhere) {
  const TempFolder folder;
  const Bytes packed = gzipped(noise(50));
  for (std::size_t missing = 1; missing < packed.size(); ++missing) {
    const auto file = folder.write("a.gz", without(packed, missing));
    EXPECT_THAT(messageOf(file), HasSubstr("a.gz: the compressed data is cut off")) << missing;
  }
}

TEST(Gzip, RefusesWhatFollowsTheEnd) {
  const TempFolder folder;
  const auto file = folder.write("a.gz", joined(gzipped(noise(50)), {1}));
  EXPECT_THAT(messageOf(file), HasSubstr("behind the end of the compressed data"));
}

TEST(Gzip, RefusesAnEmptyFileAndAFileThatIsNotGzip) {
  const TempFolder folder;
  EXPECT_THAT(messageOf(folder.write("a.gz", Bytes{})), HasSubstr("the file is empty"));
  EXPECT_THAT(messageOf(folder.write("b.gz", std::string{"plain text"})),
              HasSubstr("this is not a gzip file; expected a file that starts with the bytes 1f 8b"));
}

}  // namespace
}  // namespace lab::test
