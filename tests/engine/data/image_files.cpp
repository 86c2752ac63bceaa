#include "tests/engine/data/image_files.h"

#include <cstdio>
#include <cstdlib>
#include <jpeglib.h>
#include <png.h>

#include <gtest/gtest.h>

namespace lab::test {

Bytes png(const dataset::Picture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = picture.channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  EXPECT_NE(png_image_write_to_memory(&image, nullptr, &size, 0, picture.pixels.data(), 0, nullptr), 0);
  Bytes content(size);
  EXPECT_NE(png_image_write_to_memory(&image, content.data(), &size, 0, picture.pixels.data(), 0, nullptr),
            0);
  content.resize(size);
  return content;
}

Bytes jpeg(const dataset::Picture& picture) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* memory = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &memory, &size);
  info.image_width = static_cast<JDIMENSION>(picture.width);
  info.image_height = static_cast<JDIMENSION>(picture.height);
  info.input_components = static_cast<int>(picture.channels);
  info.in_color_space = picture.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, 100, TRUE);
  jpeg_start_compress(&info, TRUE);
  auto pixels = picture.pixels;
  while (info.next_scanline < info.image_height) {
    JSAMPROW row =
        pixels.data() + static_cast<std::int64_t>(info.next_scanline) * picture.width * picture.channels;
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  Bytes content(memory, memory + size);
  jpeg_destroy_compress(&info);
  std::free(memory);
  return content;
}

dataset::Picture plain(std::int64_t height, std::int64_t width, const Bytes& colour) {
  dataset::Picture picture{.channels = std::ssize(colour), .height = height, .width = width, .pixels = {}};
  for (std::int64_t i = 0; i < height * width; ++i) {
    picture.pixels.insert(picture.pixels.end(), colour.begin(), colour.end());
  }
  return picture;
}

}  // namespace lab::test
