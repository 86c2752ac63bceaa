#include "ui/series/places.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;

CommunicationPoint sent(std::int64_t iteration, double seconds, std::vector<std::int64_t> bytes) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.seconds = seconds;
  point.bytes = std::move(bytes);
  return point;
}

TEST(Places, SumsTheBytesOfAllPartitions) {
  EXPECT_DOUBLE_EQ(placeOf(sent(1, 0, {10, 20, 30})).bytes, 60);
}

TEST(Places, KeepsAllFourAxes) {
  Places places;
  places.add({.iteration = 10, .epoch = 0.5, .seconds = 2, .bytes = 700});
  places.add({.iteration = 20, .epoch = 1.0, .seconds = 4, .bytes = 900});
  EXPECT_THAT(places.on(XAxis::Iteration), ElementsAre(10, 20));
  EXPECT_THAT(places.on(XAxis::Epoch), ElementsAre(0.5, 1.0));
  EXPECT_THAT(places.on(XAxis::Seconds), ElementsAre(2, 4));
  EXPECT_THAT(places.on(XAxis::Bytes), ElementsAre(700, 900));
}

TEST(Places, RefusesWhatDoesNotLieAfterTheLast) {
  Places places;
  EXPECT_TRUE(places.add({.iteration = 10}));
  EXPECT_FALSE(places.add({.iteration = 10}));
  EXPECT_FALSE(places.add({.iteration = 9}));
  EXPECT_EQ(places.size(), 1U);
}

TEST(Places, NeverRunBackwardsOnAnyAxis) {
  Places places;
  places.add({.iteration = 1, .epoch = 1, .seconds = 5, .bytes = 50});
  places.add({.iteration = 2, .epoch = 2, .seconds = 3, .bytes = 40});
  places.add({.iteration = 3,
              .epoch = 3,
              .seconds = std::nan(""),
              .bytes = std::numeric_limits<double>::infinity()});
  EXPECT_THAT(places.on(XAxis::Seconds), ElementsAre(5, 5, 5));
  EXPECT_THAT(places.on(XAxis::Bytes), ElementsAre(50, 50, 50));
}

TEST(Clock, KnowsIterationsAlwaysAndEpochsFromTheirLength) {
  Clock clock;
  EXPECT_DOUBLE_EQ(clock.at(30, XAxis::Iteration), 30);
  EXPECT_TRUE(std::isnan(clock.at(30, XAxis::Epoch)));
  RunStarted started;
  started.iterationsPerEpoch = 20;
  clock.add(started);
  EXPECT_DOUBLE_EQ(clock.at(30, XAxis::Epoch), 1.5);
}

TEST(Clock, InterpolatesBetweenCommunicationPoints) {
  Clock clock;
  clock.add(sent(10, 2.0, {100}));
  clock.add(sent(20, 6.0, {100, 200}));
  EXPECT_DOUBLE_EQ(clock.at(10, XAxis::Seconds), 2.0);
  EXPECT_DOUBLE_EQ(clock.at(15, XAxis::Seconds), 4.0);
  EXPECT_DOUBLE_EQ(clock.at(15, XAxis::Bytes), 200.0);
  EXPECT_DOUBLE_EQ(clock.at(5, XAxis::Seconds), 1.0) << "everything starts at 0";
}

TEST(Clock, DoesNotGuessBeyondTheLastCommunicationPoint) {
  Clock clock;
  EXPECT_TRUE(std::isnan(clock.at(0, XAxis::Bytes)));
  clock.add(sent(10, 2.0, {100}));
  EXPECT_TRUE(std::isnan(clock.at(11, XAxis::Seconds)));
}

TEST(Moments, AreNumberedOnceAndNeverGoBack) {
  Moments moments;
  EXPECT_EQ(moments.add(100), 0U);
  EXPECT_EQ(moments.add(200), 1U);
  EXPECT_EQ(moments.add(200), 1U);
  EXPECT_FALSE(moments.add(150).has_value());
  EXPECT_EQ(moments.size(), 2U);
}

TEST(PlacedPoints, LieOnMomentsOrBetweenThem) {
  PlacedPoints points;
  for (const double position : {0.0, 0.25, 1.0, 1.0, 1.5}) points.add(position);
  const std::vector<double> places{100, 200};
  EXPECT_THAT(points.on(XAxis::Seconds, places), ElementsAre(100, 125, 200, 200))
      << "the last waits for a moment";
  EXPECT_THAT(points.on(XAxis::Seconds, std::vector<double>{100, 200, 400}),
              ElementsAre(100, 125, 200, 200, 300));
}

}  // namespace
}  // namespace lab::ui
