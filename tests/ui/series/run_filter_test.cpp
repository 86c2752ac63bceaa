#include "ui/series/run_filter.h"

#include <limits>
#include <ostream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

using ::testing::SizeIs;

RunFacts gaia() {
  RunFacts run;
  run.all = "baseline of tuesday gaia fashion-mini skew-fraction 80 % lenet group paper old ideas";
  run.text(RunKey::Name) = {"baseline of tuesday"};
  run.text(RunKey::Algorithm) = {"gaia"};
  run.text(RunKey::Data) = {"fashion-mini"};
  run.text(RunKey::Tag) = {"paper", "old ideas"};
  run.text(RunKey::Is) = {"star"};
  run.number(RunKey::Partitions) = 5;
  run.number(RunKey::Skew) = 0.8;
  run.number(RunKey::Accuracy) = static_cast<double>(0.7F);
  run.number(RunKey::Sent) = 12'400'000;
  run.number(RunKey::Saving) = 11.6;
  run.number(RunKey::Time) = 90;
  run.number(RunKey::Created) = dateNumber(2026, 11, 25, 2250);
  return run;
}

bool matches(const std::string& line, const RunFacts& run = gaia()) {
  const auto parsed = RunFilter::parse(line);
  EXPECT_FALSE(parsed.problem) << line << ": " << parsed.problem->sentence;
  return parsed.filter.matches(run);
}

TEST(RunFilter, TheExampleOfTheManualMatches) {
  EXPECT_TRUE(matches("algo:gaia skew>=0.6 acc>0.69 tag:paper baseline"));
}

struct Line {
  const char* text;
  bool holds;
};

void PrintTo(const Line& line, std::ostream* out) {
  *out << line.text;
}

class FilterLine : public testing::TestWithParam<Line> {};

TEST_P(FilterLine, HoldsOrNot) {
  EXPECT_EQ(matches(GetParam().text), GetParam().holds) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Words, FilterLine,
                         testing::Values(Line{"", true}, Line{"   ", true}, Line{"gaia", true},
                                         Line{"gaia lenet", true}, Line{"gaia alexnet", false},
                                         Line{"-alexnet", true}, Line{"-gaia", false}, Line{"-", true},
                                         Line{"\"of tuesday\"", true}, Line{"\"tuesday of\"", false},
                                         Line{"\"skew-fraction 80\"", true}));

INSTANTIATE_TEST_SUITE_P(Texts, FilterLine,
                         testing::Values(Line{"algo:gai", true}, Line{"algo=gai", false},
                                         Line{"algo=gaia", true}, Line{"algorithm:gaia", true},
                                         Line{"algo!=gaia", false}, Line{"algo!=bsp", true},
                                         Line{"-algo!=bsp", false}, Line{"name:\"of tuesday\"", true},
                                         Line{"tag:paper", true}, Line{"tag:pap", false},
                                         Line{"-tag:old", true}, Line{"-tag:\"old ideas\"", false},
                                         Line{"is:star", true}, Line{"is:locked", false},
                                         Line{"-is:locked", true}, Line{"note:x", false}));

INSTANTIATE_TEST_SUITE_P(Shares, FilterLine,
                         testing::Values(Line{"skew>=0.8", true}, Line{"skew>=80", true},
                                         Line{"skew>=80%", true}, Line{"skew>0.8", false},
                                         Line{"skew>79", true}, Line{"skew<0.8", false},
                                         Line{"skew<=0.8", true}, Line{"skew>=1", false},
                                         Line{"skew>=1%", true}, Line{"skew>=0.5%", true},
                                         // A 32-bit 0.7 is a little less than 0.7.
                                         Line{"acc>=0.7", true}, Line{"acc<0.7", false},
                                         Line{"acc>0.7", false}, Line{"acc<=70", true}, Line{"acc=70%", true},
                                         Line{"acc:70.0", true}, Line{"acc=70.1", false},
                                         Line{"acc!=70", false}));

