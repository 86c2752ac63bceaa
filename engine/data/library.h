#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/input.h"
#include "engine/data/manifest.h"

/// Which data sets there are and where their files lie.
namespace lab::dataset {

/// Folders of data sets that exist, best first: $SKEWLAB_DATASETS, share/skewlab/datasets beside the folder
/// of the program, `datasets` of the source tree, userFolder().
[[nodiscard]] std::vector<std::filesystem::path> roots();

/// $XDG_DATA_HOME/skewlab/datasets or ~/.local/share/skewlab/datasets, whether it exists or not; empty
/// without a home.
[[nodiscard]] std::filesystem::path userFolder();

/// The readable manifests of all roots; of several with one id the first.
[[nodiscard]] std::vector<Manifest> manifests();

/// The manifest `id`. Throws Error{Usage} that lists the known ids, or the Error{Data} of a broken manifest
/// of that name.
[[nodiscard]] Manifest manifestOf(const std::string& id);

/// The file in `folder` under its name or with ".gz" behind it; the folder itself where the manifest names one.
[[nodiscard]] std::optional<InputFile> fileIn(const std::filesystem::path& folder, const ManifestFile& file);

/// The first of `manifest`'s files that `folder` does not hold; nothing when it is complete.
[[nodiscard]] std::optional<std::string> missingIn(const std::filesystem::path& folder,
                                                   const Manifest& manifest);

/// `root`'s folders in which the files may lie: under the id, then as the manifest's `search` says.
[[nodiscard]] std::vector<std::filesystem::path> placesIn(const std::filesystem::path& root,
                                                          const Manifest& manifest);

/// The folder that holds all files; empty when there is none.
[[nodiscard]] std::filesystem::path folderOf(const Manifest& manifest);

/// As folderOf(), but throws Error{Data} that says what is missing and how to get it.
[[nodiscard]] std::filesystem::path requireFolder(const Manifest& manifest);

}  // namespace lab::dataset
