#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "engine/data/dataset.h"

namespace lab::dataset {

/// A decoded image file: bytes [height][width][channels], one channel or three (red, green, blue).
struct Picture {
  std::int64_t channels = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<std::uint8_t> pixels;
};

/// More pixels than any photograph: what claims more is not decoded.
inline constexpr std::int64_t kMostPixels = std::int64_t{1} << 28U;

/// The picture in a PNG or JPEG file, told apart by their first bytes. Transparent parts become black, 16
/// bits become 8, and the orientation that a camera notes beside the pixels is left alone. Throws Error{Data}
/// when the file is missing, neither of the two, or broken. Any thread.
[[nodiscard]] Picture readPicture(const std::filesystem::path& file);

/// The two decoders; `file` is named in messages.
[[nodiscard]] Picture decodePng(const std::filesystem::path& file, std::span<const std::uint8_t> content);
[[nodiscard]] Picture decodeJpeg(const std::filesystem::path& file, std::span<const std::uint8_t> content);

/// The picture stretched to the size of `shape`, which has one channel or three: each pixel is the mean of
/// the area it covers in the picture. Grey from colours is their luma (ITU-R BT.601). Writes [C][H][W] to
/// `image`, shape.size() bytes.
void fitInto(std::span<std::uint8_t> image, const ImageShape& shape, const Picture& picture);

}  // namespace lab::dataset
