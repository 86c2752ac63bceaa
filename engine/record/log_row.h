#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/events.h"

namespace lab::record {

/// A row of /log: the four events that are no series.
struct LogRow {
  std::string time;
  std::string level;
  std::string message;
  std::int64_t iteration = 0;
  std::uint8_t code = 0;        ///< a record::Code
  std::int32_t partition = -1;  ///< -1: none
};

/// Nothing for an event that is a row of a series. Leaves `time` empty.
[[nodiscard]] std::optional<LogRow> logRow(const Event& event);

/// The inverse; nothing for a code this version does not know.
[[nodiscard]] std::optional<Event> eventOf(const LogRow& row);

/// The system's clock as it is shown in /log: "2026-11-22T21:30:05.123Z".
[[nodiscard]] std::string now();

}  // namespace lab::record
