#include "ui/series/network.h"

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// 400 iterations: the window is 20.
RunStarted startOf(int partitions) {
  RunStarted started;
  started.partitions = partitions;
  started.iterations = 400;
  return started;
}

CommunicationPoint sentAt(std::int64_t iteration, std::vector<std::int64_t> bytes, std::int64_t travel = 0) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.bytes = std::move(bytes);
  point.bytesByKind[static_cast<std::size_t>(Traffic::Travel)] = travel;
  return point;
}

SkewScoutDecision travelAt(std::int64_t iteration, std::vector<std::int32_t> hosts) {
  SkewScoutDecision decision;
  decision.iteration = iteration;
  decision.hosts = std::move(hosts);
  return decision;
}

TEST(NetworkSeries, TellsWhatWasSentWithinTheWindowAndAltogether) {
  NetworkSeries series;
  series.add(startOf(3));
  EXPECT_FALSE(series.at(1000).has_value());
  EXPECT_EQ(series.window(), 20);
  series.add(sentAt(10, {10, 20, 30}));
  series.add(sentAt(20, {15, 30, 40}));
  series.add(sentAt(30, {25, 30, 45}));
  const auto state = series.at(1000).value();
  EXPECT_EQ(state.since, 10);
  EXPECT_EQ(state.iteration, 30);
  EXPECT_THAT(state.sent, ElementsAre(15, 10, 15));
  EXPECT_THAT(state.total, ElementsAre(25, 30, 45));
  EXPECT_DOUBLE_EQ(state.between(0, 2), 30) << "both ways";
  EXPECT_DOUBLE_EQ(state.between(2, 0), 30);
  EXPECT_DOUBLE_EQ(state.between(1, 1), 0);
  EXPECT_DOUBLE_EQ(state.between(0, 3), 0);
  EXPECT_DOUBLE_EQ(state.largest(), 30);
  EXPECT_DOUBLE_EQ(state.lately(), 40);
  EXPECT_DOUBLE_EQ(state.altogether(), 100);
}

TEST(NetworkSeries, IsWhatItWasAtAnyMoment) {
  NetworkSeries series;
  series.add(startOf(2));
  series.add(sentAt(10, {10, 20}));
  series.add(sentAt(20, {15, 30}));
  EXPECT_FALSE(series.at(9).has_value());
  EXPECT_THAT(series.at(19)->sent, ElementsAre(10, 20));
  EXPECT_EQ(series.at(19)->since, 0);
}

TEST(NetworkSeries, SendsATravellingModelAlongOneEdgeOnly) {
  NetworkSeries series;
  series.add(startOf(3));
  series.add(sentAt(10, {5, 5, 5}));
  series.add(travelAt(10, {1, 2, 1}));
  EXPECT_THAT(series.at(10)->trips, IsEmpty()) << "its bytes are counted by the next point";
  series.add(sentAt(30, {105, 105, 105}, 300));
  const auto state = series.at(30).value();
  EXPECT_THAT(state.trips, ElementsAre(Trip{0, 1}, Trip{1, 2}, Trip{2, 1}));
  EXPECT_DOUBLE_EQ(state.model, 100);
  EXPECT_THAT(state.sent, ElementsAre(0, 0, 0)) << "nothing but models has moved";
  EXPECT_DOUBLE_EQ(state.between(0, 1), 100);
  EXPECT_DOUBLE_EQ(state.between(1, 2), 200);
  EXPECT_DOUBLE_EQ(state.between(0, 2), 0);
  EXPECT_DOUBLE_EQ(state.lately(), 300);
}

TEST(NetworkSeries, LeavesOutWhatAResumedRunRepeatsAndHostsThatDoNotExist) {
  NetworkSeries series;
  series.add(startOf(2));
  series.add(sentAt(10, {10, 20}));
  series.add(travelAt(10, {7, -1, 0}));
  series.add(sentAt(10, {99, 99}));
  series.add(travelAt(10, {1, 0}));
  series.add(sentAt(20, {20, 40}));
  EXPECT_THAT(series.at(20)->trips, IsEmpty());
  EXPECT_THAT(series.at(15)->sent, ElementsAre(10, 20));
  series.add(startOf(2));
  EXPECT_FALSE(series.at(20).has_value());
}

TEST(NetworkSeries, KnowsHowLongALinkHasBeenSilent) {
  NetworkSeries series;
  series.add(startOf(3));
  series.add(sentAt(10, {10, 0, 0}));
  series.add(sentAt(20, {10, 0, 0}));
  EXPECT_EQ(series.at(20)->age(0, 1), 10);
  EXPECT_EQ(series.at(20)->age(1, 2), std::nullopt) << "neither has sent anything";
  EXPECT_EQ(series.at(20)->age(1, 1), std::nullopt);
  series.add(travelAt(20, {1, 2, 0}));
  series.add(sentAt(30, {40, 30, 130}, 90));
  EXPECT_EQ(series.at(30)->age(0, 1), 20) << "a travelling model is no message to all";
  EXPECT_EQ(series.at(30)->age(0, 2), 0);
  EXPECT_EQ(series.at(15)->age(0, 1), 0) << "at that moment";
}

TEST(NetworkSeries, CountsWhatHasGoneOverALinkSinceTheStart) {
  NetworkSeries series;
  series.add(startOf(3));
  series.add(sentAt(10, {5, 6, 7}));
  series.add(travelAt(10, {1, 2, 1}));
  series.add(sentAt(30, {105, 106, 107}, 300));
  EXPECT_THAT(series.link(0, 1).iteration, ElementsAre(10, 30));
  EXPECT_THAT(series.link(0, 1).bytes, ElementsAre(11, 111)) << "one model has travelled";
  EXPECT_THAT(series.link(2, 1).bytes, ElementsAre(13, 213)) << "two have";
  EXPECT_THAT(series.link(0, 0).bytes, IsEmpty());
  EXPECT_THAT(series.link(0, 3).bytes, IsEmpty());
}

TEST(NetworkSeries, CountsPartitionsItselfWhenItMissedTheStart) {
  NetworkSeries series;
  series.add(sentAt(5, {}));
  series.add(sentAt(10, {10, 20}));
  EXPECT_EQ(series.partitions(), 2);
  EXPECT_EQ(series.at(10)->sent.size(), 2U);
  series.add(sentAt(20, {15}));
  EXPECT_EQ(series.at(20)->sent.size(), 2U);
}

}  // namespace
}  // namespace lab::ui
