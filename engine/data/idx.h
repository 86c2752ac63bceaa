#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/data/input.h"

namespace lab::dataset {

/// What a manifest says about one of its two sets.
struct Expectation {
  ImageShape shape;
  std::int64_t classes = 0;
  std::int64_t count = 0;   ///< images
  bool transposed = false;  ///< the files hold each image with rows and columns exchanged (EMNIST)
};

/// Images and labels from two IDX files of bytes: dimensions [N][H][W], or [N][C][H][W] with more than one
/// channel, and [N]. Source: LeCun, Cortes and Burges, description beside the MNIST data. Throws Error{Data}
/// for a file that is missing, damaged, of another kind, size or checksum than expected, for a label that is
/// no class, and for sets whose numbers of images and labels differ. Nothing is allocated on the word of a
/// file alone.
[[nodiscard]] ImageSet readIdx(const InputFile& images, const InputFile& labels, const Expectation& expected);

/// The labels alone.
[[nodiscard]] std::vector<std::int64_t> readIdxLabels(const InputFile& labels, const Expectation& expected);

}  // namespace lab::dataset
