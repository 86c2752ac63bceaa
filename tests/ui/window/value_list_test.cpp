#include "ui/forms/value_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr NamedValue kNames[]{{"paper", -1, "follows the paper"}};
constexpr ParamInfo kFraction{.key = "skew", .title = "Skew", .unit = "fraction", .low = 0, .high = 1};
constexpr ParamInfo kRate{.key = "rate", .title = "Rate", .low = 0, .high = 10, .names = kNames};
constexpr ParamInfo kCount{.key = "count",
                           .title = "Count",
                           .unit = "iterations",
                           .kind = ParamKind::Integer,
                           .low = 1,
                           .high = 1000};

std::vector<double> values(const char* text, const ParamInfo& info) {
  const ValueList list = readValues(QString::fromUtf8(text), info);
  EXPECT_EQ(list.problem.toStdString(), "") << text;
  return list.values;
}

std::string problem(const char* text, const ParamInfo& info) {
  const ValueList list = readValues(QString::fromUtf8(text), info);
  EXPECT_THAT(list.values, IsEmpty()) << text;
  return list.problem.toStdString();
}

TEST(ValueList, ReadsValuesAsTheRowShowsThem) {
  EXPECT_THAT(values("0, 20 %,100", kFraction), ElementsAre(0, 0.2, 1));
  EXPECT_THAT(values("5; 10 iterations", kCount), ElementsAre(5, 10));
  EXPECT_THAT(values("0.1, paper, 1e-3", kRate), ElementsAre(0.1, -1, 0.001));
  EXPECT_THAT(values(" 7 ,, ", kCount), ElementsAre(7));
}

TEST(ValueList, ReadsRangesWithBothEnds) {
  EXPECT_THAT(values("0 to 100 step 20", kFraction), ElementsAre(0, 0.2, 0.4, 0.6, 0.8, 1));
  EXPECT_THAT(values("0 % to 30 % step 10 %", kFraction), ElementsAre(0, 0.1, 0.2, 0.3));  // no 0.30000000000000004
  EXPECT_THAT(values("1 to 4", kCount), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(values("3 to 1", kCount), ElementsAre(3, 2, 1));
  EXPECT_THAT(values("10 TO 1 STEP -4", kCount), ElementsAre(10, 6, 2));
  EXPECT_THAT(values("1, 5 to 7, 20", kCount), ElementsAre(1, 5, 6, 7, 20));
}

TEST(ValueList, KeepsEveryValueOnce) {
  EXPECT_THAT(values("1, 2, 1 to 3", kCount), ElementsAre(1, 2, 3));
}

TEST(ValueList, SaysWhatIsWrong) {
  EXPECT_THAT(problem("", kCount), HasSubstr("1, 2, 5"));
  EXPECT_THAT(problem("5, many", kCount), HasSubstr("“many” is no value of this setting; expected a whole number"));
  EXPECT_THAT(problem("0", kCount), HasSubstr("from 1 to 1000"));
  EXPECT_THAT(problem("1.5", kCount), HasSubstr("a whole number"));
  EXPECT_THAT(problem("120", kFraction), HasSubstr("from 0 to 1"));
  EXPECT_THAT(problem("0 to 100", kFraction), HasSubstr("needs a step"));
  EXPECT_THAT(problem("0 to 100 step 0", kFraction), HasSubstr("must not be 0"));
  EXPECT_THAT(problem("1 to 9 step -1", kCount), HasSubstr("leads away"));
  EXPECT_THAT(problem("1 to 1000", kCount), HasSubstr("more than 100 values"));
  EXPECT_THAT(problem("1 to 90, 200 to 250", kCount), HasSubstr("More than 100 values"));
}

TEST(ValueList, ShowsAValueAsTheRowDoes) {
  EXPECT_EQ(shownValue(0.2, kFraction).toStdString(), "20 %");
  EXPECT_EQ(shownValue(50, kCount).toStdString(), "50 iterations");
  EXPECT_EQ(shownValue(-1, kRate).toStdString(), "paper");
  EXPECT_EQ(shownValue(0.001, kRate).toStdString(), "0.001");
}

}  // namespace
}  // namespace lab::ui
