#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/events.h"

namespace lab::test {

/// Records a stream into a new file; a problem is a failure of the test.
void record(const std::filesystem::path& path, const std::vector<Event>& events);

[[nodiscard]] std::vector<Event> replayed(const std::filesystem::path& path);

}  // namespace lab::test
