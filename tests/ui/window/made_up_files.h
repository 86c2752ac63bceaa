#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/events.h"
#include "engine/core/spec.h"

namespace lab::ui::test {

/// A short made-up run that knows its spec, with its end.
[[nodiscard]] std::vector<Event> runOf(const ExperimentSpec& spec);

/// The same as a run file.
void writeRun(const std::filesystem::path& file, const ExperimentSpec& spec);

/// The quick start without what the made-up events leave out.
[[nodiscard]] ExperimentSpec recordedSpec();

}  // namespace lab::ui::test
