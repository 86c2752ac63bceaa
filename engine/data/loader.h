#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/manifest.h"

namespace lab::dataset {

/// How many images are wanted; 0 = all.
struct Limits {
  std::int64_t train = 0;
  std::int64_t test = 0;
};

/// The data set of a manifest from the files in `folder`, which holds all of them. Throws Error{Data}.
[[nodiscard]] Dataset loadFrom(const std::filesystem::path& folder, const Manifest& manifest, Limits limits);

/// The labels of its first `limit` training images; 0 = all. Throws Error{Data}.
[[nodiscard]] std::vector<std::int64_t> trainLabelsFrom(const std::filesystem::path& folder,
                                                        const Manifest& manifest, std::int64_t limit);

/// The column of its first `limit` training images that `manifest` lists. Throws Error{Data}.
[[nodiscard]] std::vector<std::string> trainColumnFrom(const std::filesystem::path& folder, const Manifest& manifest,
                                                       const std::string& column, std::int64_t limit);

/// The built-in synthetic data set.
[[nodiscard]] Dataset loadSynthetic(Limits limits);

}  // namespace lab::dataset
