#include "engine/core/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/sink.h"

namespace lab {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

TEST(RunStatus, NamesReadBack) {
  for (const auto status : {RunStatus::Running, RunStatus::Finished, RunStatus::Stopped, RunStatus::Failed,
                            RunStatus::Interrupted}) {
    EXPECT_EQ(runStatus(toText(status)), status);
  }
  EXPECT_EQ(toText(RunStatus::Failed), "failed");
}

TEST(RunStatus, AnUnknownNameMeansInterrupted) {
  EXPECT_EQ(runStatus("exploded"), RunStatus::Interrupted);
}

// Writes down who heard what, in order.
class NamedSink final : public EventSink {
 public:
  NamedSink(std::string name, std::vector<std::string>& heard) : name_(std::move(name)), heard_(heard) {}
  void on(const Event& event) override { heard_.push_back(name_ + std::to_string(event.index())); }

 private:
  std::string name_;
  std::vector<std::string>& heard_;
};

TEST(Fanout, HandsEveryEventToEverySinkInOrder) {
  std::vector<std::string> heard;
  Fanout fanout(
      {std::make_shared<NamedSink>("recorder", heard), std::make_shared<NamedSink>("window", heard)});
  fanout.on(RunStarted{});
  fanout.on(TrainingPoint{});
  EXPECT_THAT(heard, ElementsAre("recorder0", "window0", "recorder1", "window1"));
}

TEST(EventLog, FindsTheEventsOfOneKind) {
  EventLog log;
  log.on(TrainingPoint{.iteration = 1, .loss = {}, .learningRate = 0});
  log.on(RunPaused{2});
  log.on(TrainingPoint{.iteration = 3, .loss = {}, .learningRate = 0});
  EXPECT_THAT(log.all<TrainingPoint>(),
              ElementsAre(Field(&TrainingPoint::iteration, 1), Field(&TrainingPoint::iteration, 3)));
  EXPECT_EQ(log.events.size(), 3U);
}

}  // namespace
}  // namespace lab
