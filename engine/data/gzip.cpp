#include "engine/data/gzip.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <zlib.h>

#include "engine/core/error.h"
#include "engine/data/input.h"

namespace lab::dataset {
namespace {

constexpr std::size_t kPiece = 1 << 18;

/// zlib's state of one stream.
class Inflater {
 public:
  Inflater() {
    constexpr int kGzipOnly = MAX_WBITS + 16;
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) {
      throw Error(
          {.kind = ErrorKind::Run, .doing = "zlib", .problem = "there is no memory to inflate a file"});
    }
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream_); }

  /// Inflates what fits from the input into `room`; returns how many bytes. `status` is zlib's.
  std::size_t inflateInto(std::span<std::uint8_t> room, int& status) {
    stream_.next_out = room.data();
    stream_.avail_out = static_cast<uInt>(room.size());
    status = inflate(&stream_, Z_NO_FLUSH);
    return room.size() - stream_.avail_out;
  }

  void feed(std::span<std::uint8_t> input) {
    stream_.next_in = input.data();
    stream_.avail_in = static_cast<uInt>(input.size());
  }
  [[nodiscard]] bool hungry() const { return stream_.avail_in == 0; }

 private:
  z_stream stream_{};
};

// The next piece of the file; empty at its end.
std::span<std::uint8_t> readPiece(std::ifstream& stream, std::vector<std::uint8_t>& buffer) {
  stream.read(reinterpret_cast<char*>(buffer.data()), std::ssize(buffer));
  return std::span{buffer}.first(static_cast<std::size_t>(stream.gcount()));
}

void requireGoodStatus(const std::filesystem::path& file, int status) {
  if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR) return;
  refuse(file, "the compressed data is damaged", "a gzip file with a fitting check sum", kGetAgain);
}

void requireGzip(const std::filesystem::path& file, std::span<const std::uint8_t> start) {
  if (start.empty()) refuse(file, "the file is empty", "gzip data", kGetAgain);
  constexpr std::array<std::uint8_t, 2> kMagic{0x1f, 0x8b};
  const auto known = start.first(std::min(start.size(), kMagic.size()));
  if (std::ranges::equal(known, std::span{kMagic}.first(known.size()))) return;
  refuse(file, "this is not a gzip file", "a file that starts with the bytes 1f 8b",
         "get the file again, or take \".gz\" off its name when it is not compressed");
}

// Makes room behind the content: twice as much each time, but no more than one byte past the limit.
std::span<std::uint8_t> roomBehind(std::vector<std::uint8_t>& content, std::size_t used, std::size_t most) {
  if (used == content.size()) content.resize(std::min(most, std::max(kPiece, 2 * used)));
  return std::span{content}.subspan(used).first(std::min(content.size() - used, std::size_t{1} << 30U));
}

}  // namespace

std::vector<std::uint8_t> inflateFile(const std::filesystem::path& file, std::int64_t limit) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse(file, "the file cannot be opened", "a readable file", "check its permissions");
  std::vector<std::uint8_t> buffer(kPiece);
  auto piece = readPiece(stream, buffer);
  requireGzip(file, piece);

  Inflater inflater;
  inflater.feed(piece);
  const auto most = static_cast<std::size_t>(limit) + 1;
  std::vector<std::uint8_t> content;
  std::size_t used = 0;
  for (int status = Z_OK; status != Z_STREAM_END && used < most;) {
    if (inflater.hungry()) {  // never with output pending: the check sum is eaten only behind the last of it
      piece = readPiece(stream, buffer);
      if (piece.empty()) refuse(file, "the compressed data is cut off", "a complete gzip file", kGetAgain);
      inflater.feed(piece);
    }
    used += inflater.inflateInto(roomBehind(content, used, most), status);
    requireGoodStatus(file, status);
  }
  content.resize(used);
  if (used < most && (!inflater.hungry() || stream.peek() != std::ifstream::traits_type::eof())) {
    refuse(file, "there is more data behind the end of the compressed data",
           "one gzip stream and nothing else", kGetAgain);
  }
  return content;
}

}  // namespace lab::dataset
