// Two partitions of 250 parameters (a model of 1000 bytes) over a link of 8 kbit/s: a thousand bytes a
// second.

#include "ui/series/simulated_time.h"

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr net::Link kKilobyteLink{.bandwidthMbps = 0.008, .latencyMs = 500};

RunStarted startOf(const std::string& spec, int threads = 2) {
  RunStarted started;
  started.partitions = 2;
  started.parameters = 250;
  started.iterations = 20;
  started.specJson = spec;
  started.environmentJson = R"({"threads": )" + std::to_string(threads) + "}";
  return started;
}

/// `each`: bytes that each partition has sent so far, all of them values.
CommunicationPoint sentAt(std::int64_t iteration, double seconds, std::int64_t each) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.seconds = seconds;
  point.bytes = {each, each};
  point.values = {each / 4, each / 4};
  point.bytesByKind = {2 * each, 0, 0, 0, 0};
  point.bspBytes = iteration * 2000;
  return point;
}

EvaluationPoint testedAt(std::int64_t iteration, float accuracy) {
  EvaluationPoint point;
  point.iteration = iteration;
  point.meanAccuracy = accuracy;
  return point;
}

TEST(SimulatedTime, IsComputingPlusALatencyAndTheBytesOfEveryIteration) {
  SimulatedTime time;
  time.add(startOf("{}"));
  time.setLink(kKilobyteLink);
  time.add(sentAt(10, 4, 3000));
  EXPECT_THAT(time.computing(), ElementsAre(4)) << "two threads, two partitions";
  EXPECT_THAT(time.seconds(), ElementsAre(DoubleEq(4 + 10 * 0.5 + 3)));
  EXPECT_THAT(time.bsp(), ElementsAre(DoubleEq(4 + 10 * 0.5 + 10)));
  time.add(sentAt(20, 8, 3000));
  EXPECT_THAT(time.seconds().back(), DoubleEq(12 + 4)) << "nothing sent, no latency";
  EXPECT_THAT(time.x(XAxis::Iteration), ElementsAre(10, 20));
}

TEST(SimulatedTime, SharesThreadsOut) {
  SimulatedTime time;
  time.add(startOf("{}", 1));
  time.add(sentAt(10, 4, 0));
  EXPECT_THAT(time.computing(), ElementsAre(2)) << "one thread did the work of two machines";
}

TEST(SimulatedTime, CountsARoundForEveryModelOfAnAlgorithmWithLocalIterations) {
  SimulatedTime time;
  time.add(startOf(R"({"algorithm": {"id": "fedavg", "local_iterations": 5}})"));
  time.setLink(kKilobyteLink);
  time.add(sentAt(10, 0, 2000));
  EXPECT_THAT(time.seconds(), ElementsAre(DoubleEq(2 * 0.5 + 2))) << "two models, two latencies";
}

TEST(SimulatedTime, SendsATravellingModelToOneHostOnly) {
  SimulatedTime time;
  time.add(startOf("{}"));
  time.setLink(kKilobyteLink);
  auto point = sentAt(10, 0, 1000);
  point.bytesByKind = {0, 0, 0, 0, 2000};
  time.add(point);
  EXPECT_THAT(time.seconds(), ElementsAre(DoubleEq(0.5 + 1))) << "a travel is no exchange";
}

TEST(SimulatedTime, FollowsTheLinkThatIsChosenEvenIntoTheNextRun) {
  SimulatedTime time;
  time.add(startOf(R"({"network": {"profile": "custom", "bandwidth_mbps": 0.008, "latency_ms": 500}})"));
  EXPECT_EQ(time.link(), kKilobyteLink) << "the run's own, at first";
  time.add(sentAt(10, 4, 3000));
  time.setLink({.bandwidthMbps = 0.016, .latencyMs = 0});
  EXPECT_THAT(time.seconds(), ElementsAre(DoubleEq(4 + 1.5)));
  time.add(startOf("{}"));
  EXPECT_THAT(time.seconds(), IsEmpty());
  EXPECT_EQ(time.link(), (net::Link{.bandwidthMbps = 0.016, .latencyMs = 0}));
}

TEST(SimulatedTime, TellsWhenTheRunWillEndAndWhenItsAccuracyWasReached) {
  SimulatedTime time;
  time.add(startOf("{}"));
  time.setLink(kKilobyteLink);
  EXPECT_FALSE(time.finish().has_value());
  time.add(testedAt(5, 0.5F));
  EXPECT_FALSE(time.accuracyAt(100).has_value()) << "no time is known yet";
  time.add(sentAt(10, 4, 3000));
  ASSERT_TRUE(time.finish().has_value());
  EXPECT_DOUBLE_EQ(time.finish()->seconds, 24) << "12 s for half of the 20 iterations";
  EXPECT_DOUBLE_EQ(time.finish()->bsp, 38);
  time.add(testedAt(10, 0.75F));
  const auto reached = time.accuracyAt(9);
  ASSERT_TRUE(reached.has_value());
  EXPECT_DOUBLE_EQ(reached->accuracy, 50);
  EXPECT_DOUBLE_EQ(reached->when.seconds, 6);
  EXPECT_DOUBLE_EQ(time.accuracyAt(100)->accuracy, 75);
  EXPECT_DOUBLE_EQ(time.accuracyAt(100)->when.bsp, 19);
  EXPECT_FALSE(time.accuracyAt(4).has_value());
}

TEST(SimulatedTime, SurvivesASinglePartitionAndWhatAResumedRunRepeats) {
  SimulatedTime time;
  CommunicationPoint alone;
  alone.iteration = 10;
  alone.seconds = 3;
  alone.bytes = {0};
  time.add(alone);
  time.add(alone);
  EXPECT_THAT(time.seconds(), ElementsAre(3));
  EXPECT_THAT(time.bsp(), ElementsAre(3));
  time.add(CommunicationPoint{});
  EXPECT_EQ(time.seconds().size(), 1U);
}

}  // namespace
}  // namespace lab::ui
