#include "engine/record/log_row.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "engine/record/event_columns.h"

namespace lab::record {
namespace {

LogRow info(std::string message, std::int64_t iteration, Code code) {
  return {.time = "",
          .level = "info",
          .message = std::move(message),
          .iteration = iteration,
          .code = static_cast<std::uint8_t>(code)};
}

}  // namespace

std::optional<LogRow> logRow(const Event& event) {
  if (const auto* diverged = std::get_if<PartitionDiverged>(&event)) {
    LogRow row =
        info("the loss of partition " + std::to_string(diverged->partition) + " is not a finite number",
             diverged->iteration, Code::Diverged);
    row.level = "warning";
    row.partition = diverged->partition;
    return row;
  }
  if (const auto* checkpoint = std::get_if<CheckpointWritten>(&event)) {
    return info("checkpoint written", checkpoint->iteration, Code::Checkpoint);
  }
  if (const auto* paused = std::get_if<RunPaused>(&event))
    return info("paused", paused->iteration, Code::Paused);
  if (const auto* resumed = std::get_if<RunResumed>(&event)) {
    return info("resumed", resumed->iteration, Code::Resumed);
  }
  return std::nullopt;
}

std::optional<Event> eventOf(const LogRow& row) {
  switch (static_cast<Code>(row.code)) {
    case Code::Diverged:
      return PartitionDiverged{row.iteration, row.partition};
    case Code::Checkpoint:
      return CheckpointWritten{row.iteration};
    case Code::Paused:
      return RunPaused{row.iteration};
    case Code::Resumed:
      return RunResumed{row.iteration};
    case Code::Training:
    case Code::Evaluation:
    case Code::Communication:
    case Code::Divergence:
    case Code::Decision:
    case Code::Changed:
      break;
  }
  return std::nullopt;
}

std::string now() {
  using std::chrono::floor;
  using std::chrono::milliseconds;
  const auto moment = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(floor<std::chrono::seconds>(moment));
  const auto rest = floor<milliseconds>(moment.time_since_epoch()) % std::chrono::seconds(1);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> day{};
  std::array<char, 8> fraction{};
  const auto length = std::strftime(day.data(), day.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(rest.count()));
  return std::string(day.data(), length) + fraction.data();
}

}  // namespace lab::record
