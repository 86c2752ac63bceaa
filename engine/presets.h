#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/spec.h"

namespace lab {

/// A built-in experiment: a file of resources/presets.
struct Preset {
  std::string name;  ///< "quickstart"
  std::string title;
  std::string why;  ///< one or two sentences: what it shows
  ExperimentSpec spec;
};

/// The presets in resources/presets, in menu order. Read once; throws Error{Data} that names a broken file.
[[nodiscard]] const std::vector<Preset>& presets();

/// Throws Error{Usage} that names the nearest known preset.
[[nodiscard]] const Preset& preset(const std::string& name);

/// Reads every *.json of a folder in the order of the file names. Throws Error{Data} that names a broken
/// file.
[[nodiscard]] std::vector<Preset> readPresets(const std::filesystem::path& folder);

/// Where presets, lessons and icons lie: $SKEWLAB_RESOURCES, or ../share/skewlab/resources beside the
/// program, or the source tree it was built from.
[[nodiscard]] std::filesystem::path resourcesFolder();

}  // namespace lab
