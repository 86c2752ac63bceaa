#include "ui/series/timeline.h"

#include <gmock/gmock.h>

#include "ui/series/class_map.h"
#include "ui/series/history.h"

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CommunicationPoint sentAt(std::int64_t iteration, double seconds, std::vector<std::int64_t> bytes) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.seconds = seconds;
  point.bytes = std::move(bytes);
  return point;
}

template <class Point>
Point at(std::int64_t iteration) {
  Point point;
  point.iteration = iteration;
  return point;
}

EvaluationPoint testedAt(std::int64_t iteration, float right) {
  auto point = at<EvaluationPoint>(iteration);
  point.classAccuracy = {right};
  return point;
}

RunStarted startOf(double iterationsPerEpoch) {
  RunStarted started;
  started.iterationsPerEpoch = iterationsPerEpoch;
  return started;
}

TEST(Timeline, HasOneMomentForEveryIterationThatSomethingIsRecordedOf) {
  Timeline timeline;
  timeline.add(startOf(50));
  timeline.add(at<EvaluationPoint>(0));
  timeline.add(at<TrainingPoint>(20));
  timeline.add(sentAt(20, 2, {100}));
  timeline.add(at<DivergencePoint>(30));
  timeline.add(at<CheckpointWritten>(35));
  timeline.add(at<RunPaused>(36));
  timeline.add(at<SkewScoutDecision>(40));
  EXPECT_THAT(timeline.iterations(), ElementsAre(0, 20, 30, 40));
}

TEST(Timeline, PlacesAMomentBetweenCommunicationPoints) {
  Timeline timeline;
  timeline.add(startOf(50));
  timeline.add(sentAt(20, 2, {100, 100}));
  timeline.add(at<DivergencePoint>(30));
  timeline.add(sentAt(40, 6, {300, 100}));
  const Place place = timeline.at(1);
  EXPECT_EQ(place.iteration, 30);
  EXPECT_DOUBLE_EQ(place.epoch, 0.6);
  EXPECT_DOUBLE_EQ(place.seconds, 4);
  EXPECT_DOUBLE_EQ(place.bytes, 300);
  EXPECT_DOUBLE_EQ(place.on(XAxis::Seconds), 4);
}

TEST(Timeline, TakesTheNewestBytesWhereItKnowsNoLaterOnes) {
  Timeline timeline;
  timeline.add(startOf(50));
  timeline.add(sentAt(20, 2, {100}));
  timeline.add(at<EvaluationPoint>(30));
  EXPECT_DOUBLE_EQ(timeline.at(1).bytes, 100);
  EXPECT_DOUBLE_EQ(timeline.at(1).seconds, 2);
  EXPECT_DOUBLE_EQ(timeline.at(1).epoch, 0.6);
}

TEST(Timeline, FindsTheMomentInForce) {
  Timeline timeline;
  for (const std::int64_t iteration : {10, 20, 40}) timeline.add(at<TrainingPoint>(iteration));
  EXPECT_EQ(timeline.nearest(5), 0U);
  EXPECT_EQ(timeline.nearest(20), 1U);
  EXPECT_EQ(timeline.nearest(39), 1U);
  EXPECT_EQ(timeline.nearest(100), 2U);
}

TEST(Timeline, LeavesOutWhatAResumedRunRepeatsAndStartsAfresh) {
  Timeline timeline;
  for (const std::int64_t iteration : {10, 20, 10, 20, 30}) {
    timeline.add(at<TrainingPoint>(iteration));
  }
  EXPECT_THAT(timeline.iterations(), ElementsAre(10, 20, 30));
  timeline.add(startOf(1));
  EXPECT_THAT(timeline.iterations(), IsEmpty());
}

TEST(History, IsWhatTheSeriesWasAtAnyMoment) {
  History<ClassMap, EvaluationPoint> history;
  RunStarted started;
  started.partitions = 1;
  started.classNames = {"cat"};
  started.labelCounts = {3};
  started.testLabelCounts = {4};
  history.add(started);
  history.add(testedAt(10, 0.25F));
  history.add(at<TrainingPoint>(15));
  history.add(testedAt(20, 0.75F));
  EXPECT_FALSE(history.until(5).iteration().has_value());
  EXPECT_EQ(history.until(5).classes(), 1);
  EXPECT_EQ(history.until(19).iteration(), 10);
  EXPECT_DOUBLE_EQ(history.until(19).right(0, 0), 25);
  EXPECT_DOUBLE_EQ(history.until(20).right(0, 0), 75);
  history.add(started);
  EXPECT_FALSE(history.until(1000).iteration().has_value());
}

}  // namespace
}  // namespace lab::ui
