#include "engine/core/sha256.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace lab {
namespace {

std::string hashOf(std::string_view text) {
  return sha256(std::as_bytes(std::span{text}));
}

// The messages and digests published with FIPS 180-4 and its validation system.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(hashOf(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hashOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hashOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(
      hashOf(
          "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
          "mnopqrstnopqrstu"),
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  EXPECT_EQ(hashOf(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnHowTheMessageIsCut) {
  const std::string message(1000, 'x');
  for (const std::size_t piece : {1U, 3U, 55U, 56U, 63U, 64U, 65U, 128U, 999U}) {
    Sha256 hash;
    for (std::size_t at = 0; at < message.size(); at += piece) {
      hash.update(std::as_bytes(std::span{message}.subspan(at, std::min(piece, message.size() - at))));
    }
    EXPECT_EQ(hash.finish(), hashOf(message)) << "pieces of " << piece;
  }
}

TEST(Sha256, TellsMessagesOfEveryLengthAroundABlockApart) {
  std::string before;
  for (std::size_t length = 54; length < 130; ++length) {
    const std::string digest = hashOf(std::string(length, '\0'));
    EXPECT_EQ(digest.size(), 64U);
    EXPECT_NE(digest, before);
    before = digest;
  }
}

}  // namespace
}  // namespace lab
