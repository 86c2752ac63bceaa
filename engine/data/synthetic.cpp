#include "engine/data/synthetic.h"

#include "engine/core/rng.h"

namespace lab::dataset {
namespace {

constexpr std::size_t kSide = 12;
constexpr std::size_t kClasses = 10;
constexpr std::int64_t kTests = 200;

// The patches are 4 wide and 3 high; three fit into a row of patches.
std::size_t patchOf(std::size_t pixel) {
  return pixel / kSide / 3 * 3 + pixel % kSide / 4;
}

}  // namespace

DatasetEntry syntheticEntry() {
  DatasetEntry entry{.id = "synthetic",
                     .title = "Synthetic patches",
                     .description =
                         "Ten easy classes of noisy 12x12 images, each with a bright patch at a place of "
                         "its own; made by the program, for tests and demonstrations.",
                     .source = "made by the program",
                     .licence = "free of any",
                     .shape = {.channels = 1, .height = kSide, .width = kSide},
                     .classNames = {},
                     .trainCount = 1000,
                     .testCount = kTests,
                     .pairCount = kTests,
                     .folder = {},
                     .builtIn = true};
  for (std::size_t c = 0; c < kClasses; ++c) entry.classNames.push_back("patch " + std::to_string(c));
  return entry;
}

ImageSet syntheticImages(bool training, std::int64_t count) {
  Random noise = Seed{0}.child("synthetic").child(training ? "train" : "test").random();
  ImageSet set;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    const std::size_t label = i % kClasses;
    set.labels.push_back(static_cast<std::int64_t>(label));
    for (std::size_t pixel = 0; pixel < kSide * kSide; ++pixel) {
      const std::uint64_t brightness = patchOf(pixel) == label ? 120 : 0;
      set.pixels.push_back(static_cast<std::uint8_t>(brightness + noise.below(128)));
    }
  }
  return set;
}

// Image p with one 10 places further on, which is of its class, or 11 to 19 places, which is of each other class in turn.
std::vector<ImagePair> syntheticPairs() {
  std::vector<ImagePair> pairs;
  for (std::int64_t p = 0; p < kTests; ++p) {
    const std::int64_t round = p / 10;
    const bool same = round % 2 == 0;
    const std::int64_t distance = same ? 10 : 11 + round / 2 % 9;
    pairs.push_back({.first = p, .second = (p + distance) % kTests, .same = same, .fold = static_cast<int>(p % 10)});
  }
  return pairs;
}

}  // namespace lab::dataset
