#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lab {

/// Shape of one image.
struct ImageShape {
  std::int64_t channels = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;

  [[nodiscard]] std::int64_t size() const { return channels * height * width; }
  friend bool operator==(const ImageShape&, const ImageShape&) = default;
};

/// Images as bytes 0..255, [N][C][H][W] row-major, and their labels [N] in 0..classes-1.
struct ImageSet {
  std::vector<std::uint8_t> pixels;
  std::vector<std::int64_t> labels;

  [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(labels.size()); }
};

/// What is done to a byte before a network sees it: (byte / scale - mean) / deviation, per pixel.
/// `mean` and `deviation` have one entry per channel, or one per pixel (a mean image), or, for deviation, none.
struct Normalisation {
  float scale = 255;
  std::vector<float> mean;
  std::vector<float> deviation;
};

struct Dataset {
  std::string id;
  std::string title;
  ImageShape shape;
  std::vector<std::string> classNames;  ///< [C]
  ImageSet train;
  ImageSet test;
  Normalisation normalisation;
  std::string sha256;  ///< over all loaded bytes: train pixels, train labels, test pixels, test labels

  [[nodiscard]] std::int64_t classes() const { return static_cast<std::int64_t>(classNames.size()); }
};

/// One manifest of the catalogue (datasets/<id>.json or the user's folder).
struct DatasetEntry {
  std::string id;
  std::string title;
  std::string description;
  std::string source;
  std::string licence;
  ImageShape shape;
  std::vector<std::string> classNames;
  std::int64_t trainCount = 0;
  std::int64_t testCount = 0;
  std::filesystem::path folder;  ///< where its files were found; empty when they are not on this machine

  [[nodiscard]] bool available() const { return !folder.empty(); }
};

namespace dataset {

/// Every manifest this program knows, those with data on this machine first. Reads only small files.
[[nodiscard]] std::vector<DatasetEntry> all();

/// Loads, checks and, with a limit > 0, cuts to the first so many images. Throws Error{Data} that names the file,
/// what is wrong, what was expected and what to do.
[[nodiscard]] Dataset load(const std::string& id, std::int64_t trainLimit = 0, std::int64_t testLimit = 0);

/// Only the labels of the training set, after the limit: what a split needs. Much quicker than load().
[[nodiscard]] std::vector<std::int64_t> trainLabels(const std::string& id, std::int64_t trainLimit = 0);

/// Takes the files in `folder` into the user's data folder under `id`, which must name a known manifest, after
/// checking them. Throws Error{Data}.
void importFrom(const std::filesystem::path& folder, const std::string& id);

}  // namespace dataset
}  // namespace lab
