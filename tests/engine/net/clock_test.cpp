// Every number can be worked out by hand: a link of 8 Mbit/s carries a million bytes a second.

#include "engine/net/clock.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

namespace lab::net {
namespace {

constexpr Link kMegabyteLink{.bandwidthMbps = 8, .latencyMs = 100};
constexpr std::int64_t kMegabyte = 1'000'000;

TEST(Load, OfAnExchangeIsWhatTheBusiestSenderPutsOutForAllOthers) {
  const std::array<std::int64_t, 3> bytes{5, 1, 1};
  const Load load = loadOf({.computeSeconds = 4, .exchanges = 1, .bytes = bytes});
  EXPECT_DOUBLE_EQ(load.bytes, 10) << "two copies of 5";
  EXPECT_DOUBLE_EQ(load.messages, 1);
  EXPECT_DOUBLE_EQ(load.computeSeconds, 4);
}

TEST(Load, IsThatOfAReceiverWhereMoreComesInThanGoesOut) {
  const std::array<std::int64_t, 3> bytes{0, 4, 4};
  EXPECT_DOUBLE_EQ(loadOf({.exchanges = 1, .bytes = bytes}).bytes, 8) << "P0 receives 8, P1 sends 2 x 4";
  const std::array<std::int64_t, 4> three{0, 3, 3, 2};
  EXPECT_DOUBLE_EQ(loadOf({.exchanges = 1, .bytes = three}).bytes, 9) << "P1 sends 3 x 3, P0 receives 8";
}

TEST(Load, OfATravelIsOneModelForEachLink) {
  const std::array<std::int64_t, 4> bytes{};
  const Load load = loadOf({.bytes = bytes, .travels = 1, .travelBytes = 400});
  EXPECT_DOUBLE_EQ(load.bytes, 100) << "four models of 100, one in and one out on each link";
  EXPECT_DOUBLE_EQ(load.messages, 1);
}

TEST(Load, OfASinglePartitionIsItsComputing) {
  const std::array<std::int64_t, 1> bytes{0};
  const Load load = loadOf({.computeSeconds = 3, .exchanges = 7, .bytes = bytes});
  EXPECT_DOUBLE_EQ(load.messages, 0);
  EXPECT_DOUBLE_EQ(seconds(load, kMegabyteLink), 3);
}

TEST(Load, AddsUpOverAStretchOfTime) {
  const std::array<std::int64_t, 2> bytes{kMegabyte, 0};
  Load all = loadOf({.computeSeconds = 1, .exchanges = 2, .bytes = bytes});
  all += loadOf({.computeSeconds = 2, .exchanges = 3, .bytes = bytes});
  EXPECT_DOUBLE_EQ(all.computeSeconds, 3);
  EXPECT_DOUBLE_EQ(all.messages, 5);
  EXPECT_DOUBLE_EQ(all.bytes, 2 * kMegabyte);
}

TEST(Seconds, AreComputingPlusLatencyPlusBytesOverBandwidth) {
  const Load load{.computeSeconds = 10, .messages = 20, .bytes = 3 * kMegabyte};
  EXPECT_DOUBLE_EQ(seconds(load, kMegabyteLink), 10 + 20 * 0.1 + 3);
  EXPECT_DOUBLE_EQ(seconds(load, {.bandwidthMbps = 16, .latencyMs = 0}), 10 + 1.5);
}

TEST(Seconds, OfBspWithFivePartitionsAreThoseOfFourModelsAnIteration) {
  // 250 000 parameters are a million bytes; 100 iterations of 0.5 s.
  const std::vector<std::int64_t> bytes(5, 100 * kMegabyte);
  const Load load = loadOf({.computeSeconds = 50, .exchanges = 100, .bytes = bytes});
  EXPECT_DOUBLE_EQ(seconds(load, kMegabyteLink), 50 + 100 * 0.1 + 400);
}

TEST(LinkOf, KnowsTheProfilesByNameAndElseTakesTheNumbers) {
  NetworkSpec spec;
  spec.bandwidthMbps = 7;
  spec.latencyMs = 3;
  spec.profile = "wan";
  EXPECT_EQ(linkOf(spec), (Link{.bandwidthMbps = 100, .latencyMs = 50}));
  spec.profile = "lan";
  EXPECT_EQ(linkOf(spec), (Link{.bandwidthMbps = 1000, .latencyMs = 0.2}));
  spec.profile = "custom";
  EXPECT_EQ(linkOf(spec), (Link{.bandwidthMbps = 7, .latencyMs = 3}));
}

}  // namespace
}  // namespace lab::net
