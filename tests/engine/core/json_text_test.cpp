#include "engine/core/json_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace lab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

TEST(JsonText, KeepsTheOrderOfTheKeys) {
  EXPECT_EQ(parseJson(R"({"b": 1, "a": {"d": 2, "c": 3}})", "x").dump(), R"({"b":1,"a":{"d":2,"c":3}})");
}

TEST(JsonText, BrokenSyntaxIsFoundByLineAndColumn) {
  EXPECT_THAT([] { (void)parseJson("{\n  \"seed\": 1,\n  \"name\" 2\n}", "spec.json"); },
              ThrowsMessage<Error>(AllOf(StartsWith("spec.json: line 3, column 10: "),
                                         HasSubstr("expected ':'"), Not(HasSubstr("json.exception")))));
}

TEST(JsonText, TheFirstLineCountsFromOne) {
  EXPECT_THAT([] { (void)parseJson("?", "x"); }, ThrowsMessage<Error>(StartsWith("x: line 1, column 1: ")));
}

TEST(JsonText, AnEmptyFileIsBrokenSyntax) {
  EXPECT_THAT([] { (void)parseJson("", "x"); }, ThrowsMessage<Error>(StartsWith("x: line 1, column 1: ")));
}

TEST(JsonText, AKeyMustNotBeGivenTwice) {
  EXPECT_THAT([] { (void)parseJson(R"({"a": {"seed": 1, "seed": 2}})", "x"); },
              ThrowsMessage<Error>(HasSubstr(R"("seed" is given twice)")));
}

TEST(JsonText, TheSameKeyInTwoObjectsIsFine) {
  EXPECT_NO_THROW((void)parseJson(R"({"a": {"id": 1}, "b": {"id": 2}, "c": [{"id": 1}, {"id": 2}]})", "x"));
}

}  // namespace
}  // namespace lab
