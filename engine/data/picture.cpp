#include "engine/data/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <png.h>

#include "engine/data/input.h"

namespace lab::dataset {
namespace {

constexpr std::int64_t kMostFileBytes = std::int64_t{1} << 30U;
constexpr std::array<std::uint8_t, 8> kPngStart{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::array<std::uint8_t, 3> kJpegStart{0xff, 0xd8, 0xff};

template <std::size_t N>
bool startsWith(const Bytes& content, const std::array<std::uint8_t, N>& start) {
  return content.size() >= N && std::equal(start.begin(), start.end(), content.begin());
}

[[noreturn]] void refuseBroken(const std::filesystem::path& file, const std::string& reason) {
  refuse(file, "the PNG image is broken (" + reason + ")", "a whole image", kGetAgain);
}

/// The part of a row or column of source pixels that one target pixel covers; the weights add up to 1.
struct Cover {
  std::int64_t first = 0;
  std::vector<double> weights;
};

std::vector<Cover> covers(std::int64_t source, std::int64_t target) {
  const double step = static_cast<double>(source) / static_cast<double>(target);
  std::vector<Cover> all;
  for (std::int64_t i = 0; i < target; ++i) {
    const double from = static_cast<double>(i) * step;
    const double to = std::min(static_cast<double>(i + 1) * step, static_cast<double>(source));
    Cover cover{.first = static_cast<std::int64_t>(from), .weights = {}};
    for (std::int64_t pixel = cover.first; static_cast<double>(pixel) < to; ++pixel) {
      const auto start = static_cast<double>(pixel);
      cover.weights.push_back((std::min(to, start + 1) - std::max(from, start)) / step);
    }
    all.push_back(std::move(cover));
  }
  return all;
}

std::uint8_t luma(const std::uint8_t* colour) {
  return static_cast<std::uint8_t>((299 * colour[0] + 587 * colour[1] + 114 * colour[2] + 500) / 1000);
}

// One plane of the picture, [height][width].
Bytes planeOf(const Picture& picture, std::int64_t channels, std::int64_t channel) {
  const auto size = static_cast<std::size_t>(picture.height * picture.width);
  if (picture.channels == 1) return picture.pixels;
  Bytes plane(size);
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint8_t* colour = picture.pixels.data() + 3 * i;
    plane[i] = channels == 1 ? luma(colour) : colour[channel];
  }
  return plane;
}

// Rows first, then columns.
void shrink(std::span<std::uint8_t> image, const Bytes& plane, std::int64_t width,
            const std::vector<Cover>& columns, const std::vector<Cover>& rows) {
  std::vector<double> lines(static_cast<std::size_t>(std::ssize(plane) / width) * columns.size());
  for (std::size_t y = 0; y * columns.size() < lines.size(); ++y) {
    const std::uint8_t* line = plane.data() + static_cast<std::int64_t>(y) * width;
    for (std::size_t x = 0; x < columns.size(); ++x) {
      double sum = 0;
      const auto& [first, weights] = columns[x];
      for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * line[first + static_cast<std::int64_t>(i)];
      lines[y * columns.size() + x] = sum;
    }
  }
  for (std::size_t y = 0; y < rows.size(); ++y) {
    const auto& [first, weights] = rows[y];
    for (std::size_t x = 0; x < columns.size(); ++x) {
      double sum = 0;
      for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * lines[(static_cast<std::size_t>(first) + i) * columns.size() + x];
      }
      image[y * columns.size() + x] = static_cast<std::uint8_t>(std::clamp(std::lround(sum), 0L, 255L));
    }
  }
}

}  // namespace

Picture decodePng(const std::filesystem::path& file, std::span<const std::uint8_t> content) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, content.data(), content.size()) == 0) {
    refuseBroken(file, image.message);
  }
  const bool colour = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
  image.format = colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
  // Without it libpng takes deep images for linear light and brightens them.
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  Picture picture{.channels = colour ? 3 : 1, .height = image.height, .width = image.width, .pixels = {}};
  if (picture.height * picture.width > kMostPixels) {
    png_image_free(&image);
    refuseBroken(file, "it claims more than " + grouped(kMostPixels) + " pixels");
  }
  picture.pixels.resize(static_cast<std::size_t>(picture.channels * picture.height * picture.width));
  const png_color black{};
  if (png_image_finish_read(&image, &black, picture.pixels.data(), 0, nullptr) == 0) {
    refuseBroken(file, image.message);
  }
  return picture;
}

Picture readPicture(const std::filesystem::path& file) {
  const Bytes content = readContent(file, kMostFileBytes);
  if (startsWith(content, kPngStart)) return decodePng(file, content);
  if (startsWith(content, kJpegStart)) return decodeJpeg(file, content);
  refuse(file, "the file is neither a PNG nor a JPEG image", "one of them", "convert it or take it out");
}

void fitInto(std::span<std::uint8_t> image, const ImageShape& shape, const Picture& picture) {
  const auto columns = covers(picture.width, shape.width);
  const auto rows = covers(picture.height, shape.height);
  const auto area = static_cast<std::size_t>(shape.height * shape.width);
  for (std::int64_t channel = 0; channel < shape.channels; ++channel) {
    const Bytes plane = planeOf(picture, shape.channels, channel);
    shrink(image.subspan(static_cast<std::size_t>(channel) * area, area), plane, picture.width, columns,
           rows);
  }
}

}  // namespace lab::dataset
