#include "ui/bridge/event_pump.h"

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/window/sandbox.h"

namespace lab::ui {
namespace {

using test::eventually;

CheckpointWritten numbered(std::int64_t iteration) {
  return {iteration};
}

/// Notes the number of every CheckpointWritten, and how they came.
struct Receiver {
  explicit Receiver(EventPump& pump) {
    QObject::connect(&pump, &EventPump::arrived, &pump, [this](const std::vector<Event>& batch) {
      ++batches;
      largest = std::max(largest, batch.size());
      for (const auto& event : batch) numbers.push_back(std::get<CheckpointWritten>(event).iteration);
    });
  }

  std::vector<std::int64_t> numbers;
  std::size_t batches = 0;
  std::size_t largest = 0;
};

TEST(EventPump, LosesNothingOfAMillionEventsAndKeepsTheirOrder) {
  constexpr std::int64_t kEvents = 1'000'000;
  EventPump pump;
  Receiver receiver{pump};
  std::jthread producer{[sink = pump.sink()] {
    for (std::int64_t i = 0; i < kEvents; ++i) sink->on(numbered(i));
  }};
  ASSERT_TRUE(eventually([&] { return receiver.numbers.size() == kEvents; }));
  std::int64_t misplaced = 0;
  for (std::int64_t i = 0; i < kEvents; ++i) misplaced += receiver.numbers[static_cast<std::size_t>(i)] != i;
  EXPECT_EQ(misplaced, 0);
}

TEST(EventPump, HandsOutABurstInFewBatches) {
  EventPump pump;
  Receiver receiver{pump};
  for (std::int64_t i = 0; i < 1000; ++i) pump.sink()->on(numbered(i));
  ASSERT_TRUE(eventually([&] { return receiver.numbers.size() == 1000; }));
  EXPECT_EQ(receiver.batches, 1u);
}

TEST(EventPump, CutsALargeBacklogIntoSeveralTurns) {
  EventPump pump;
  Receiver receiver{pump};
  const auto events = static_cast<std::int64_t>(EventPump::kLargestBatch * 2 + 1);
  for (std::int64_t i = 0; i < events; ++i) pump.sink()->on(numbered(i));
  ASSERT_TRUE(eventually([&] { return receiver.numbers.size() == static_cast<std::size_t>(events); }));
  EXPECT_EQ(receiver.batches, 3u);
  EXPECT_EQ(receiver.largest, EventPump::kLargestBatch);
}

TEST(EventPump, IsSilentWithoutEvents) {
  EventPump pump{std::chrono::milliseconds{0}};
  const Receiver receiver{pump};
  pump.drain();
  for (int i = 0; i < 100; ++i) QCoreApplication::processEvents();
  EXPECT_EQ(receiver.batches, 0u);
}

TEST(EventPump, DrainsAtOnceWhenAsked) {
  EventPump pump{std::chrono::hours{1}};
  Receiver receiver{pump};
  pump.sink()->on(numbered(1));
  pump.sink()->on(numbered(2));
  pump.drain();
  EXPECT_THAT(receiver.numbers, testing::ElementsAre(1, 2));
}

TEST(EventPump, DeliversOnItsOwnThread) {
  EventPump pump;
  std::thread::id where;
  QObject::connect(&pump, &EventPump::arrived, &pump,
                   [&](const std::vector<Event>&) { where = std::this_thread::get_id(); });
  std::jthread{[sink = pump.sink()] { sink->on(numbered(1)); }}.join();
  ASSERT_TRUE(eventually([&] { return where != std::thread::id{}; }));
  EXPECT_EQ(where, std::this_thread::get_id());
}

TEST(EventPump, CountsWhatWaits) {
  EventPump pump{std::chrono::hours{1}};
  EXPECT_EQ(pump.waitingBytes(), 0u);
  const Event point =
      TrainingPoint{.iteration = 1, .loss = std::vector<float>(1000, 1.0F), .learningRate = 0};
  pump.sink()->on(point);
  EXPECT_EQ(pump.waitingBytes(), sizeof(Event) + 4000);
  pump.drain();
  EXPECT_EQ(pump.waitingBytes(), 0u);
}

TEST(EventPump, SaysWhenTheDisplayIsBehindAndWhenItHasCaughtUp) {
  EventPump pump{std::chrono::milliseconds{1}, nullptr, 10 * sizeof(Event)};
  std::vector<bool> said;
  QObject::connect(&pump, &EventPump::behindChanged, &pump, [&](bool behind) { said.push_back(behind); });
  Receiver receiver{pump};
  for (std::int64_t i = 0; i < 20; ++i) pump.sink()->on(numbered(i));
  ASSERT_TRUE(eventually([&] { return receiver.numbers.size() == 20; }));
  pump.sink()->on(numbered(20));
  ASSERT_TRUE(eventually([&] { return receiver.numbers.size() == 21; }));
  EXPECT_THAT(said, testing::ElementsAre(true, false));
}

TEST(EventPump, MayDieBeforeItsProducer) {
  std::shared_ptr<EventSink> sink;
  {
    const EventPump pump;
    sink = pump.sink();
  }
  sink->on(numbered(1));
  QCoreApplication::processEvents();
}

TEST(EventPump, RestsInProportionToWhatABatchHasCost) {
  using namespace std::chrono_literals;
  // 10 ms of work on 0.04 cores are due every 250 ms.
  EXPECT_EQ(EventPump::restAfter(10ms, 0.04, 0ms), 250ms);
  EXPECT_EQ(EventPump::restAfter(10ms, 0.04, 50ms), 200ms);
  EXPECT_EQ(EventPump::restAfter(10ms, 0.04, 400ms), 0ms);
  EXPECT_EQ(EventPump::restAfter(1s, 0.04, 0ms), 1000ms) << "once a second at least";
  EXPECT_EQ(EventPump::restAfter(1s, 0, 0ms), 0ms) << "without a limit";
}

TEST(EventPump, DeliversEverythingInOrderUnderALimitToo) {
  EventPump pump;
  pump.limitTo(1e-9);
  std::vector<std::string> heard;
  QObject::connect(&pump, &EventPump::arrived, &pump, [&](const std::vector<Event>& batch) {
    for (const auto& event : batch) heard.emplace_back(std::holds_alternative<RunPaused>(event) ? "pause" : "point");
  });
  pump.sink()->on(numbered(1));
  ASSERT_TRUE(eventually([&] { return heard.size() == 1; }));
  pump.sink()->on(numbered(2));
  pump.sink()->on(RunPaused{2});  // must not wait for the limit
  ASSERT_TRUE(eventually([&] { return heard.size() == 3; }));
  EXPECT_THAT(heard, testing::ElementsAre("point", "point", "pause"));
}

}  // namespace
}  // namespace lab::ui
