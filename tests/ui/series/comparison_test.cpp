#include "ui/series/comparison.h"

#include <array>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Points {
  std::vector<double> iterations, x, percent;
  [[nodiscard]] RunCurve curve() const { return {iterations, x, percent}; }
};

TEST(SeedBand, IsMeanAndRangeOfXAndAccuracyAtTheSameIteration) {
  const Points a{{0, 50, 100}, {0, 1, 2}, {10, 60, 80}};
  const Points b{{0, 50, 100}, {0, 3, 6}, {20, 70, 74}};
  const Points c{{0, 50, 100}, {0, 2, 1}, {30, 50, 86}};
  const auto band = bandOf(std::array{a.curve(), b.curve(), c.curve()});
  EXPECT_THAT(band.x, ElementsAre(0, 2, 3));
  EXPECT_THAT(band.mean, ElementsAre(20, 60, 80));
  EXPECT_THAT(band.lowest, ElementsAre(10, 50, 74));
  EXPECT_THAT(band.highest, ElementsAre(30, 70, 86));
}

TEST(SeedBand, LeavesOutIterationsThatARunLacks) {
  const Points a{{0, 50, 100, 150}, {0, 50, 100, 150}, {10, kNaN, 30, 40}};
  const Points b{{0, 50, 100}, {0, 50, 100}, {20, 30, 40}};
  const auto band = bandOf(std::array{a.curve(), b.curve()});
  EXPECT_THAT(band.x, ElementsAre(0, 100));
  EXPECT_THAT(band.mean, ElementsAre(15, 35));
}

TEST(SeedBand, OfOneRunIsThatRunAndOfNoneIsEmpty) {
  const Points a{{0, 50}, {0, 5}, {10, 60}};
  EXPECT_THAT(bandOf(std::array{a.curve()}).mean, ElementsAre(10, 60));
  EXPECT_THAT(bandOf({}).x, IsEmpty());
}

TEST(FirstReach, IsTheFirstPointThatWasMeasuredThere) {
  const Points run{{0, 50, 100, 150}, {0, 5, 10, 15}, {10, 69, kNaN, 72}};
  EXPECT_EQ(firstReach(run.curve(), 10), 0);
  EXPECT_EQ(firstReach(run.curve(), 69), 5);
  EXPECT_EQ(firstReach(run.curve(), 70), 15);
  EXPECT_EQ(firstReach(run.curve(), 73), std::nullopt);
}

TEST(ParetoFront, HoldsWhatNoOtherBeatsFromCheapToDear) {
  // 0 is dear and best, 1 cheap and worse, 2 beaten by 1, 3 between, 4 as dear as 0 and worse.
  const std::array trades{Trade{100, 90}, Trade{10, 70}, Trade{20, 65}, Trade{50, 80}, Trade{100, 85}};
  EXPECT_THAT(paretoFront(trades), ElementsAre(1, 3, 0));
}

TEST(ParetoFront, KeepsEqualsAndLeavesOutWhatIsNotFinite) {
  const std::array trades{Trade{10, 70}, Trade{10, 70}, Trade{5, kNaN},
                          Trade{std::numeric_limits<double>::infinity(), 99}};
  EXPECT_THAT(paretoFront(trades), ElementsAre(0, 1));
  EXPECT_THAT(paretoFront({}), IsEmpty());
}

TEST(Judgement, GoesByWhatIsBetter) {
  EXPECT_EQ(judge({80, 75}, Better::Higher, 0.05), Verdict::Better);
  EXPECT_EQ(judge({75, 80}, Better::Higher, 0.05), Verdict::Worse);
  EXPECT_EQ(judge({10, 120}, Better::Lower, 1), Verdict::Better);
  EXPECT_EQ(judge({120, 10}, Better::Lower, 1), Verdict::Worse);
  EXPECT_EQ(judge({80.01, 80}, Better::Higher, 0.05), Verdict::Same);
  EXPECT_EQ(judge({kNaN, 80}, Better::Higher, 0.05), Verdict::Unknown);
}

}  // namespace
}  // namespace lab::ui
