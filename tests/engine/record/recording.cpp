#include "recording.h"

#include <gtest/gtest.h>

#include "engine/core/sink.h"
#include "engine/record/recorder.h"
#include "engine/record/replay.h"

namespace lab::test {

void record(const std::filesystem::path& path, const std::vector<Event>& events) {
  Recorder recorder(path);
  for (const auto& event : events) recorder.on(event);
  EXPECT_EQ(recorder.problem(), "");
}

std::vector<Event> replayed(const std::filesystem::path& path) {
  EventLog log;
  replay(path, log);
  return log.events;
}

}  // namespace lab::test
