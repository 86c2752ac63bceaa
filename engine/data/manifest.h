#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/data/normalise.h"

namespace lab::dataset {

enum class Format { Idx, Cifar10, Cifar100, ImageFolder };

/// What a file holds: half of a set in the IDX formats, a batch of both in CIFAR's. Of a folder of images the table
/// that lists a set, or the folder with one sub-folder for each class; and the list of pairs for verification.
enum class Role {
  TrainImages,
  TrainLabels,
  TestImages,
  TestLabels,
  TrainBatch,
  TestBatch,
  TrainTable,
  TestTable,
  TrainTree,
  TestTree,
  Pairs,
};

[[nodiscard]] constexpr bool isFolder(Role role) {
  return role == Role::TrainTree || role == Role::TestTree;
}

struct ManifestFile {
  Role role = Role::TrainImages;
  std::string name;    ///< without ".gz" and without a folder
  std::string sha256;  ///< of the uncompressed content; empty: not known
};

/// One data set as a JSON file describes it: datasets/ID.json.
struct Manifest {
  DatasetEntry entry;  ///< without a folder
  std::string citation;
  Format format = Format::Idx;
  bool transposed = false;  ///< the files hold each image with rows and columns exchanged
  NormalisationPlan normalisation;
  std::vector<ManifestFile> files;   ///< batches in the order of their images
  std::vector<std::string> search;   ///< further folders: absolute, or relative to a folder of data sets
  std::vector<std::string> mirrors;  ///< addresses that hold the files, each ending in "/"
};

/// Whether a manifest of a folder of images may leave out what the folder says: class names and counts.
enum class Detail { Complete, Draft };

/// Reads and checks a manifest. Throws Error{Data} that names the file and the key.
[[nodiscard]] Manifest readManifest(const std::filesystem::path& file, Detail detail = Detail::Complete);

/// The text of the manifest in `draft`, completed with what `manifest` knows, and with `folder` as the place of the
/// files.
[[nodiscard]] std::string manifestText(const std::filesystem::path& draft, const Manifest& manifest,
                                       const std::filesystem::path& folder);

}  // namespace lab::dataset
