#include "engine/data/idx.h"

#include <algorithm>

namespace lab::dataset {
namespace {

constexpr std::uint8_t kUnsignedBytes = 0x08;                // the kind of numbers, third byte of the file
constexpr std::int64_t kMostBytes = std::int64_t{1} << 36U;  // no set that fits into memory is longer

using Dimensions = std::vector<std::int64_t>;

std::size_t headerSize(std::size_t dimensions) {
  return 4 + 4 * dimensions;
}

std::int64_t fileSize(const Dimensions& sizes) {
  std::int64_t bytes = 1;
  for (const auto size : sizes) bytes *= size;
  return static_cast<std::int64_t>(headerSize(sizes.size())) + bytes;
}

std::string text(const Dimensions& dimensions) {
  std::string text;
  for (const auto size : dimensions) {
    if (!text.empty()) text += 'x';
    text += std::to_string(size);
  }
  return text;
}

std::string hexadecimal(std::span<const std::uint8_t> bytes) {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string text;
  for (const auto byte : bytes) {
    if (!text.empty()) text += ' ';
    text += {kDigits[byte >> 4U], kDigits[byte & 0xfU]};
  }
  return text;
}

std::int64_t bigEndian(std::span<const std::uint8_t> bytes) {
  std::int64_t number = 0;
  for (const auto byte : bytes) number = number * 256 + byte;
  return number;
}

/// A file whose header has been read and believed.
struct Idx {
  InputFile file;
  Dimensions sizes;
  Bytes content;  // header and body; one byte too many when the file is longer than it should be
};

Dimensions readHeader(const InputFile& file, const Bytes& content, std::size_t dimensions) {
  const std::size_t header = headerSize(dimensions);
  if (content.size() < header) {
    refuse(file.path,
           "the file is cut off after " + std::to_string(content.size()) + " bytes, inside its header",
           "at least " + std::to_string(header), kGetAgain);
  }
  const std::vector<std::uint8_t> magic{0, 0, kUnsignedBytes, static_cast<std::uint8_t>(dimensions)};
  const auto found = std::span{content}.first(4);
  if (!std::ranges::equal(found, magic)) {
    refuse(file.path, "the file starts with the bytes " + hexadecimal(found),
           hexadecimal(magic) + ", the mark of an IDX file of bytes with " + std::to_string(dimensions) +
               (dimensions == 1 ? " dimension" : " dimensions"),
           "check that images and labels have not been exchanged, or get the file again");
  }
  Dimensions sizes;
  for (std::size_t i = 0; i < dimensions; ++i)
    sizes.push_back(bigEndian(std::span{content}.subspan(4 + 4 * i, 4)));
  return sizes;
}

// Four 32-bit numbers can multiply to 2^128: what the header announces is checked before anything is computed
// from it.
void requireSaneSizes(const InputFile& file, const Dimensions& sizes) {
  std::int64_t bytes = 1;
  for (const auto size : sizes) {
    if (size > kMostBytes / bytes) {
      refuse(file.path, "its header announces " + text(sizes) + " bytes", "at most " + grouped(kMostBytes),
             kGetAgain);
    }
    bytes *= std::max<std::int64_t>(size, 1);
  }
}

Idx openIdx(const InputFile& file, const Dimensions& expected) {
  Idx idx{.file = file, .sizes = {}, .content = readContent(file.path, fileSize(expected))};
  idx.sizes = readHeader(file, idx.content, expected.size());
  requireSaneSizes(file, idx.sizes);
  const Dimensions image{idx.sizes.begin() + 1, idx.sizes.end()};
  const Dimensions expectedImage{expected.begin() + 1, expected.end()};
  if (image != expectedImage) {
    refuse(file.path, "it holds images of " + text(image) + " pixels", text(expectedImage),
           "use the files that belong to this data set");
  }
  return idx;
}

void requireComplete(const Idx& idx, const Dimensions& expected) {
  if (idx.sizes != expected) {
    refuse(idx.file.path,
           "it holds " + grouped(idx.sizes[0]) + (expected.size() == 1 ? " labels" : " images"),
           grouped(expected[0]), "use the files that belong to this data set");
  }
  const auto wanted = fileSize(expected);
  if (std::ssize(idx.content) < wanted) {
    refuse(idx.file.path, "the file is cut off after " + grouped(std::ssize(idx.content)) + " bytes",
           grouped(wanted), kGetAgain);
  }
  if (std::ssize(idx.content) > wanted) {
    refuse(idx.file.path, "there is more data behind the end that its header announces",
           grouped(wanted) + " bytes", kGetAgain);
  }
  requireChecksum(idx.file, idx.content);
}

Dimensions imageSizes(const Expectation& expected) {
  Dimensions sizes{expected.count};
  if (expected.shape.channels > 1) sizes.push_back(expected.shape.channels);
  sizes.push_back(expected.transposed ? expected.shape.width : expected.shape.height);
  sizes.push_back(expected.transposed ? expected.shape.height : expected.shape.width);
  return sizes;
}

std::vector<std::int64_t> labelsOf(const Idx& idx, std::int64_t classes) {
  const auto body = std::span{idx.content}.subspan(headerSize(1));
  std::vector<std::int64_t> labels(body.begin(), body.end());
  requireLabels(idx.file.path, labels, classes);
  return labels;
}

// Rows and columns of every channel of every image exchanged: `pixels` holds [width][height].
Bytes transposed(const Bytes& pixels, const ImageShape& shape) {
  const auto height = static_cast<std::size_t>(shape.height);
  const auto width = static_cast<std::size_t>(shape.width);
  Bytes upright(pixels.size());
  for (std::size_t start = 0; start < pixels.size(); start += height * width) {
    for (std::size_t i = 0; i < height * width; ++i) {
      upright[start + i] = pixels[start + i % width * height + i / width];
    }
  }
  return upright;
}

}  // namespace

ImageSet readIdx(const InputFile& images, const InputFile& labels, const Expectation& expected) {
  Idx pictures = openIdx(images, imageSizes(expected));
  const Idx names = openIdx(labels, {expected.count});
  if (pictures.sizes[0] != names.sizes[0]) {
    refuse(labels.path,
           "it holds " + grouped(names.sizes[0]) + " labels for " + grouped(pictures.sizes[0]) +
               " images in " + images.path.filename().string(),
           "one label for each image", "use files that belong together");
  }
  requireComplete(pictures, imageSizes(expected));
  requireComplete(names, {expected.count});
  const auto header = static_cast<std::ptrdiff_t>(headerSize(pictures.sizes.size()));
  pictures.content.erase(pictures.content.begin(), pictures.content.begin() + header);
  ImageSet set{.pixels = std::move(pictures.content), .labels = labelsOf(names, expected.classes)};
  if (expected.transposed) set.pixels = transposed(set.pixels, expected.shape);
  return set;
}

std::vector<std::int64_t> readIdxLabels(const InputFile& labels, const Expectation& expected) {
  const Idx names = openIdx(labels, {expected.count});
  requireComplete(names, {expected.count});
  return labelsOf(names, expected.classes);
}

}  // namespace lab::dataset
