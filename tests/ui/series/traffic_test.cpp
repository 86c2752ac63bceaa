#include "ui/series/traffic.h"

#include <cmath>

#include <gmock/gmock.h>

namespace lab::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CommunicationPoint pointAt(std::int64_t iteration, std::vector<std::int64_t> bytes,
                           std::vector<std::int64_t> values) {
  CommunicationPoint point;
  point.iteration = iteration;
  point.bytes = std::move(bytes);
  point.values = std::move(values);
  point.bytesByKind = {40, 40, 0, 0, 16};
  point.bspValues = 120;
  point.bspBytes = 480;
  return point;
}

TEST(TrafficSeries, SumsOverPartitionsAndKeepsTheReference) {
  TrafficSeries series;
  series.add(pointAt(10, {32, 64}, {4, 8}));
  EXPECT_EQ(series.partitions(), 2);
  EXPECT_THAT(series.total(), ElementsAre(96));
  EXPECT_THAT(series.partition(1), ElementsAre(64));
  EXPECT_THAT(series.bsp(), ElementsAre(480));
  EXPECT_THAT(series.kind(Traffic::Travel), ElementsAre(16));
  EXPECT_TRUE(series.hasKind(Traffic::Indices));
  EXPECT_FALSE(series.hasKind(Traffic::Control));
}

TEST(TrafficSeries, DividesBspByWhatWasSentInValuesAndInBytes) {
  TrafficSeries series;
  series.add(pointAt(10, {32, 64}, {4, 8}));
  ASSERT_TRUE(series.now().has_value());
  EXPECT_DOUBLE_EQ(series.now()->savingInValues, 10.0);  // 120 / 12
  EXPECT_DOUBLE_EQ(series.now()->savingInBytes, 5.0);    // 480 / 96
}

TEST(TrafficSeries, ClaimsNoSavingWhileNothingIsSent) {
  TrafficSeries series;
  series.add(pointAt(10, {0, 0}, {0, 0}));
  ASSERT_TRUE(series.now().has_value());
  EXPECT_TRUE(std::isnan(series.now()->savingInValues));
  EXPECT_TRUE(std::isnan(series.now()->savingInBytes));
}

TEST(TrafficSeries, StartsAfreshWithEveryRun) {
  TrafficSeries series;
  series.add(pointAt(10, {1}, {1}));
  RunStarted started;
  started.partitions = 4;
  series.add(started);
  EXPECT_EQ(series.partitions(), 4);
  EXPECT_THAT(series.total(), IsEmpty());
  EXPECT_FALSE(series.hasKind(Traffic::Values));
}

TEST(TrafficSeries, CanBeDrawnOverItsOwnBytes) {
  TrafficSeries series;
  series.add(pointAt(10, {1, 2}, {0, 0}));
  series.add(pointAt(20, {5, 6}, {0, 0}));
  EXPECT_THAT(series.x(XAxis::Bytes), ElementsAre(3, 11));
}

}  // namespace
}  // namespace lab::ui
