#pragma once

#include <filesystem>

namespace lab::record {

/// Where a run is written until it is published under its name: `path`.part.
[[nodiscard]] std::filesystem::path partOf(std::filesystem::path path);

/// False when another run has the name or has claimed it; true when nobody else gets it from now on, in any program: an
/// empty `path`.part stands for the run until a RunWriter fills it. In a folder that cannot be written nothing is claimed.
[[nodiscard]] bool claim(const std::filesystem::path& path);

/// Gives back the claim of a run that has not begun to be written.
void dropClaim(const std::filesystem::path& path);

}  // namespace lab::record
