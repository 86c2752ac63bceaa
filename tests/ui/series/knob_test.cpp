#include "ui/series/knob.h"

#include <cmath>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsNan;

SkewScoutDecision turned(std::int64_t iteration, double before, double after) {
  SkewScoutDecision decision;
  decision.iteration = iteration;
  decision.thetaBefore = before;
  decision.thetaAfter = after;
  return decision;
}

CommunicationPoint sentAt(std::int64_t iteration, double seconds = 0) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.seconds = seconds;
  point.bytes = {iteration};
  return point;
}

TEST(KnobSeries, IsAStaircaseFromTheStartToNow) {
  KnobSeries series;
  series.add(RunStarted{});
  series.add(sentAt(50));
  series.add(sentAt(100));
  EXPECT_THAT(series.setting(), IsEmpty()) << "nobody has told the first setting yet";
  EXPECT_FALSE(series.now().has_value());
  series.add(turned(100, 0.2, 0.1));
  series.add(sentAt(150));
  series.add(turned(200, 0.1, 0.1));
  EXPECT_THAT(series.x(XAxis::Iteration), ElementsAre(0, 100, 100, 150, 200, 200));
  EXPECT_THAT(series.setting(), ElementsAre(0.2, 0.2, 0.1, 0.1, 0.1, 0.1));
  EXPECT_DOUBLE_EQ(series.now().value(), 0.1);
}

TEST(KnobSeries, BeginsWithTheSettingAtTheStartLongBeforeTheFirstDecision) {
  KnobSeries series;
  RunStarted started;
  started.knob.start = 0.2;
  series.add(started);
  EXPECT_DOUBLE_EQ(series.now().value(), 0.2);
  series.add(sentAt(50));
  series.add(sentAt(100));
  EXPECT_THAT(series.tolerated(), ElementsAre(IsNan(), IsNan(), IsNan()));
  series.add(turned(100, 0.2, 0.1));
  EXPECT_THAT(series.x(XAxis::Iteration), ElementsAre(0, 50, 100, 100, 100));
  EXPECT_THAT(series.setting(), ElementsAre(0.2, 0.2, 0.2, 0.2, 0.1));
  EXPECT_THAT(series.tolerated(), ElementsAre(0, 0, 0, 0, 0)) << "the decision tells it from the start on";
}

TEST(KnobSeries, SaysWhatWasToleratedBeforeEachDecision) {
  KnobSeries series;
  auto first = turned(100, 0.2, 0.1);
  first.tolerated = 0.5;
  auto second = turned(200, 0.1, 0.1);
  second.tolerated = 0.25;
  series.add(first);
  series.add(sentAt(150));
  series.add(second);
  EXPECT_THAT(series.tolerated(), ElementsAre(50, 50, 50, 50, 25, 25));
}

TEST(KnobSeries, PlacesStepsBetweenCommunicationPoints) {
  KnobSeries series;
  series.add(RunStarted{});
  series.add(turned(100, 0.2, 0.1));
  EXPECT_THAT(series.x(XAxis::Seconds), IsEmpty()) << "not even where the step begins";
  series.add(sentAt(200, 30));
  EXPECT_THAT(series.x(XAxis::Seconds), ElementsAre(0, 15, 15, 30));
}

TEST(KnobSeries, LeavesOutWhatAResumedRunRepeats) {
  KnobSeries series;
  series.add(turned(100, 0.2, 0.1));
  series.add(sentAt(150));
  series.add(turned(100, 0.2, 0.1));
  series.add(sentAt(120));
  series.add(turned(40, 0.2, 0.4));
  EXPECT_THAT(series.setting(), ElementsAre(0.2, 0.2, 0.1, 0.1));
}

TEST(KnobSeries, MakesGapsOfNonFiniteSettingsAndStartsAfresh) {
  KnobSeries series;
  series.add(turned(100, std::nan(""), INFINITY));
  EXPECT_THAT(series.setting(), ElementsAre(IsNan(), IsNan(), IsNan()));
  series.add(RunStarted{});
  EXPECT_THAT(series.setting(), IsEmpty());
  EXPECT_THAT(series.x(XAxis::Iteration), IsEmpty());
}

}  // namespace
}  // namespace lab::ui
