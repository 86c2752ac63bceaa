#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/manifest.h"

namespace lab::dataset {

/// A further column of a table: one text for each of its images.
struct Column {
  std::string name;
  std::vector<std::string> values;
};

/// The images of one set as its table or its tree of folders lists them.
struct ImageList {
  std::filesystem::path origin;     ///< the table, or the top of the tree
  std::vector<std::string> names;   ///< paths from the data set's folder, with '/'
  std::vector<std::string> labels;  ///< names of their classes
  std::vector<Column> columns;      ///< the table's besides path and label

  [[nodiscard]] std::int64_t size() const { return std::ssize(names); }
};

/// Lists the training or test images in `folder`; opens none of them. A table is a CSV file with a header
/// that has `path` and `label`; a tree has one sub-folder for each class, and its order is that of the
/// alphabet. Throws Error{Data} that names the line or the folder.
[[nodiscard]] ImageList listImages(const std::filesystem::path& folder, const Manifest& manifest,
                                   bool training);

/// Labels as numbers. Throws Error{Data} for a label that is not in `classNames`.
[[nodiscard]] std::vector<std::int64_t> numbered(const ImageList& list,
                                                 const std::vector<std::string>& classNames);

}  // namespace lab::dataset
