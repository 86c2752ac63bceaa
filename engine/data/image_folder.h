#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/data/manifest.h"

/// Data sets that are folders of PNG and JPEG images.
namespace lab::dataset {

/// Both sets, and the pairs where the manifest names a list of them.
struct FolderImages {
  ImageSet train;
  ImageSet test;
  std::vector<ImagePair> pairs;
};

/// Reads the images in `folder`: from the cache in the user's data folder when neither a file nor the shape
/// has changed since, else by decoding them all, a few at a time, and filling the cache. Throws Error{Data}
/// for the first image that is broken, and when lists and manifest do not agree.
[[nodiscard]] FolderImages readImageFolder(const std::filesystem::path& folder, const Manifest& manifest);

/// The labels of the training images alone; opens no image.
[[nodiscard]] std::vector<std::int64_t> readImageFolderLabels(const std::filesystem::path& folder,
                                                              const Manifest& manifest);

/// A column of the training table, which has it.
[[nodiscard]] std::vector<std::string> readImageFolderColumn(const std::filesystem::path& folder,
                                                             const Manifest& manifest,
                                                             const std::string& column);

/// A manifest that leaves things out, with what the folder says: class names in the order of the alphabet,
/// counts of images and pairs, and columns. Throws Error{Data}.
[[nodiscard]] Manifest completed(Manifest draft, const std::filesystem::path& folder);

}  // namespace lab::dataset
