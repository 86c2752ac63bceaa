#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/pairs.h"

namespace lab::dataset {

/// A list of pairs of test images in one of two forms:
///
///   first,second,same[,fold]   commas or spaces between them, with or without this header; images by number
///   or by
///                              their path in the data set; same is 0 or 1; without a fold everything is in
///                              fold 0
///   10 300                     as in the list of Labeled Faces in the Wild (Huang et al., 2007): folds and
///   pairs of name 1 4                   either kind in each fold (one fold when there is only the second
///   number), then for name 2 other 3             each fold pairs of one name and pairs of two; image 4 of a
///   name is name_0004
///
/// `names` are the paths of the test images, in their order. Throws Error{Data} that names the line.
[[nodiscard]] std::vector<ImagePair> readPairs(const std::filesystem::path& file,
                                               const std::vector<std::string>& names);

}  // namespace lab::dataset
