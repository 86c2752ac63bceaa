#include "engine/data/pair_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/data_files.h"

namespace lab::test {
namespace {

using testing::HasSubstr;

// The images of two people, as an archive of faces unpacks them.
const std::vector<std::string> kFaces{"test/Ada/Ada_0001.png", "test/Ada/Ada_0002.png",
                                      "test/Ada/Ada_0010.png", "test/Bob/Bob_0001.png",
                                      "test/Bob/Bob_0002.png"};

std::vector<ImagePair> read(const std::string& text) {
  const TempFolder folder;
  return dataset::readPairs(folder.write("pairs.txt", text), kFaces);
}

std::string messageFor(const std::string& text) {
  const Error error = errorOf([&] { static_cast<void>(read(text)); });
  EXPECT_EQ(error.kind(), ErrorKind::Data);
  return error.what();
}

/// "0-1 same 0": short enough to compare lists of pairs at a glance.
std::vector<std::string> asText(const std::vector<ImagePair>& pairs) {
  std::vector<std::string> lines;
  for (const auto& pair : pairs) {
    lines.push_back(std::to_string(pair.first) + '-' + std::to_string(pair.second) +
                    (pair.same ? " same " : " other ") + std::to_string(pair.fold));
  }
  return lines;
}

TEST(Pairs, MayBeNumbersOrPaths) {
  const std::vector<std::string> expected{"0-1 same 0", "4-2 other 7"};
  EXPECT_EQ(asText(read("first,second,same,fold\n0,1,1,0\n4,2,0,7\n")), expected);
  EXPECT_EQ(asText(read("0 1 1 0\r\ntest/Bob/Bob_0002.png\ttest/Ada/Ada_0010.png 0 7")), expected);
  EXPECT_EQ(asText(read("3,4,1\n")), std::vector<std::string>{"3-4 same 0"});
}

TEST(Pairs, MayBeTheListOfFaces) {
  EXPECT_EQ(asText(read("2\t1\nAda\t1\t10\nAda\t2\tBob\t1\nBob\t1\t2\nBob\t2\tAda\t1\n")),
            (std::vector<std::string>{"0-2 same 0", "1-3 other 0", "3-4 same 1", "4-0 other 1"}));
  EXPECT_EQ(asText(read("1\nAda 1 2\nAda 1 Bob 2\n")),
            (std::vector<std::string>{"0-1 same 0", "0-4 other 0"}));
}

TEST(Pairs, NameTheLineThatIsWrong) {
  EXPECT_THAT(messageFor("0 1 1\n0 5 1\n"),
              HasSubstr("line 2 names the test image 5; expected a number from 0 to 4"));
  EXPECT_THAT(messageFor("first,second,same\n0,Bob.png,1\n"),
              HasSubstr("line 2 names Bob.png, which is no test image"));
  EXPECT_THAT(messageFor("0 1 yes\n"), HasSubstr("line 1 says \"yes\" for same; expected 0 or 1"));
  EXPECT_THAT(messageFor("0 1 1 10\n"),
              HasSubstr("line 1 says \"10\" for the fold; expected a number from 0 to 9"));
  EXPECT_THAT(messageFor("0 1 1 1 1\n"), HasSubstr("line 1 has 5 columns"));
  EXPECT_THAT(messageFor("\n\n"), HasSubstr("the list has no pairs"));
}

TEST(Pairs, OfFacesNameWhatIsWrong) {
  EXPECT_THAT(messageFor("1 1\nAda 1 3\nAda 1 Bob 1\n"),
              HasSubstr("line 2 needs Ada_0003, which is no test image"));
  EXPECT_THAT(messageFor("1 1\nAda 1 2\n"),
              HasSubstr("the list holds 1 pairs; expected 2 x 1 for each of 1 folds"));
  EXPECT_THAT(messageFor("1 1\nAda 1 Bob 1\nAda 1 2\n"),
              HasSubstr("line 2 has 4 columns; expected a name and two numbers"));
  EXPECT_THAT(messageFor("11 1\n"), HasSubstr("line 1 says 11 folds; expected 1 to 10"));
}

}  // namespace
}  // namespace lab::test
