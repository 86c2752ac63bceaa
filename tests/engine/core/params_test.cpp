#include "engine/core/params.h"

#include <array>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::array kRates{NamedValue{"paper", -1, "1/K"}};
constexpr std::array kForms{NamedValue{"authors", 0, ""}, NamedValue{"standard", 1, ""}};
constexpr std::array kParams{
    ParamInfo{.key = "threshold", .title = "Threshold", .fallback = 0.1, .low = 0, .high = 1},
    ParamInfo{.key = "steps",
              .title = "",
              .unit = "iterations",
              .kind = ParamKind::Integer,
              .fallback = 20,
              .low = 1,
              .high = 100},
    ParamInfo{.key = "rate", .title = "", .fallback = 1, .low = 0.001, .high = 10, .names = kRates},
    ParamInfo{.key = "masking", .title = "", .kind = ParamKind::Boolean, .fallback = 1, .low = 0, .high = 1},
    ParamInfo{.key = "form", .title = "", .kind = ParamKind::Choice, .fallback = 1, .names = kForms}};

TEST(Params, TheGivenValueWinsOverTheFallback) {
  EXPECT_DOUBLE_EQ(value(kParams, {{"threshold", 0.3}}, "threshold"), 0.3);
  EXPECT_DOUBLE_EQ(value(kParams, {}, "threshold"), 0.1);
}

TEST(Params, LegalValuesAreNoProblem) {
  EXPECT_THAT(
      check(kParams, {{"threshold", 0}, {"steps", 100}, {"rate", 0.5}, {"masking", 0}, {"form", 0}}, "a"),
      IsEmpty());
}

TEST(Params, ANamedValueIsLegalOutsideTheRange) {
  EXPECT_THAT(check(kParams, {{"rate", -1}}, "algorithm"), IsEmpty());
}

TEST(Params, EveryProblemIsReportedAtItsDottedKey) {
  EXPECT_THAT(
      check(kParams, {{"threshold", 1.5}, {"steps", 2.5}, {"masking", 2}, {"form", 7}}, "algorithm"),
      ElementsAre(
          AllOf(Field(&Problem::field, "algorithm.form"),
                Field(&Problem::text, "7 is not possible; expected one of \"authors\", \"standard\"")),
          AllOf(Field(&Problem::field, "algorithm.masking"),
                Field(&Problem::text, "2 is not possible; expected true or false")),
          AllOf(
              Field(&Problem::field, "algorithm.steps"),
              Field(&Problem::text, "2.5 is not possible; expected a whole number from 1 to 100 iterations")),
          AllOf(Field(&Problem::field, "algorithm.threshold"),
                Field(&Problem::text, "1.5 is not possible; expected a number from 0 to 1"))));
}

TEST(Params, AnUnknownKeyNamesTheNearest) {
  EXPECT_THAT(check(kParams, {{"treshold", 1}}, "algorithm"),
              ElementsAre(Field(&Problem::text, HasSubstr("the nearest is \"threshold\""))));
}

TEST(Params, WhatIsNoFiniteNumberIsAProblem) {
  EXPECT_NE(problemWith(kParams[0], std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_NE(problemWith(kParams[1], std::numeric_limits<double>::infinity()), "");
}

TEST(Params, TextIsTheNameOrTheShortestNumber) {
  EXPECT_EQ(toText(kParams[0], 0.1), "0.1");
  EXPECT_EQ(toText(kParams[1], 20), "20");
  EXPECT_EQ(toText(kParams[1], 1e6), "1000000");
  EXPECT_EQ(toText(kParams[0], 1e12), "1e+12");
  EXPECT_EQ(toText(kParams[0], -2.5e-8), "-2.5e-08");
  EXPECT_EQ(toText(kParams[2], -1), "paper");
  EXPECT_EQ(toText(kParams[3], 0), "false");
  EXPECT_EQ(toText(kParams[4], 1), "standard");
}

TEST(Params, TheExpectationOffersNamesBesideTheRange) {
  EXPECT_EQ(expectation(kParams[2]), "a number from 0.001 to 10 or \"paper\"");
}

TEST(Nearest, FindsTheWordWithFewestEdits) {
  const std::vector<std::string> known{"gaia", "fedavg", "dgc"};
  EXPECT_EQ(nearest("gaja", known), "gaia");
  EXPECT_EQ(nearest("fedvag", known), "fedavg");
  EXPECT_EQ(nearest("completely-different", known), "");
}

TEST(AsError, OneProblemIsOneSentence) {
  const std::array problems{Problem{"partition.count", "0 is not possible; expected a number"}};
  EXPECT_STREQ(asError("", problems).what(), "partition.count: 0 is not possible; expected a number");
  EXPECT_STREQ(asError("a.json", problems).what(),
               "a.json: partition.count: 0 is not possible; expected a number");
}

TEST(AsError, SeveralProblemsAreOnePerLine) {
  const std::array problems{Problem{"seed", "is bad"}, Problem{"name", "is worse"}};
  const auto error = asError("a.json", problems);
  EXPECT_STREQ(error.what(), "a.json: 2 problems\n  seed: is bad\n  name: is worse");
  EXPECT_EQ(error.kind(), ErrorKind::Usage);
}

}  // namespace
}  // namespace lab