INSTANTIATE_TEST_SUITE_P(Measures, FilterLine,
                         testing::Values(Line{"sent<13mb", true}, Line{"sent>12.4mb", false},
                                         Line{"sent=12mb", true}, Line{"sent=12.4mb", true},
                                         Line{"sent=12.5mb", false}, Line{"sent>12000kb", true},
                                         Line{"bytes<1gb", true}, Line{"saving>10", true},
                                         Line{"saving>10x", true}, Line{"saving=12x", true},
                                         Line{"time>1min", true}, Line{"time<1.5min", false},
                                         Line{"time=90", true}, Line{"time<1h", true}, Line{"k=5", true},
                                         Line{"k:5", true}, Line{"k:50", false}, Line{"k>1e1", false}));

INSTANTIATE_TEST_SUITE_P(Dates, FilterLine,
                         testing::Values(Line{"created:2026", true}, Line{"created:2026-11", true},
                                         Line{"created:2026-11-25", true}, Line{"created:2026-11-24", false},
                                         Line{"created>2026-11-24", true}, Line{"created>2026-11", false},
                                         Line{"created>=2026-11", true}, Line{"created<2026-11-25", false},
                                         Line{"created<=2026-11-25", true}, Line{"created<2026-12", true}));

TEST(RunFilter, AComparisonWithSomethingUnknownDoesNotHold) {
  RunFacts run = gaia();
  run.number(RunKey::Accuracy) = std::numeric_limits<double>::quiet_NaN();
  for (const char* line : {"acc>0", "acc<1", "acc=0.7", "acc>=0"}) EXPECT_FALSE(matches(line, run)) << line;
  EXPECT_TRUE(matches("-acc>0", run));
}

struct Wrong {
  const char* text;
  std::size_t at;
  std::size_t length;
  const char* sentence;
};

void PrintTo(const Wrong& line, std::ostream* out) {
  *out << line.text;
}

class WrongLine : public testing::TestWithParam<Wrong> {};

TEST_P(WrongLine, SaysWhereAndWhat) {
  const auto parsed = RunFilter::parse(GetParam().text);
  ASSERT_TRUE(parsed.problem) << GetParam().text;
  EXPECT_EQ(parsed.problem->at, GetParam().at);
  EXPECT_EQ(parsed.problem->length, GetParam().length);
  EXPECT_EQ(parsed.problem->sentence, GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    RunFilter, WrongLine,
    testing::Values(
        Wrong{"gaia skwe>=0.6", 5, 9,
              "At character 6, in skwe>=0.6: there is no key \"skwe\"; the nearest is \"skew\"."},
        // Two characters of two bytes each come first.
        Wrong{"\u00fc\u00fc acc>", 3, 4, "At character 4, in acc>: \">\" wants a value after it."},
        Wrong{">0.5", 0, 4, "At character 1, in >0.5: \">\" wants a key before it, such as acc>0.7."},
        Wrong{"acc>high", 0, 8,
              "At character 1, in acc>high: \"high\" should be a share such as 0.7 or 70%."},
        Wrong{"acc>10mb", 0, 8,
              "At character 1, in acc>10mb: \"10mb\" should be a share such as 0.7 or 70%."},
        Wrong{"sent>5%", 0, 7,
              "At character 1, in sent>5%: \"5%\" should be bytes such as 500kB, 10MB or 2GB."},
        Wrong{"k>5x", 0, 4, "At character 1, in k>5x: \"5x\" should be a number such as 5."},
        Wrong{"created>yesterday", 0, 17,
              "At character 1, in created>yesterday: \"yesterday\" should be a date such as 2026, 2026-11 or "
              "2026-11-25."},
        Wrong{"algo>gaia", 0, 9, "At character 1, in algo>gaia: algo is no number; write algo:gaia."},
        Wrong{"is:good", 0, 7,
              "At character 1, in is:good: a run can be star, locked or unreadable, not \"good\"."},
        Wrong{"a \"b c", 2, 4, "At character 3, in \"b c: its quotation mark is not closed."}));

TEST(RunFilter, AWordThatLooksLikeAConditionCanBeQuoted) {
  EXPECT_TRUE(RunFilter::parse("12:30").problem);
  RunFacts run;
  run.all = "made at 12:30";
  EXPECT_TRUE(matches("\"12:30\"", run));
}

TEST(RunFilter, TheListOfKeysIsInTheirOrder) {
  ASSERT_THAT(runKeys(), SizeIs(kRunKeys));
  for (std::size_t i = 0; i < kRunKeys; ++i) EXPECT_EQ(runKeys()[i].key, static_cast<RunKey>(i)) << i;
}

}  // namespace
}  // namespace lab::ui
