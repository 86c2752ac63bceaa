#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lab {

/// Which training images to look at: some of every partition, or of one label in one partition.
struct SampleQuestion {
  int partition = -1;     ///< -1: every one
  int label = -1;         ///< -1: any
  std::size_t each = 24;  ///< so many of a partition at most

  friend bool operator==(const SampleQuestion&, const SampleQuestion&) = default;
};

/// A training image as it lies in the data set.
struct SampleImage {
  std::int64_t image = 0;  ///< of the training set
  int label = 0;
  std::vector<std::uint8_t> pixels;  ///< [C][H][W]
};

/// Some of what a partition holds, evenly spread over it in the order of its samples.
struct PartitionSamples {
  int partition = 0;
  std::int64_t of = 0;  ///< how many images the question fits
  std::vector<SampleImage> images;
};

struct SampleImages {
  SampleQuestion question;
  std::int64_t channels = 0, height = 0, width = 0;  ///< of an image
  std::vector<std::string> classNames;
  std::vector<PartitionSamples> partitions;
};

}  // namespace lab
