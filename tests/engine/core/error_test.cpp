#include "engine/core/error.h"

#include <gtest/gtest.h>

namespace lab {
namespace {

TEST(Error, ReadsAsOneSentenceOfFourParts) {
  const Error error({.kind = ErrorKind::Data,
                     .doing = "train-labels.gz",
                     .problem = "holds 9,999 labels",
                     .expected = "10,000",
                     .remedy = "download it again"});
  EXPECT_STREQ(error.what(), "train-labels.gz: holds 9,999 labels; expected 10,000; download it again");
  EXPECT_EQ(error.kind(), ErrorKind::Data);
}

TEST(Error, LeavesOutWhatIsNotKnown) {
  EXPECT_STREQ(Error({.doing = "disk", .problem = "is full"}).what(), "disk: is full");
  EXPECT_STREQ(Error({.doing = "disk", .problem = "is full", .remedy = "make room"}).what(),
               "disk: is full; make room");
}

TEST(Error, KindsAreTheExitCodesOfTheProgram) {
  EXPECT_EQ(static_cast<int>(ErrorKind::Usage), 2);
  EXPECT_EQ(static_cast<int>(ErrorKind::Data), 3);
  EXPECT_EQ(static_cast<int>(ErrorKind::Run), 4);
}

}  // namespace
}  // namespace lab
