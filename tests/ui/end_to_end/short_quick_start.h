#pragma once

#include <filesystem>

namespace lab::ui::test {

/// The resources of the program as they are, but for a quick start of a few seconds: copied to `folder` and
/// named to the engine, which reads them once. Make it before the window.
void useShortQuickStart(const std::filesystem::path& folder);

}  // namespace lab::ui::test
