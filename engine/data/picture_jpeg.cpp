#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdio>  // jpeglib.h needs it
#include <utility>
#include <jerror.h>
#include <jpeglib.h>

#include "engine/data/input.h"
#include "engine/data/picture.h"

namespace lab::dataset {
namespace {

/// Where the library jumps when it cannot go on: it is C, and no exception may cross it.
struct Failure {
  jpeg_error_mgr manager{};  // first, because the library hands out its address
  std::jmp_buf place{};
  std::array<char, JMSG_LENGTH_MAX> reason{};
};

void giveUp(j_common_ptr info) {
  auto* failure = reinterpret_cast<Failure*>(info->err);
  failure->manager.format_message(info, failure->reason.data());
  std::longjmp(failure->place, 1);
}

// The library paints what is missing grey and goes on; half an image must not train a network.
void complain(j_common_ptr info, int level) {
  const int code = info->err->msg_code;
  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) giveUp(info);
}

/// A decompression with everything that must outlive a jump.
struct Decoder {
  Failure failure;
  jpeg_decompress_struct info{};
  Picture picture;
  bool tooLarge = false;

  ~Decoder() { jpeg_destroy_decompress(&info); }
};

// False when the library gave up. Has no object with a destructor of its own: a jump would pass it by.
bool decode(Decoder& decoder, std::span<const std::uint8_t> content) {
  auto& info = decoder.info;
  info.err = jpeg_std_error(&decoder.failure.manager);
  decoder.failure.manager.error_exit = giveUp;
  decoder.failure.manager.emit_message = complain;
  if (setjmp(decoder.failure.place) != 0) return false;
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, content.data(), content.size());
  jpeg_read_header(&info, TRUE);
  info.out_color_space = info.jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
  auto& picture = decoder.picture;
  picture.height = info.image_height;
  picture.width = info.image_width;
  decoder.tooLarge = picture.height * picture.width > kMostPixels;
  if (decoder.tooLarge) return false;
  jpeg_start_decompress(&info);
  picture.channels = info.output_components;
  picture.pixels.resize(static_cast<std::size_t>(picture.channels * picture.height * picture.width));
  const auto stride = static_cast<std::size_t>(picture.channels * picture.width);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = picture.pixels.data() + info.output_scanline * stride;
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  return true;
}

}  // namespace

Picture decodeJpeg(const std::filesystem::path& file, std::span<const std::uint8_t> content) {
  Decoder decoder;
  if (decode(decoder, content)) return std::move(decoder.picture);
  const std::string reason = decoder.tooLarge ? "it claims more than " + grouped(kMostPixels) + " pixels"
                                              : decoder.failure.reason.data();
  refuse(file, "the JPEG image is broken (" + reason + ")", "a whole image", kGetAgain);
}

}  // namespace lab::dataset
